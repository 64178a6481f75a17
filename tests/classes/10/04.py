# a linguistics student who looks words up in dictionaries and trusts the code more than the paper
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# (corrected after step 1: I had 2 for the first "the")
by_hand_scores = [4, 9, 9, 4]
by_hand_weights = [4/26, 9/26, 9/26, 4/26]
# The numbers of the output.
by_hand_output = [9/26*4 + 9/26*2, 9/26*1 + 9/26*2]
# %% scores
# a small lexicon: look up the key of a word
key_of = dict(zip(tokens, keys))
value_of = dict(zip(tokens, values))

scores = []
for token in tokens:
    scores.append(torch.dot(query, key_of[token]))
scores
# %% after scores
# type / token count of our sentence
types = set(tokens)
print(len(types), "types,", len(tokens), "tokens")
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for token, weight in zip(tokens, weights):
    output = output + weight * value_of[token]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = torch.exp(torch.tensor(scores))
softmax_weights = exponentials / exponentials.sum()
softmax_output = torch.zeros(2)
for token, weight in zip(tokens, softmax_weights):
    softmax_output = softmax_output + weight * value_of[token]
# %% softmax-reflection
# The content words cat and chases got more and both articles got less, almost nothing. Their weight went to the content words because e to the power of 9 is so much larger than e to the power of 4.
# %% experiment
# My prediction: [0, 1] finds the verb
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# The bars did not come, there was a red error (set object has no attribute FunctionType) in a cell that I did not write. From the picture further down: [0, 1] goes to chases as predicted, and I was surprised that cat is at only 11 %, because its second number is 1 and that of chases is 3.
# %% query-cat
# in the direction of cat's key
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])  # the one that I know already
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys_shape and output_shape double, scores_shape becomes (100, 100), that is four times as many. Very long texts need very large tables.
