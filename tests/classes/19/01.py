# A part-time learner who works as a data analyst and keeps everything in one pandas table.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [54/24, 27/24]
# %% scores
import pandas as pd

table = pd.DataFrame(keys.numpy(), columns=["key_0", "key_1"])
table.insert(0, "token", tokens)
table[["value_0", "value_1"]] = values.numpy()
q = pd.Series(query.numpy(), index=["key_0", "key_1"])
table["score"] = table[["key_0", "key_1"]].mul(q, axis="columns").sum(axis="columns")
scores = table["score"]
table
# %% weights
table = table.assign(weight=lambda t: t["score"] / t["score"].sum())
weights = table["weight"]
# %% output
output = table[["value_0", "value_1"]].mul(table["weight"], axis="index").sum()
output
# %% softmax
import numpy as np

table = (
    table
    .assign(power=lambda t: np.exp(t["score"]))
    .assign(soft=lambda t: t["power"] / t["power"].sum())
)
softmax_weights = table["soft"]
softmax_output = table.filter(like="value_").mul(table["soft"], axis="index").sum()
# %% after softmax
table.round(4).set_index("token")
# %% softmax-reflection
# Cat and chases went from 0.375 to almost 0.5 each, the two "the" lost nearly everything. The lost weight went to the two winners, because the exponential makes a difference of 5 or 7 points into a factor of more than a hundred.
# %% experiment
# My prediction: [1, 0] only looks at the first column, so cat wins, chases gets the least
my_query = torch.tensor([1.0, 0.0])
w1, o1 = compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, 0] is the opposite, chases wins
w2, o2 = compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# I had predicted that [1, 0] favours cat because its key has the largest first component. I was surprised that a negative query makes chases the winner with a score of 0: the others are below zero.
# %% query-cat
candidates = pd.DataFrame(
    [(a, b) for a in range(-3, 4) for b in range(-3, 4)], columns=["a", "b"]
)
candidates["cat"] = [
    torch.softmax(keys @ torch.tensor([float(a), float(b)]), dim=0)[1].item()
    for a, b in zip(candidates["a"], candidates["b"])
]
best = candidates.sort_values("cat", ascending=False).iloc[0]
query_cat = best[["a", "b"]].astype(float)
# %% query-split
# 3a + b = 3b  ->  b = 1.5a
query_split = pd.Series({"a": 4.0, "b": 6.0})
# %% shapes
per_head = 896 // 14
keys_shape = (50, per_head)
scores_shape = (50, 50)
output_shape = (50, per_head)
# %% shapes-reflection
# All three change, keys and output have twice as many numbers and the scores four times as many. Long texts become expensive because the score table grows with the square.
