# A student who tries things up and down the notebook and found a softmax function on the web.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(by_hand_scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = sum(w * v for w, v in zip(weights, values))
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = stable_softmax(scores)
softmax_output = sum(w * v for w, v in zip(softmax_weights, values))
# %% after softmax
# found here: how to implement softmax in python
import numpy as np

def stable_softmax(x):
    z = np.array(x) - np.max(x)
    numerator = np.exp(z)
    return (numerator / np.sum(numerator)).tolist()
# %% softmax-reflection
# Cat and chases get almost half each, both the get less than before. The weight of the moved to cat and chases because the exponential makes the differences bigger.
# %% experiment
# My prediction: mostly cat
my_query = torch.tensor([3.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: mostly chases
compute_attention(torch.tensor([-1.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# With [-1, 1] I predicted that chases wins, it has the only key without a first part. A surprise was that in [3, -1] the last the still had 0.12 because its score is 6 and cat has 8.
# %% query-cat
query_cat = torch.tensor([3.5, 0.5])
# %% query-split
# the old query works already, so the same twice as long works too
query_split = query
query_split *= 2
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output double, and the scores get 4 times bigger. So a very long text needs very much memory.
