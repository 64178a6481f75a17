# 06: a computational linguist raised on Lisp and exact fractions: recursion and log-sums, all of it right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
from fractions import Fraction as F
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(1, 12), F(3, 8), F(3, 8), F(1, 6)]
# The numbers of the output.
by_hand_output = [F(9, 4), F(9, 8)]
# %% scores
def inner(a, b):
    "(inner nil nil) is 0"
    return a[0] * b[0] + inner(a[1:], b[1:]) if a and b else 0

scores = []
for token, key in zip(tokens, keys):
    scores = [*scores, inner(query.tolist(), key.tolist())]
# %% weights
# Four numbers, one share for each token.
def cumulate(xs, so_far=F(0)):
    return cumulate(xs[1:], so_far + F(xs[0])) if xs else so_far

weights = [F(score) / cumulate(scores) for score in scores]
# %% after weights
[str(w) for w in weights], cumulate(weights) == 1
# %% output
# The weighted sum of the four values: as many numbers as in one value.
transpose = lambda rows: [list(column) for column in zip(*rows)]
output = [float(inner(weights, column)) for column in transpose(values.tolist())]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# In the log domain, as in a forward algorithm: log(e^a + e^b) without large numbers
from functools import reduce

def log_add(a, b):
    return max(a, b) + math.log1p(math.exp(-abs(a - b)))

log_of_sum = reduce(log_add, scores)
softmax_weights = [math.exp(score - log_of_sum) for score in scores]
softmax_output = [inner(softmax_weights, column) for column in transpose(values.tolist())]
# %% softmax-reflection
# The ratio of two weights was the ratio of the scores (9 : 4), now it is e to their difference (e^5, about 148). So cat
# and chases gained, 3/8 to 0.498, and the two determiners, which held a quarter of the mass together, keep 0.4 percent.
# The mass went to the maximum; softmax is a smooth version of argmax.
# %% experiment
# My prediction: orthogonal to cat's key, so cat has score 0; chases 9; the two determiners are negative
my_query = torch.tensor([-1.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: with plain division the sum is 0 + 9 - 1 - 2 = 6, so chases gets 3/2
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# As predicted, [-1, 3] is orthogonal to [3, 1] and plain division gave chases 1.5 and negative weights to both "the".
# The surprise was the output of plain division, [3, 3]: it lies outside of all values, so it is no mixture any more.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [5, 0]
# %% query-split
# orthogonal to the difference of the two keys: (3 1) - (0 3) = (3 -2), so (2 3) times anything positive
query_split = [F(2) * F(2, 3), F(3) * F(2, 3)]
# %% shapes
n, d = 50, 896 // 14
keys_shape, scores_shape, output_shape = (n, d), (n, n), (n, d)
# %% shapes-reflection
# (n d), (n n), (n d): doubling n doubles the first and the last and quadruples the scores, d does not depend on the
# text. For long texts the n^2 term dominates, in memory and in time.
