# A student of industrial engineering who does everything in one table, as in a spreadsheet; all right
# %% by-hand
by_hand_scores = (2, 9, 9, 4)
by_hand_weights = (2/24, 9/24, 9/24, 4/24)
by_hand_output = (2*9/24 + 4*9/24, 2*9/24 + 1*9/24)
# %% scores
import pandas as pd
import numpy as np

T = pd.DataFrame({"token": tokens})
T[["k0", "k1"]] = keys.numpy()
T[["v0", "v1"]] = values.numpy()
T["score"] = T.k0 * query[0].item() + T.k1 * query[1].item()
scores = T["score"]
T
# %% weights
T["weight"] = T["score"] / T["score"].sum()
weights = T["weight"]
# %% output
output = T[["v0", "v1"]].mul(T["weight"], axis=0).sum()
# %% softmax
T["exp"] = np.exp(T["score"])
T["soft"] = T["exp"] / T["exp"].sum()
softmax_weights = T["soft"]
softmax_output = T[["v0", "v1"]].mul(T["soft"], axis=0).sum()
# %% after softmax
T.round(4)
# %% softmax-reflection
# In the table one sees it side by side: 0.375 becomes 0.4964 for cat and chases, 0.167 and 0.083 become almost 0. A difference in score becomes a factor. The weight that the two "the" lose is divided among the other two.
# %% experiment
# My prediction: equal components, cat wins, since 3 + 1 is the largest sum
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: five times as long, cat wins more
compute_attention(5 * my_query, keys, values, tokens)
# %% experiment-reflection
# With [1, 1] the score is the sum of the key, so cat (4) before chases (3), as predicted. I was surprised that only one point makes 0.61 to 0.22, and with the longer query chases had almost nothing.
# %% query-cat
query_cat = pd.Series([7, 1])
# %% query-split
query_split = [1.2, 1.8]
# %% shapes
A = torch.empty(50, 896 // 14)
keys_shape = A.shape
scores_shape = (A @ A.T).shape
output_shape = (A @ A.T @ A).shape
# %% shapes-reflection
# The keys and outputs have 100 rows then, so twice as many numbers, and scores have 100 rows and 100 columns, so four times as many. At some length the scores will need more memory than everything else.
