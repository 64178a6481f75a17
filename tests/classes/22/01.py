# 01: a JavaScript developer; arrow functions, reduce and arrays of objects, everything right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [(9*4 + 9*2) / 24, (9*1 + 9*2) / 24]
# %% scores
from functools import reduce

# const dot = (a, b) => a.reduce((acc, x, i) => acc + x * b[i], 0)
dot = lambda a, b: reduce(lambda acc, i: acc + a[i] * b[i], range(len(a)), 0.0)

scores = []
for token, key in zip(tokens, keys):
    scores.append(dot(query.tolist(), key.tolist()))
# %% weights
# Four numbers, one share for each token.
# rows = [{token, score, value}, ...] like I would get from an API
rows = [{"token": t, "score": s, "value": v.tolist()} for t, s, v in zip(tokens, scores, values)]
total_score = reduce(lambda acc, row: acc + row["score"], rows, 0)
rows = [{**row, "weight": row["score"] / total_score} for row in rows]   # no mutation
weights = [row["weight"] for row in rows]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
scale = lambda factor, vector: [factor * x for x in vector]
add = lambda a, b: [x + y for x, y in zip(a, b)]

output = reduce(add, (scale(row["weight"], row["value"]) for row in rows))
# %% softmax
# Four weights made with exponentials, and the output that they give.
import math as Math
with_exp = [{**row, "exp": Math.exp(row["score"])} for row in rows]
total_exp = reduce(lambda acc, row: acc + row["exp"], with_exp, 0)
softmax_weights = [row["exp"] / total_exp for row in with_exp]
softmax_output = reduce(add, (scale(w, row["value"]) for w, row in zip(softmax_weights, with_exp)))
# %% softmax-reflection
# cat and chases go from 0.375 to almost 0.5 each, both "the" drop to almost nothing.
# The lost weight went to the two with the best score. A difference of n points becomes a factor of e**n, so the gap explodes.
# %% experiment
# My prediction: along the x axis cat should win because its key goes furthest to the right
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: negative flips the ranking, the (0) wins
compute_attention(torch.tensor([-2.0, -3.0]), keys, values, tokens);
# %% experiment-reflection
# Predicted: [2, 0] gives cat the most, its key has the 3 in front. Surprise: the last "the" still gets 12 percent there, its key is [2, 0], so it points in exactly this direction and is just shorter.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.5])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
n_tokens, head_dim = 50, 896 // 14
keys_shape = (n_tokens, head_dim)
scores_shape = (n_tokens, n_tokens)
output_shape = keys_shape
# %% shapes-reflection
# keys and output get twice as many rows, so twice the numbers. scores is n * n, so four times. Nested loop, O(n^2): very long texts get expensive.
