# 02: web developer from JavaScript: map, reduce, arrow-like lambdas, objects by position, brute force for queries; all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [*map(lambda s: s / 24, by_hand_scores)]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
from functools import reduce
from operator import add, mul

dot = lambda a, b: reduce(add, map(mul, a, b))   # (a, b) => a.map(...).reduce(...)

scores = []
for token, key in zip(tokens, keys):
    scores = [*scores, dot(query.tolist(), key.tolist())]   # [...scores, x], never mutate
# %% weights
# Four numbers, one share for each token.
toShares = lambda xs: (lambda total: {i: x / total for i, x in enumerate(xs)})(reduce(add, xs))
sharesByPosition = toShares(scores)
weights = [*sharesByPosition.values()]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
columns = [*zip(*values.tolist())]
output = [dot(weights, column) for column in columns]
# %% softmax
# Four weights made with exponentials, and the output that they give.
pipe = lambda *fns: lambda x: reduce(lambda acc, f: f(acc), fns, x)
softmax = pipe(
    lambda xs: [x - max(xs) for x in xs],      # stackoverflow: same result, cannot overflow
    lambda xs: [math.e ** x for x in xs],
    toShares,
    lambda obj: [*obj.values()],
)
softmax_weights = softmax(scores)
softmax_output = [dot(softmax_weights, column) for column in columns]
# %% softmax-reflection
# cat and chases went from 37.5% to almost 50% each, both "the"s lost nearly everything.
# The weight moved to the two top scores, because every extra point means times e, so 5 points ahead is 148 times.
# It's winner takes (nearly) all, but smooth.
# %% experiment
# My prediction: [-2, -3] flips everything, so "the" (0) wins since it has the lowest score now
my_query = torch.tensor([-2.0, -3.0])
_ = compute_attention(my_query, keys, values, tokens)
# My prediction: [0.2, 0.3] same direction, so same picture?
_ = compute_attention(my_query * -0.1, keys, values, tokens)
# %% experiment-reflection
# Predicted: the negative query makes "the" (0) win, -2 is the largest of -2, -9, -9, -4.
# Surprise: [0.2, 0.3] points the same way as [2, 3] but the bars are nearly flat (0.16, 0.32, 0.32, 0.2).
# The dot products with all keys are only a tenth, so the differences are under 1 point and e^0.7 is just 2.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
shareOf = lambda q, i: softmax([dot(q, k) for k in keys.tolist()])[i]
grid = [[x / 2, y / 2] for x in range(-10, 11) for y in range(-10, 11)]
query_cat = next(q for q in grid if shareOf(q, 1) > 0.95)
# %% query-split
isFair = lambda a, b: min(a, b) >= 0.45 and abs(a - b) < 0.01
query_split = [q for q in grid if q != [2, 3] and isFair(shareOf(q, 1), shareOf(q, 2))].pop()
# %% after query-split
print(query_cat, query_split)   # both split queries I found have y = 1.5 * x !
# %% shapes
const = {"T": 50, "HEADS": 14, "WIDTH": 896}
d = const["WIDTH"] // const["HEADS"]
(keys_shape, scores_shape, output_shape) = [const["T"], d], [const["T"], const["T"]], [const["T"], d]
# %% shapes-reflection
# All three change: keys and output become (100, 64), that's 2x, scores become (100, 100), that's 4x.
# O(n^2), so a 10x longer text means 100x more scores. That's why long contexts are expensive.
