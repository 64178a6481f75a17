# a student who does everything in pandas, as in the other course; one table that grows; all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = (2, 9, 9, 4)
by_hand_weights = (2/24, 9/24, 9/24, 4/24)
# The numbers of the output.
by_hand_output = (9/4, 9/8)
# %% scores
import pandas as pd
import numpy as np

df = pd.DataFrame(keys.numpy(), columns=["k1", "k2"])
df.insert(0, "token", tokens)
df[["v1", "v2"]] = values.numpy()
q1, q2 = query.tolist()
df["score"] = q1 * df["k1"] + q2 * df["k2"]
scores = df["score"]
df
# %% weights
# Four numbers, one share for each token.
df["weight"] = df["score"] / df["score"].sum()
weights = df["weight"]
df[["token", "score", "weight"]]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = df[["v1", "v2"]].mul(df["weight"], axis=0).sum()
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
df = df.assign(e=np.exp(df.score)).assign(soft=lambda t: t.e / t.e.sum())
softmax_weights = df.soft
softmax_output = df[["v1", "v2"]].T.dot(df.soft)
df.round(4)
# %% softmax-reflection
# Cat and chases gained (0.375 -> 0.498), both "the" lost. The weight that they lost went to the tokens
# with the highest scores, since exp makes the gap between the scores much bigger before it is divided.
# %% experiment
# My prediction: with [3, 0] cat wins and chases gets nothing because its first number is 0
my_query = torch.tensor([3.0, 0.0])
w, o = compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 3] -> only chases
w, o = compute_attention(torch.tensor([0.0, 3.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that [3, 0] gives cat the most. It surprised me that the (3) still got about 5 percent, but its key [2, 0]
# points along the same axis, so it is only 3 points behind.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = pd.Series([4, 0])
# %% query-split
query_split = pd.Series([4, 6])
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = keys_shape
# %% shapes-reflection
# All three change. keys and output get 2 times as many numbers (6400 instead of 3200) and scores 4 times as many (10000 instead
# of 2500). With a very long text the score table gets gigantic.
