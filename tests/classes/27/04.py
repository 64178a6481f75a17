# 04: teacher of mathematics from Portugal, used to R: numpy, fractions, weighted averages and a grid search; everything right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
from fractions import Fraction as F
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(pontos, 24) for pontos in by_hand_scores]
# The numbers of the output.
by_hand_output = [4 * F(3, 8) + 2 * F(3, 8), 1 * F(3, 8) + 2 * F(3, 8)]
# %% scores
import numpy as np
scores = []
for token, key in zip(tokens, keys):
    scores += [np.inner(query.numpy(), key.numpy())]
# %% weights
# Four numbers, one share for each token.
weights = np.array(scores) / np.sum(scores)      # prop.table(scores) in R
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = np.average(values.numpy(), axis=0, weights=weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# log of the denominator first, then one exponential: exp(s - log(sum(exp(s))))
log_total = np.logaddexp.reduce(scores)
softmax_weights = np.exp(np.array(scores) - log_total)
softmax_output = np.einsum("t,tc->c", softmax_weights, values.numpy())
# %% softmax-reflection
# Cat and chases rise from 0.375 to 0.498, the two articles fall to 0.0005 and 0.003.
# Since the weights add up to 1, what the articles lose the other two win, in equal parts because their scores are equal.
# Plain shares compare scores by their ratio (9 to 4), softmax by their difference (9 minus 4), and a difference of 5 is a factor of 148.
# %% experiment
# My prediction: with (1, 3) times 0.1, the four bars are nearly equal
my_query = torch.tensor([0.1, 0.3])
_ = compute_attention(my_query, keys, values, tokens)
# My prediction: (1, -1): cat and the last "the" equal, since 3 - 1 = 2
_ = compute_attention(torch.tensor([1.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# (1, -1) gives cat and the last "the" 0.42 each, as predicted: both keys have the dot product 2.
# With (0.1, 0.3) I was surprised that chases still has 0.37 and the first "the" 0.17: a difference of 0.8 is a factor of 2.2 after all.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
from itertools import product

def partes(q):
    s = keys.numpy() @ np.array(q)
    return np.exp(s - np.logaddexp.reduce(s))

grelha = list(product(np.arange(-5, 5.25, 0.25), repeat=2))
comprimento = lambda q: float(np.hypot(*q))
# the shortest on the grid that does it
query_cat = min((q for q in grelha if partes(q)[1] > 0.9), key=comprimento)
print(query_cat, partes(query_cat).round(3))
# %% query-split
serve = lambda p: min(p[1], p[2]) >= 0.4 and abs(p[1] - p[2]) <= 0.05
query_split = min((q for q in grelha if serve(partes(q))), key=comprimento)
print(query_split, partes(query_split).round(3))
# %% shapes
K = np.empty((50, 896 // 14))
keys_shape = K.shape
scores_shape = (K @ K.T).shape
output_shape = (np.empty(scores_shape) @ K).shape
# %% shapes-reflection
# With 100 tokens: keys (100, 64) and output (100, 64), twice as many numbers; scores (100, 100), four times as many.
# Quadratic growth: ten times the text, a hundred times the scores. That limits how long a text can be.
