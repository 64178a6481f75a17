# An accountant who thinks in tables: builds one pandas sheet and adds a column for each step. Everything right.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% after by-hand
import pandas as pd

# the whole handout as one sheet, one row per token
sheet = pd.DataFrame({"token": tokens})
sheet[["k1", "k2"]] = keys.numpy()
sheet[["v1", "v2"]] = values.numpy()
sheet
# %% scores
q1, q2 = query.tolist()
sheet["score"] = sheet["k1"] * q1 + sheet["k2"] * q2
scores = sheet["score"].tolist()
scores
# %% weights
# Four numbers, one share for each token.
sheet["weight"] = sheet["score"] / sheet["score"].sum()
weights = sheet["weight"]
sheet
# %% output
# The weighted sum of the four values: as many numbers as in one value.
sheet["v1 x weight"] = sheet["v1"] * sheet["weight"]
sheet["v2 x weight"] = sheet["v2"] * sheet["weight"]
output = sheet[["v1 x weight", "v2 x weight"]].sum()
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
import numpy as np

sheet["exp"] = np.exp(sheet["score"])
sheet["soft"] = sheet["exp"] / sheet["exp"].sum()
softmax_weights = sheet["soft"]
softmax_output = sheet[["v1", "v2"]].mul(sheet["soft"], axis=0).sum()
sheet.round(4)
# %% softmax-reflection
# Cat and chases went from 37.5 % to almost 50 % each, both *the* lost nearly everything. The lost weight went to the two large ones, because e^9 is so much more than e^4 and e^2: a difference in score becomes a factor.
# %% experiment
# My prediction: with [0, 2] chases wins because it has the 3 in the second place
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
compute_attention(my_query, keys, values, tokens, use_softmax=False)
compute_attention(-my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that chases wins with [0, 2], its key is [0, 3] so it gets 6 and cat only 2. I was surprised that with [0, -2] the two *the* share, because they have 0 there and everybody else is negative.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = keys[1]     # why not cat's own key
# %% query-split
# score cat = 3x + y, score chases = 3y  ->  3x = 2y
x = 4
query_split = [x, 3 * x / 2]
# %% shapes
n = 50
d = 896 // 14
keys_shape = (n, d)
scores_shape = (n, n)
output_shape = (n, d)
# %% shapes-reflection
# Keys and output double. The scores are 100 x 100 instead of 50 x 50, so four times as many. For very long texts the scores table explodes (quadratic) and gets expensive.
