# 01: Statistician who thinks in R (sapply, prop.table, expand.grid) and rebuilds these in Python; everything is right.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
# R: scores <- apply(K, 1, function(k) sum(k * q))
def sapply(X, FUN):
    """what I am used to from R"""
    return [FUN(x) for x in X]

scores = sapply(keys, lambda k: float(sum(a * b for a, b in zip(k, query))))
scores
# %% weights
# Four numbers, one share for each token.
def prop_table(x):
    total = sum(x)
    return sapply(x, lambda xi: xi / total)

weights = prop_table(scores)
sum(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# R: colSums(w * V), so one number for each COLUMN of values
output = sapply(values.T, lambda column: sum(w * float(v) for w, v in zip(weights, column)))
# %% softmax
# Four weights made with exponentials, and the output that they give.
# guess: 9 - 4 = 5 points, so e^5, something like 150 times
# on the log scale, so that nothing gets huge: log w = s - log(sum(exp(s)))
import math

def log_sum_exp(x):
    m = max(x)
    return m + math.log(sum(sapply(x, lambda xi: math.exp(xi - m))))

log_weights = sapply(scores, lambda s: s - log_sum_exp(scores))
softmax_weights = sapply(log_weights, math.exp)
softmax_output = sapply(values.T, lambda column: sum(w * float(v) for w, v in zip(softmax_weights, column)))
# %% softmax-reflection
# Cat and chases went from 0.375 to 0.498 each, and both "the" lost nearly all they had (0.083 and 0.167 before).
# What they lost went to the two top scores, half and half because these are tied. Softmax compares differences
# of scores and not ratios: 5 points less means a factor exp(-5), it is a multinomial logit.
# %% experiment
# My prediction: along the first axis only cat (3) and the last the (2) count, cat wins, chases gets nothing
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the negative query turns the ranking around, the last the and the first will win
compute_attention(-query, keys, values, tokens)
# and by division: the minus cancels, so the same as for query
_ = compute_attention(-query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# I predicted that [-2, -3] makes position 0 win, because its key has the smallest dot product with [2, 3].
# It surprised me that with plain division -query gives exactly the weights of query: all four scores change sign
# and so does their sum, so the shares are the same.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# expand.grid over half steps, keep those that work, take the shortest of them
from itertools import product

def share_of_cat(q):
    return torch.softmax(keys @ torch.tensor(q), dim=0)[1].item()

grid = [(i / 2, j / 2) for i, j in product(range(-8, 9), repeat=2)]
good = [q for q in grid if share_of_cat(q) > 0.92]
query_cat = min(good, key=lambda q: q[0] ** 2 + q[1] ** 2)
print(query_cat, share_of_cat(query_cat))
# %% query-split
# equal scores: q . (k_cat - k_chases) = 0, so q is at a right angle to the difference
contrast = keys[1] - keys[2]
query_split = [-1.5 * contrast[1].item(), 1.5 * contrast[0].item()]
query_split
# %% shapes
n, p = 50, 896 // 14
keys_shape = (n, p)
scores_shape = (n, n)
output_shape = (n, p)
# %% shapes-reflection
# Keys and output go from 50 x 64 to 100 x 64, twice as many numbers. The scores go from 50 x 50 to 100 x 100,
# four times as many. For long texts the score table is what fills the memory, it grows with n squared.
