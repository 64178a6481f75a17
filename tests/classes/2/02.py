# Student of biology who knows data frames from lab courses and does it all as one table; all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% after by-hand
import pandas as pd
import numpy as np

def make_table():
    t = pd.DataFrame(keys.numpy(), columns=["k1", "k2"])
    t[["v1", "v2"]] = values.numpy()
    t.insert(0, "token", tokens)
    return t

table = make_table()
table
# %% scores
table["score"] = table["k1"] * query[0].item() + table["k2"] * query[1].item()
scores = table["score"]
scores
# %% weights
# Four numbers, one share for each token.
table["weight"] = table["score"] / table["score"].sum()
weights = table["weight"]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = table[["v1", "v2"]].mul(table["weight"], axis=0).sum()
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
table["exp"] = np.exp(table["score"])
table["softmax"] = table["exp"] / table["exp"].sum()
softmax_weights = table["softmax"]
softmax_output = table[["v1", "v2"]].mul(softmax_weights, axis=0).sum()
table.round(3)
# %% softmax-reflection
# cat and chases went up from 0.375 to almost 0.5, the two "the" lost nearly everything. Softmax works like a winner-take-most competition, since exponential growth outruns everything.
# %% experiment
# My prediction: with a doubled query nothing changes
my_query = 2 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: along the first axis cat first, then the (3)
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# The axis query did what I predicted: the order is that of the first column of the keys. I was surprised that doubling made the small ones vanish still more,
# because the difference between the scores is doubled too.
# %% query-cat
query_cat = np.array([3.0, 0.0])
# %% query-split
# equal scores: 3a + b = 3b  ->  b = 1.5a
a = 3
query_split = np.array([a, 1.5 * a])
# %% shapes
n_tokens, width, n_heads = 50, 896, 14
keys_shape = (n_tokens, width / n_heads)
scores_shape = (n_tokens, n_tokens)
output_shape = keys_shape
# %% shapes-reflection
# All three change. Keys and output double, the scores have four times as many entries (10 000 instead of 2500). Twice as long means four times as much work.
