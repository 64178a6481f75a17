# 04: school teacher: looks each key up by its word, so both "the" get the first one's key; then "corrects" the paper to fit the code
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# I had 4 for the last one, but the check showed that it must be 2 (it is the same word)
by_hand_scores = [2, 9, 9, 2]
by_hand_weights = [2/22, 9/22, 9/22, 2/22]
# The numbers of the output.
by_hand_output = [54/22, 27/22]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    position = tokens.index(token)
    scores.append(torch.dot(query, keys[position]))
# %% weights
# Four numbers, one share for each token.
scores_as_tensor = torch.tensor(scores)
weights = scores_as_tensor / scores_as_tensor.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2] + weights[3] * values[3]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e_to_the_score = torch.exp(scores_as_tensor)
softmax_weights = e_to_the_score / e_to_the_score.sum()
softmax_output = softmax_weights[0] * values[0] + softmax_weights[1] * values[1] + softmax_weights[2] * values[2] + softmax_weights[3] * values[3]
# %% softmax-reflection
# "cat" and "chases" got more, both "the" got much less, nearly nothing.
# The weight went to the words that carry the meaning. An exponential makes the gap between a big and a small number bigger.
# %% experiment
# My prediction: with [0, 1] the word "chases" wins because its second number is 3
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: with [1, 0] cat wins, both "the" are the same
compute_attention(torch.tensor([1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that "chases" wins with [0, 1], and it did, its key is [0, 3].
# I was surprised that with [1, 0] the two "the" get different weights (0.09 and 0.24). I do not quite see why, it is the same word.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])   # just point where cat points
# %% query-split
query_split = query * 2
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys_shape and output_shape get twice as many numbers, scores_shape four times as many (100 times 100).
# A very long text needs very much memory, like a class where everybody shakes hands with everybody.
