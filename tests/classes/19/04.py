# A data analyst, part-time learner, who sorts every table before reading it and relies on pandas row labels.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% after scores
import pandas as pd
df = pd.DataFrame({
    "token": tokens,
    "score": scores,
    "v0": values[:, 0].tolist(),
    "v1": values[:, 1].tolist(),
})
df = df.sort_values("score", ascending=False)   # best match on top
df
# %% weights
df["weight"] = df["score"] / df["score"].sum()
weights = df["weight"]
# %% output
output = df[["v0", "v1"]].mul(weights, axis=0).sum()
output
# %% softmax
import numpy as np
softmax_weights = np.exp(df["score"]) / np.exp(df["score"]).sum()
softmax_output = df[["v0", "v1"]].mul(softmax_weights, axis=0).sum()
# %% softmax-reflection
# Cat and chases went up to 0.498 and the two "the" went down to almost nothing. The exponential rewards high scores much more than low ones.
# %% experiment
# My prediction: chases loses if the second number is 0
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: now everybody is equal
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# When the second number was 0, chases lost because its key only has a second number. I was surprised that the last token still got 0.12.
# %% query-cat
query_cat = [4, 0]
# %% query-split
# cat and chases must have the same score: 3a + b = 3b
a = 1/4
query_split = [a, 3*a/2]
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output double, scores get four times as many numbers. Long texts get expensive quickly.
