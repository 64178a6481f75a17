# 07: Data analyst (pandas every day, makes do with numpy here): sorts the table by score as a leaderboard and reads the weights from it in that order; takes 0.889 for 0.9
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum().item())
# %% after scores
# no pandas in this kernel, so a poor man's data frame: one array per column
import numpy as np
df = {
    "token": np.array(tokens),
    "score": np.array(scores),
    "v0": values.numpy()[:, 0],
    "v1": values.numpy()[:, 1],
}
# df.sort_values("score", ascending=False): I want the top tokens first
order = np.argsort(-df["score"], kind="stable")
df = {name: column[order] for name, column in df.items()}
df
# %% weights
# Four numbers, one share for each token.
df["weight"] = df["score"] / df["score"].sum()
weights = df["weight"].tolist()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [(df["weight"] * df[v]).sum() for v in ("v0", "v1")]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = np.exp(df["score"])
df["softmax"] = e / e.sum()
softmax_weights = df["softmax"].tolist()
softmax_output = [(df["softmax"] * df[v]).sum() for v in ("v0", "v1")]
# %% after softmax
for row in zip(*df.values()):
    print(*row)
# the numbers are all the same as on my paper, the check just lists them differently
# %% softmax-reflection
# The top two rows got more (0.375 to 0.498), the bottom two got less (0.167 to 0.003, 0.083 to 0.0005). It is a share of total, so it has to go to the top. Exponentials reward the highest scores more than proportionally.
# %% experiment
# My prediction: cat on top, then last the, then first the, then chases with 0
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: same order with plain division, but chases exactly 0
compute_attention(my_query, keys, values, tokens, use_softmax=False);
# %% experiment-reflection
# The ranking for [1, 0] was as predicted, it is just the first column of the keys. The surprise: with softmax chases has 3 % with a score of 0, with plain division exactly 0, because e to the 0 is 1 and not 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# start with [1, 0] and scale up until cat is at 0.9
for f in (1.0, 1.4, 1.8, 2.2, 2.6):
    w = torch.softmax(keys @ torch.tensor([f, 0.0]), dim=0)
    print(f, round(w[1].item(), 1))
query_cat = torch.tensor([2.2, 0.0])   # 0.9
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys 2x rows, output 2x rows, scores is tokens x tokens so 4x. Very long texts: 10x the text is 100x the scores.
