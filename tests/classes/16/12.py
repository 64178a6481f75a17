# Works in a pandas table; sorts it to see a ranking, goes on with the sorted table, and runs out of time.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import pandas as pd
import numpy as np

df = pd.DataFrame(keys.numpy(), columns=["k0", "k1"])
df[["v0", "v1"]] = values.numpy()
df.insert(0, "token", tokens)
df["score"] = df[["k0", "k1"]].to_numpy() @ query.numpy()
scores = df["score"].tolist()
# %% after scores-check
# who is in front?
df.sort_values("score", ascending=False, inplace=True)
df
# %% weights
# Four numbers, one share for each token.
df["weight"] = df["score"] / df["score"].sum()
weights = df["weight"].tolist()
# %% after weights-check
# 2/24 is 0.0833, I get the same on paper again
df[["token", "score", "weight"]]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [(df["weight"] * df["v0"]).sum(), (df["weight"] * df["v1"]).sum()]
# %% softmax
# Four weights made with exponentials, and the output that they give.
df["exp"] = np.exp(df["score"])
df["softmax"] = df["exp"] / df["exp"].sum()
softmax_weights = df["softmax"].tolist()
softmax_output = ...
# %% softmax-reflection
# cat and chases got more (0.498), the two the got less. The exponential helps the large scores.
# %% experiment
# My prediction: cat
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases
compute_attention(torch.tensor([0.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# Both were as predicted. What surprised me is how clear it was with numbers that are not that large.
# %% query-cat
query_cat = my_query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = ...
# %% shapes-reflection
# No time left. I think the scores get four times as many.
