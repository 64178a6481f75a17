# A pair that likes tables: pandas, one row per token as on the handout; fully right.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% after by-hand-check
import pandas as pd

table = pd.DataFrame(keys.tolist(), columns=["key0", "key1"], index=tokens)
table[["value0", "value1"]] = values.tolist()
table
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
table["score"] = scores
table
# %% weights
# Four numbers, one share for each token.
table["weight"] = table["score"] / table["score"].sum()
weights = table["weight"]
table
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = table[["value0", "value1"]].mul(table["weight"].to_numpy(), axis=0).sum()
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
import numpy as np
table["exp"] = np.exp(table["score"])
table["softmax"] = table["exp"] / table["exp"].sum()
softmax_weights = table["softmax"]
softmax_output = (table[["value0", "value1"]].T * table["softmax"].to_numpy()).sum(axis=1)
table.round(4)
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# Cat and chases got more (0.375 to 0.498), both "the" lost almost everything. The exponential makes differences between scores into ratios, so the big ones win.
# %% experiment
# My prediction: along the first axis cat wins, the(3) second
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# prediction: negative -> cat is last, the(0) or chases first
compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# *Your reflection on the experiment, in two or three sentences (double-click here, and write below this line):*
#
# We predicted that [2,0] gives cat because its key has the largest first number. Surprise: with [-1,0] chases wins, since its score is 0 and all others are negative.
# %% query-cat
query_cat = torch.tensor([4.0, 0.0])
compute_attention(query_cat, keys, values, tokens);
# %% query-split
query_split = torch.tensor([4.0, 6.0])
compute_attention(query_split, keys, values, tokens);
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# *Your reflection on the shapes, in two or three sentences (double-click here, and write below this line):*
#
# Keys and output get twice as many rows, the scores become (100, 100) which is four times as many numbers. Very long texts are expensive.
