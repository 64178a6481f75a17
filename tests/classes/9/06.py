# thinks in tables, does everything in one pandas data frame; paper numbers as fractions
# %% by-hand
from fractions import Fraction as F
by_hand_scores = [F(2), F(9), F(9), F(4)]
by_hand_weights = [s / sum(by_hand_scores) for s in by_hand_scores]
# The numbers of the output.
by_hand_output = [F(54, 24), F(27, 24)]
# %% scores
import numpy as np
import pandas as pd

table = pd.DataFrame({
    "token": tokens,
    "key 0": keys[:, 0].numpy(),
    "key 1": keys[:, 1].numpy(),
    "value 0": values[:, 0].numpy(),
    "value 1": values[:, 1].numpy(),
})
table["score"] = table["key 0"] * query[0].item() + table["key 1"] * query[1].item()
scores = table["score"]
table
# %% weights
table["weight"] = table["score"] / table["score"].sum()
weights = table["weight"]
# %% output
contribution = table[["value 0", "value 1"]].mul(table["weight"], axis="index")
output = contribution.sum()
# %% after output
pd.concat([table, contribution.add_prefix("part of ")], axis=1)
# %% softmax
table["exp"] = np.exp(table["score"])
table["softmax"] = table["exp"] / table["exp"].sum()
softmax_weights = table["softmax"]
softmax_output = np.average(table[["value 0", "value 1"]], axis=0, weights=table["softmax"])
# %% softmax-reflection
# The two tokens with the top score gained (0.375 to 0.498 each), both "the" lost almost all of theirs.
# The exponential turns a difference of scores into a ratio of weights, so what is behind falls far behind.
# %% experiment
# My prediction: twice as long, so the winners win even more
my_query = 2 * query
# My prediction: [0, 2] only looks up, chases wins
up = torch.tensor([0.0, 2.0])
_ = compute_attention(my_query, keys, values, tokens)
_ = compute_attention(up, keys, values, tokens)
# %% experiment-reflection
# I predicted that [0, 2] makes chases win, because of its key [0, 3]. It surprised me that cat and chases
# stay exactly equal when the query is doubled, but both scores simply double from 9 to 18.
# %% query-cat
query_cat = np.array([3.5, -0.5])
# %% query-split
# 3x + y = 3y, so y = 1.5 x
query_split = np.array([1, 1.5]) * 1.2
# %% shapes
one_head_q = torch.zeros(50, 896 // 14)
one_head_k = torch.zeros(50, 896 // 14)
one_head_v = torch.zeros(50, 896 // 14)
keys_shape = one_head_k.shape
scores_shape = (one_head_q @ one_head_k.T).shape
output_shape = (one_head_q @ one_head_k.T @ one_head_v).shape
# %% shapes-reflection
# keys and output double, from 3200 to 6400 numbers; the scores go from 2500 to 10000, so four times.
# For a text of a million tokens that would be 10 to the 12 scores in each head.
