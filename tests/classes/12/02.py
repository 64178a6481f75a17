# A statistician in a hospital who works in R all day and thinks in data frames.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
by_hand_output = [9/4, 9/8]
# %% after by-hand
import numpy as np
import pandas as pd

d = pd.DataFrame(
    np.hstack([keys.numpy(), values.numpy()]),
    columns=["k1", "k2", "v1", "v2"],
    index=[f"{t}.{i}" for i, t in enumerate(tokens, start=1)],
)
d
# %% scores
# vectorised, no loop needed
d["score"] = d["k1"] * query[0].item() + d["k2"] * query[1].item()
scores = d["score"]
# %% weights
d["w"] = d["score"] / d["score"].sum()
weights = d["w"]
# %% output
# = weighted.mean() of each column
output = np.average(d[["v1", "v2"]], axis=0, weights=d["w"])
# %% softmax
d["sw"] = d["score"].pipe(np.exp).pipe(lambda e: e / e.sum())
softmax_weights = d["sw"]
softmax_output = d[["v1", "v2"]].mul(d["sw"], axis=0).sum()
# %% after softmax
d.round(4)
# %% softmax-reflection
# The two largest scores gained (0.375 -> 0.498), both "the" lost almost everything. The weights still sum to one, so what they lost is
# what cat and chases gained. Differences of scores become ratios of weights, like in logistic regression.
# %% experiment
# My prediction: twice the length -> more extreme, but the two winners remain equal
my_query = 2 * query
r1 = compute_attention(my_query, keys, values, tokens)
# My prediction: x axis only -> cat wins, chases nothing
r2 = compute_attention(torch.tensor([1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted a query on the x axis favours cat, whose key has the largest first component. I was surprised that chases still got 3 %
# with a score of 0: exp(0) is one, not zero.
# %% query-cat
query_cat = pd.Series([4, -1], index=["k1", "k2"])
# %% query-split
# orthogonal to (key of cat - key of chases)
diff = d.loc["cat.2", ["k1", "k2"]] - d.loc["chases.3", ["k1", "k2"]]
query_split = np.array([-diff["k2"], diff["k1"]])
# %% shapes
n, p = 50, 896 // 14
K = pd.DataFrame(np.random.normal(size=(n, p)))
keys_shape = K.shape
scores_shape = (K @ K.T).shape
output_shape = ((K @ K.T) @ K).shape
# %% shapes-reflection
# Keys and output go from 50 x 64 to 100 x 64: twice. Scores go from 50 x 50 to 100 x 100: four times. For a book-length text the score
# matrix is by far the largest object.
