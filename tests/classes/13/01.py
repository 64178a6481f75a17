# A student of economics, works with pandas tables in everything; all right.
# %% by-hand
# from my sheet, sum of scores = 24
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [54/24, 27/24]
# %% scores
import pandas as pd

df = pd.DataFrame({"token": tokens})
df[["k0", "k1"]] = keys.numpy()
df[["v0", "v1"]] = values.numpy()
df["score"] = df[["k0", "k1"]].mul(query.numpy(), axis="columns").sum(axis="columns")
scores = df["score"]
df
# %% weights
df["weight"] = df["score"] / df["score"].sum()
weights = df["weight"]
df[["token", "score", "weight"]]
# %% after weights
# control
print(df["weight"].sum())
# %% output
output = df[["v0", "v1"]].mul(df["weight"], axis="index").sum()
output
# %% softmax
import numpy as np

df["exp"] = df["score"].apply(np.exp)
df["soft"] = df["exp"] / df["exp"].sum()
softmax_weights = df["soft"]
softmax_output = df[["v0", "v1"]].mul(df["soft"], axis="index").sum()
df.round(4)
# %% softmax-reflection
# Cat and chases got more (from 0.375 to almost 0.5 each) and the two "the" lost nearly all. The weight went to the two with the big scores, because e^9 is so much bigger than e^4 and e^2. Softmax counts the difference between scores and not the ratio.
# %% experiment
# My prediction: with a negative query the token with the smallest key wins, so position 0
my_query = torch.tensor([-1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: along the y axis chases takes nearly everything
compute_attention(torch.tensor([0.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# Along the second axis chases won like I thought, because its key is [0, 3] and the others have 0 or 1 there. I was surprised that with [1, 3] cat fell from 0.5 to about 0.05 though the query only changed by 1. This is because cat's key has a 3 in the first place, so its score falls by 3.
# %% query-cat
# cat is far right and a bit up, chases is up. So go right and a bit down, "the (3)" is the rival
query_cat = torch.tensor([3.0, 0.5])
# %% query-split
# 3x + y = 3y  ->  3x = 2y  ->  y = 1.5 x
x = 3.0
query_split = torch.tensor([x, 1.5 * x])
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = keys_shape
# %% shapes-reflection
# keys and output become (100, 64), twice as many numbers. The scores become (100, 100), four times as many. For long texts the scores are the expensive part, because they grow with the square.
