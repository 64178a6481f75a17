# 02: from business informatics, likes tables; pandas and numpy, answers partly in cells of their own, everything right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% after by-hand
import pandas as pd
import numpy as np
df = pd.DataFrame(keys.numpy(), columns=["k0", "k1"])
df[["v0", "v1"]] = values.numpy()
df.insert(0, "token", tokens)
df
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(float(np.dot(key.numpy(), query.numpy())))
df["score"] = scores
# %% after weights
# did it in the table
df["weight"] = df["score"] / df["score"].sum()
weights = df["weight"]
df
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = df[["v0", "v1"]].mul(df["weight"], axis=0).sum()
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
df["exp"] = np.exp(df["score"])
df["soft"] = df["exp"] / df["exp"].sum()
softmax_weights = df["soft"].to_numpy()
softmax_output = softmax_weights @ df[["v0", "v1"]].to_numpy()
# %% softmax-reflection
# The two "the" lost nearly everything: 0.083 became 0.0005 and 0.167 became 0.003. It went to cat and chases, half each. Softmax amplifies differences between the scores.
# %% experiment
# My prediction: twice as long -> the same picture
my_query = query * 2
_ = compute_attention(my_query, keys, values, tokens)
# prediction: (1, 0) cat wins but not by much
my_query = torch.tensor([1.0, 0.0])
_ = compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [1, 0] did what I predicted, cat has the biggest first component (3). Twice as long surprised me, I thought nothing would change but the two the vanish completely: the gaps between the scores double.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = np.array([3, 0])
# %% after query-split
# cat = 3x + y, chases = 3y, same if 3x = 2y
x = 3
y = 3 * x / 2
query_split = [x, y]
# %% shapes
keys_shape = [50, 896 // 14]
scores_shape = [50, 50]
output_shape = [50, 896 // 14]
# %% shapes-reflection
# All of them change. keys and output hold 2 times as many numbers and scores 4 times. For long texts the scores table is the problem, it grows quadratically.
