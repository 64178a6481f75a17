# PhD student of history, Python for a month and pandas for the thesis: everything in one table, paper numbers rounded to two decimals.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]
# The numbers of the output.
by_hand_output = [2.25, 1.13]
# %% scores
import pandas as pd

table = pd.DataFrame({
    "token": tokens,
    "key_1": keys[:, 0].numpy(),
    "key_2": keys[:, 1].numpy(),
    "value_1": values[:, 0].numpy(),
    "value_2": values[:, 1].numpy(),
})
table["score"] = table["key_1"] * query[0].item() + table["key_2"] * query[1].item()
scores = table["score"]
# %% after scores
table
# %% weights
# Four numbers, one share for each token.
table["weight"] = table["score"] / table["score"].sum()
weights = table["weight"]
# %% output
# multiply the two value columns with the weight column, then the bottom line of the table
contributions = table[["value_1", "value_2"]].mul(table["weight"], axis="index")
output = contributions.sum()
# %% after output
contributions
# %% softmax
import numpy as np
table["exp"] = np.exp(table["score"])
table["softmax"] = table["exp"] / table["exp"].sum()
softmax_weights = table["softmax"]
softmax_output = table[["value_1", "value_2"]].mul(table["softmax"], axis="index").sum()
# %% after softmax-check
table.round(4)
# %% softmax-reflection
# *Cat* and *chases* gained, the two *the* lost almost everything they had. The lost weight went to the two with the highest score. The exponential stretches the distances between the scores, so softmax is a way of deciding more clearly.
# %% experiment
# My prediction: with [0, 2] only chases is interesting
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: with [0, 0] nobody is looked for, so all zero?
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted [0, 2] gives nearly everything to chases, whose key [0, 3] points in the same direction. I was surprised by [0, 0]: I expected zero weights, but everybody gets a quarter, since e to the 0 is 1 for all.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [3.0, 0.0]
# %% query-split
query_split = [4, 6]   # the same direction as the query of the handout, twice as long
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = (50, 896 / 14)
# %% shapes-reflection
# All three change. Keys and outputs have twice as many rows; scores have twice as many rows and twice as many columns, so four times as many numbers. A whole book would be a gigantic table.
