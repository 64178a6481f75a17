# A student from data science: one pandas table grows step by step in cells of their own, answer cells pick columns
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% after by-hand-check
import pandas as pd

df_keys = pd.DataFrame(keys.numpy()).add_prefix("k")
df_values = pd.DataFrame(values.numpy()).add_prefix("v")
table = pd.concat([df_keys, df_values], axis=1)
table.insert(0, "word", tokens)
table
# %% scores
table["score"] = table.filter(like="k").mul(query.numpy(), axis="columns").sum(axis=1)
scores = table["score"]
# %% after scores-check
table["weight"] = table.score / table.score.sum()
table.round(3)
# %% weights
weights = table["weight"]
# %% output
columns = [c for c in table if c.startswith("v")]
output = table[columns].mul(table.weight, axis="index").sum()
# %% softmax
import numpy as np
table["exp"] = table.score.map(np.exp)
table["softmax"] = table["exp"] / table["exp"].sum()
softmax_weights = table["softmax"].to_list()
softmax_output = table[columns].T.dot(table["softmax"])
# %% after softmax-check
table.round(4)
# %% softmax-reflection
# Cat and chases went up to about 0.498, the first the went from 0.083 to 0.0005 and the last the from 0.167 to 0.003.
# The weight went to the two rows with the highest score, because exp makes the gap between 9 and 4 a factor of 148.
# %% experiment
# My prediction: [0, 1] -> chases most, then cat, then both the equal
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 1] without softmax: the gets 0
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# With [0, 1] the order is as I predicted as the second column of the keys is 0, 1, 3, 0. It surprised me that the still gets 0.04 with softmax, though its score is zero. Without softmax it is really 0.
# %% query-cat
query_cat = [5.0, 0.0]
# %% query-split
query_split = pd.Series([1.6, 2.4])
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# keys and output: twice as many numbers. scores: 4 times. Long texts cost quadratically more.
