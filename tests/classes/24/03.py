# 03: entirely right; learned Haskell first, folds everything, trains its query by gradient ascent
# %% by-hand
# One number per token, in order: the, cat, chases, the.
from fractions import Fraction as F
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(n, 24) for n in by_hand_scores]
# The numbers of the output.
by_hand_output = [F(9, 4), F(9, 8)]
# %% scores
from functools import reduce
from itertools import repeat, starmap
from operator import add, mul, truediv

inner = lambda xs, ys: reduce(add, starmap(mul, zip(xs, ys)), 0.0)   # foldl (+) 0 (zipWith (*) xs ys)

scores = []
for token, key in zip(tokens, keys):
    scores += [inner(query.tolist(), key.tolist())]
# %% weights
# Four numbers, one share for each token.
weights = [*map(truediv, scores, repeat(reduce(add, scores)))]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
columns = [*zip(*values.tolist())]     # transpose
output = [inner(weights, column) for column in columns]
# %% softmax
# Four weights made with exponentials, and the output that they give.
def log_add(a, b):
    "log (e^a + e^b) without overflow"
    low, high = sorted((a, b))
    return high + math.log1p(math.exp(low - high))

log_total = reduce(log_add, scores)
softmax_weights = [math.exp(s - log_total) for s in scores]
softmax_output = [*map(inner, repeat(softmax_weights), zip(*values.tolist()))]
# %% softmax-reflection
# cat and chases got more, the two "the" got less. 4 and 9 are 5 apart, so the last token has only e^-5 of cat's weight, where
# it had 4/9 of it before. What the small ones lose goes to the large ones because the sum stays 1.
# %% experiment
# My prediction: twice as long, so the two "the" are squared away and nothing else happens
my_query = 2 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 0] sorts by the first components, cat > the (3) > the (0) > chases
_ = compute_attention(torch.tensor([1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted the order for [1, 0], it is that of the first components of the keys. It surprised me how much the (3) still gets: its
# score is only 1 below cat's, that is a factor of e.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# "Be the training for a moment": fine.
q = torch.zeros(2, requires_grad=True)
while torch.softmax(keys @ q, 0)[tokens.index("cat")] < 0.95:
    (gradient,) = torch.autograd.grad(torch.log_softmax(keys @ q, 0)[tokens.index("cat")], q)
    q = (q + 0.5 * gradient).detach().requires_grad_()
query_cat = q.detach()
# %% query-split
# 3a + b = 3b  <=>  b = 3a/2
query_split = (lambda a: [a, 3 * a / 2])(3.0)
# %% shapes
t, (d, remainder) = 50, divmod(896, 14)
assert remainder == 0
compose = lambda left, right: (left[0], right[1]) if left[1] == right[0] else None   # shape of a matrix product
keys_shape = t, d
scores_shape = compose((t, d), (d, t))
output_shape = compose(scores_shape, (t, d))
# %% shapes-reflection
# keys and output: (100, 64), twice as many; scores: (100, 100), four times as many. Memory and time of the scores
# grow with the square, so very long texts become too expensive.
