# careful, plain Python and fractions, does not use torch for the answers; all right
# %% by-hand
from fractions import Fraction
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Fraction(1, 12), Fraction(3, 8), Fraction(3, 8), Fraction(1, 6)]
by_hand_output = (Fraction(9, 4), Fraction(9, 8))
# %% scores
scores = []
for token, key in zip(tokens, keys):
    total = Fraction(0)
    for q, k in zip(query.tolist(), key.tolist()):
        total += Fraction(q) * Fraction(k)
    scores.append(total)
# %% weights
whole = sum(scores)
weights = tuple(s / whole for s in scores)
print(*weights)
# %% output
output = []
for column in zip(*values.tolist()):
    output.append(sum(w * Fraction(v) for w, v in zip(weights, column)))
# %% softmax
exps = [math.exp(s) for s in scores]
bottom = math.fsum(exps)
softmax_weights = [e / bottom for e in exps]
softmax_output = [math.fsum(w * v for w, v in zip(softmax_weights, column)) for column in zip(*values.tolist())]
# %% experiment
# My prediction: an axis query [0, 2] only sees chases and a little cat
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# twice as long: more extreme
compute_attention(2 * my_query, keys, values, tokens)
# %% query-cat
query_cat = (Fraction(3), Fraction(-1, 2))
# %% query-split
# 3a + b = 3b  ->  b = 1.5 a
query_split = (4, 6)
# %% shapes
text, heads, width = 50, 14, 896
keys_shape = text, width // heads
scores_shape = text, text
output_shape = keys_shape
# %% softmax-reflection
# Cat and chases got more, the two the got less. The exponential makes differences into factors, so the last the lost nearly all.
# %% experiment-reflection
# I predicted that [0, 2] goes to chases; I was surprised that twice as long nearly removed cat. 6 against 2 becomes 12 against 4.
# %% shapes-reflection
# Keys and output double, scores are four times as many. Long texts get expensive quickly.
