# 11: right; had Haskell in the first year: folds, exact fractions, a search over a grid
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2*1 + 3*0, 2*3 + 3*1, 2*0 + 3*3, 2*2 + 3*0]
by_hand_weights = [s / 24 for s in by_hand_scores]
# The numbers of the output.
by_hand_output = [3/8 * 4 + 3/8 * 2, 3/8 * 1 + 3/8 * 2]
# %% scores
from functools import reduce
from operator import add, mul

dot = lambda u, v: reduce(add, map(mul, u, v), 0.0)

scores = []
for token, key in zip(tokens, keys.tolist()):
    scores += [dot(key, query.tolist())]
# %% weights
# Four numbers, one share for each token.
from fractions import Fraction

shares = lambda xs: [x / reduce(add, xs) for x in xs]
weights = shares([Fraction(score) for score in scores])
# %% after weights
print(*weights)  # 1/12 3/8 3/8 1/6
# %% output
# The weighted sum of the four values: as many numbers as in one value.
mix = lambda ws: [dot(ws, column) for column in zip(*values.tolist())]
output = mix(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
log_total = reduce(lambda a, b: max(a, b) + math.log1p(math.exp(-abs(a - b))), scores)
softmax_weights = [math.exp(score - log_total) for score in scores]
softmax_output = mix(softmax_weights)
# %% softmax-reflection
# The two largest scores take more than 99 percent. They tie, so they share it evenly. The "the" at the end was at
# 4/24 and is now at about e^-5 times the winner, since softmax only looks at differences.
# %% experiment
# My prediction: [0, 2] -> chases (6) far ahead of cat (2)
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [2, -3] -> cat has 3, last the has 4: the last the wins
compute_attention(torch.tensor([2.0, -3.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted from the scores that [2, -3] goes to the last token: 4 against 3 for cat. The surprise was how much
# one point is: 0.66 against 0.24.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
from itertools import product

cat_share = lambda q: shares([math.exp(dot(key, q)) for key in keys.tolist()])[1]
query_cat = max(product(range(-3, 4), repeat=2), key=cat_share)
# %% query-split
# of all the halves on the grid the shortest that does it
good = lambda q: (lambda w: w[1] == w[2] and w[1] > 0.45)(shares([math.exp(dot(key, q)) for key in keys.tolist()]))
query_split = next(q for q in sorted(product([n / 2 for n in range(-8, 9)], repeat=2), key=lambda q: dot(q, q)) if good(q))
# %% shapes
text, heads, width = 50, 14, 896
keys_shape = text, width // heads
scores_shape = text, text
output_shape = text, width // heads
# %% shapes-reflection
# Twice as many keys and outputs, but every query meets every key: 4 times as many scores. Very long texts cost
# the square of their length.
