# comes from data analysis: does everything in one pandas table; all right
# %% by-hand
by_hand_scores = [2*1+3*0, 2*3+3*1, 2*0+3*3, 2*2+3*0]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
by_hand_output = [2.25, 1.13]
# %% scores
import pandas as pd
import numpy as np

df = pd.DataFrame({"token": tokens})
df[["k0", "k1"]] = keys.numpy()
df[["v0", "v1"]] = values.numpy()
q0, q1 = query.tolist()
df["score"] = df.apply(lambda row: row.k0 * q0 + row.k1 * q1, axis=1)
scores = df["score"]
df
# %% weights
df = df.assign(weight=df.score.div(df.score.sum()))
weights = df.weight
# %% output
output = df[["v0", "v1"]].mul(df.weight, axis="index").sum()
output
# %% softmax
df["exp"] = np.exp(df["score"])
df["soft"] = df["exp"] / df["exp"].sum()
softmax_weights = df["soft"].to_numpy()
softmax_output = df[["v0", "v1"]].T.dot(df["soft"])
df.round(4)
# %% experiment
# My prediction: with [5, 0] cat wins, the last the is second
my_query = torch.tensor([5.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 0] gives everybody a quarter
compute_attention(torch.zeros(2), keys, values, tokens)
# %% query-cat
candidates = pd.DataFrame([(a, b) for a in range(5) for b in range(-2, 3)], columns=["a", "b"])
candidates["cat"] = [torch.softmax(keys @ torch.tensor([float(a), float(b)]), 0)[1].item() for a, b in zip(candidates.a, candidates.b)]
query_cat = candidates.sort_values("cat").iloc[-1][["a", "b"]]
# %% query-split
query_split = pd.Series({"a": 2, "b": 3})
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% softmax-reflection
# The two with score 9 went from 0.375 to almost 0.5. The weight came from the two the, because the exponential punishes low scores.
# %% experiment-reflection
# [0, 0] gives a quarter each, predicted. I was surprised that [5, 0] gives the last the almost nothing: 15 against 10.
# %% shapes-reflection
# keys x2, output x2, scores x4. A long text becomes slow.
