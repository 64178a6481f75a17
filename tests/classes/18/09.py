# A student of energy engineering who reserves a vector first and fills it, as in Matlab
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [18/8, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(query @ key)
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores)
weights = weights / weights.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values.T @ weights
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = weights          # same size as before, gets filled now
for i in range(4):
    softmax_weights[i] = math.exp(scores[i])
softmax_weights /= softmax_weights.sum()
softmax_output = values.T @ softmax_weights
# %% softmax-reflection
# Both sets look the same in the check (0.4964 before and 0.4964 with softmax), but compared to paper cat and chases have more and the two the have less. It is because of the fast growth of e^x.
# %% experiment
# My prediction: cat more, chases less
my_query = torch.tensor([3.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases nothing at all
compute_attention(torch.tensor([3.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# Turning the query to the right moved the weight from chases to cat, as predicted, since cat's key has the 3 there. I was surprised that with [3, -1] the last the still gets over 0.1, its key is also on the right.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, -1.0])   # 0.876, about 0.9
# %% query-split
query_split = torch.tensor([2.2, 3.3])
# %% shapes
keys_shape = torch.tensor([50, 64])
scores_shape = torch.tensor([50, 50])
output_shape = torch.tensor([50, 64])
# %% shapes-reflection
# scores 4x, keys and output 2x. A text that is 10 times longer needs 100 times as many scores.
