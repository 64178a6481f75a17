# 08: a linguist; looks everything up by the word, as in a lexicon, no checks run after the first
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    position = tokens.index(token)        # where in the sentence are we?
    score = torch.dot(query, keys[position])
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
lexicon = {token: value for token, value in zip(tokens, values)}
output = torch.zeros(2)
for token, weight in zip(tokens, weights):
    output = output + weight * lexicon[token]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = [torch.exp(score) for score in scores]
softmax_weights = [exponential / sum(exponentials) for exponential in exponentials]
softmax_output = torch.zeros(2)
for token, weight in zip(tokens, softmax_weights):
    softmax_output = softmax_output + weight * lexicon[token]
# %% softmax-reflection
# The content words (cat, chases) got more, the function words less, practically nothing. Their weight went to the content words. Because of the exponential, seven points of difference are a factor of about a thousand.
# %% experiment
# My prediction: a query near the verb's key finds the verb
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the opposite finds anything but the verb
compute_attention(torch.tensor([0.0, -3.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that [0, 3] finds the verb, because its key [0, 3] lies in that direction. I did not expect that [0, -3] gives the two articles nearly half each and cat so little: cat's key has a 1 in second place and loses 3 points by it.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, 2.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and outputs: twice as many numbers. Scores: four times, as every token looks at every other. A novel would therefore be very expensive.
