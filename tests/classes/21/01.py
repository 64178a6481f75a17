# 01: thinks in MATLAB, where a range includes its last element and vectors are columns; short of time
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
total = sum(scores[0:3])    # elements 0 to 3
weights = torch.tensor(scores) / total
# adds to 1.2??  come back to this if there is time
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# my weights are off, so take the ones from paper here
w = torch.tensor(by_hand_weights)
output = torch.zeros(2)
for k in range(0, 4):
    output = output + w[k] * values[k, :]
# %% softmax
# Four weights made with exponentials, and the output that they give.
E = torch.exp(torch.tensor(scores))
softmax_weights = E / E.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# cat and chases went from 0.375 to almost 0.5 each. Both "the" got nearly nothing. exp makes
# differences into factors, 5 points more is about 148 times as much.
# %% experiment
# My prediction: along the first axis only cat and the last the matter, cat wins
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
# one column for each token
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# The keys and the output get twice as many numbers, the scores four times as many (100 x 100).
# So long texts get expensive because of the scores.
