# A student from empirical social research, at home in R data frames: works the whole thing out as one pandas table in a cell of their own; all right.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% after by-hand-check
# everything in one data frame, one row per token (like in R)
import numpy as np
import pandas as pd

df = pd.DataFrame(keys.numpy(), columns=["key_x", "key_y"])
df["token"] = tokens
df[["value_x", "value_y"]] = values.numpy()
df["score"] = df["key_x"] * query[0].item() + df["key_y"] * query[1].item()
df["weight"] = df["score"] / df["score"].sum()
df["e_score"] = np.exp(df["score"])
df["softmax"] = df["e_score"] / df["e_score"].sum()
df
# %% scores
scores = df["score"]
# %% weights
# Four numbers, one share for each token.
weights = df["weight"]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# = weighted.mean(); np.average divides by the sum of the scores itself
output = np.average(df[["value_x", "value_y"]], axis=0, weights=df["score"])
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = df["softmax"]
softmax_output = np.average(df[["value_x", "value_y"]], axis=0, weights=df["e_score"])
# %% softmax-reflection
# cat and chases got more (0.375 -> 0.498 each), both "the" got less and are nearly at 0 now.
# The lost weight went to the two largest scores, because exp() turns a difference of scores into a ratio, so a lead of 5 points is a factor of 148.
# %% experiment
# My prediction: along the x axis cat wins, then the last the, chases gets nothing
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: twice as long, cat even more
compute_attention(2 * my_query, keys, values, tokens);
# %% experiment-reflection
# I had predicted that a longer query sharpens the distribution and it did. I was surprised that the last "the" still got a quarter with [1, 0].
# Its key is [2, 0], so it is only one point behind cat (score 2 against 3).
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = pd.Series({"x": 4.0, "y": 0.0})
# %% query-split
query_split = (4, 6)
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = (50, 896 / 14)
# %% shapes-reflection
# keys and output get 100 rows, so twice as many numbers. The scores become 100 x 100 = 10000 instead of 2500, four times as many.
# Very long texts get expensive quadratically.
