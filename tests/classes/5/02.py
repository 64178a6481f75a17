# Statistician who comes from R and does everything in one pandas table
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import pandas as pd
import numpy as np

df = pd.DataFrame({
    "position": range(len(tokens)),
    "token": tokens,
    "k1": keys[:, 0].tolist(),
    "k2": keys[:, 1].tolist(),
    "v1": values[:, 0].tolist(),
    "v2": values[:, 1].tolist(),
})
q1, q2 = query.tolist()
df["score"] = df.k1 * q1 + df.k2 * q2
scores = df["score"]
df
# %% weights
df = df.assign(weight=lambda d: d.score / d.score.sum())
weights = df["weight"]
# %% output
output = df[["v1", "v2"]].mul(df["weight"], axis=0).sum()
output
# %% softmax
df = df.assign(expscore=lambda d: np.exp(d.score))
df = df.assign(soft=lambda d: d.expscore / d.expscore.sum())
softmax_weights = df["soft"]
softmax_output = df.filter(like="v").filter(regex=r"^v\d$").apply(lambda col: (col * df.soft).sum())
# %% after softmax
df.round(4)
# %% softmax-reflection
# The two big tokens get more (0.375 -> 0.498) and the two "the" get less. It is like a multinomial logit: differences in score become odds ratios. So the small ones lose almost everything.
# %% experiment
# My prediction: a negative query favours the tokens with the smallest keys, so the(0)
my_query = torch.tensor([-1.0, -1.0])
w1, o1 = compute_attention(my_query, keys, values, tokens)
# My prediction: chases nearly alone
w2, o2 = compute_attention(torch.tensor([0.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# With [0,2] chases gets nearly everything, I predicted that, its key is [0,3]. The negative query surprised me: the first "the" wins because its key is the shortest so its score is the least negative.
# %% query-cat
# grid search, keep the first one with more than 0.9
grid = pd.DataFrame([(a, b) for a in range(-2, 6) for b in range(-2, 6)], columns=["q1", "q2"])
def share(row):
    z = np.exp(df.k1 * row.q1 + df.k2 * row.q2)
    return (z / z.sum())[1]
grid["cat"] = grid.apply(share, axis=1)
best = grid.sort_values("cat", ascending=False).iloc[0]
query_cat = best[["q1", "q2"]]
# %% query-split
query_split = [1, 1.5]   # same direction as [2, 3], half as long
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = (50, 896 / 14)
# %% shapes-reflection
# All three change. keys and output have twice as many rows, the scores have twice as many rows and columns so 4 times the numbers. Long texts get expensive: 10 times longer is 100 times more scores.
