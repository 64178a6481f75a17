# A geography student who thinks in spreadsheets and does everything in one pandas table (all right).
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import pandas as pd
table = pd.DataFrame({
    "token": tokens,
    "k1": keys[:, 0].numpy(), "k2": keys[:, 1].numpy(),
    "v1": values[:, 0].numpy(), "v2": values[:, 1].numpy(),
})
table["score"] = table["k1"] * float(query[0]) + table["k2"] * float(query[1])
scores = table["score"]
table
# %% weights
# Four numbers, one share for each token.
table["weight"] = table["score"] / table["score"].sum()
weights = table["weight"]
table
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = table[["v1", "v2"]].mul(table["weight"], axis=0).sum()
output
# %% softmax
import numpy as np
# guess: cat 5 points more than the last the -> 2.7*2.7*2.7*2.7*2.7 = 143 times
table["exp"] = np.exp(table["score"])
table["soft"] = table["exp"] / table["exp"].sum()
softmax_weights = table["soft"]
softmax_output = table[["v1", "v2"]].mul(table["soft"], axis=0).sum()
table.round(4)
# %% softmax-reflection
# In my table the column "soft" is bigger than "weight" for cat and chases and much smaller for both "the". Their weight has moved to cat and chases. The exponential makes the differences between the scores into factors, so whoever is ahead gets almost everything.
# %% experiment
# My prediction: (0, 2) only chases gets something
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens);
# negative: everything turned around, the first the gets the most
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens);
# %% experiment-reflection
# I had predicted that chases wins with [0, 2], since it has the biggest second component. I was surprised that with [-1, -1] the first "the" wins although no score is positive: its key is the shortest, so its score is the least negative.
# %% query-cat
query_cat = [4, 1]
# %% query-split
query_split = [3, 4.5]
# %% shapes
keys_shape = [50, 64]      # 896 / 14 = 64
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# All three shapes change, since each has one row for each token. The keys and the output double, the scores have 4 times as many numbers. With very long texts the table of the scores does not fit into memory any more.
