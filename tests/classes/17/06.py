# A biology student with pandas habits: sorts the table in place to see the winner, and goes on with the sorted table.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]
# The numbers of the output.
by_hand_output = [2.25, 1.13]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
# Four numbers, one share for each token.
import pandas as pd
import numpy as np
df = pd.DataFrame({"token": tokens, "score": scores, "v0": values[:, 0].tolist(), "v1": values[:, 1].tolist()})
df["weight"] = df["score"] / df["score"].sum()
weights = df["weight"].values
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [(df["weight"] * df["v0"]).sum(), (df["weight"] * df["v1"]).sum()]
# %% after output-check
# who matches best?
df.sort_values(by="score", ascending=False, inplace=True)
df.head()
# %% softmax
# Four weights made with exponentials, and the output that they give.
df["exp"] = np.exp(df["score"])
df["softmax"] = df["exp"] / df["exp"].sum()
softmax_weights = df["softmax"].values
softmax_output = [(df["softmax"] * df["v0"]).sum(), (df["softmax"] * df["v1"]).sum()]
df
# %% softmax-reflection
# cat and chases: from 0.375 to 0.498. the: from 0.17 and 0.08 to almost zero. The exponential function makes big scores much bigger than small ones.
# %% experiment
# My prediction: cat will lose with a negative first number
my_query = torch.tensor([-1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: with plain division not so strong
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# As predicted cat loses when the first number is negative, since cat's key has a 3 there. Surprising: with plain division I got weights that are not shares at all.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = np.array([2, 1])
# %% query-split
# the known one and another one. Both go up 3 for 2 to the right
query_split = torch.tensor([[2.0, 3.0], [4.0, 6.0]])
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = (50, 896 / 14)
# %% shapes-reflection
# 100 instead of 50: keys x2, outputs x2, scores x4. The scores are the problem when the text is long.
