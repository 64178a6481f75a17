# 02: operations research, functional style and streaming (OCaml and GAMS before Python), one pass with a running maximum; everything is right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
from fractions import Fraction as F
by_hand_scores = [2*1 + 3*0, 2*3 + 3*1, 2*0 + 3*3, 2*2 + 3*0]
by_hand_weights = [F(1, 12), F(3, 8), F(3, 8), F(1, 6)]
# The numbers of the output.
by_hand_output = [F(3, 8)*4 + F(3, 8)*2, F(3, 8)*1 + F(3, 8)*2]
# %% scores
import operator

scores = []
for token, key in zip(tokens, keys):
    scores += [sum(map(operator.mul, query.tolist(), key.tolist()))]
# %% weights
from itertools import accumulate, pairwise

# Four numbers, one share for each token.
# Roulette wheel as in a genetic algorithm: where each token's sector ends, then the width of the sectors.
ends = [0.0, *accumulate(scores)]
cdf = [end / ends[-1] for end in ends]
weights = [right - left for left, right in pairwise(cdf)]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# columns of the value table, each one priced with the weights
output = tuple(
    sum(w * v for w, v in zip(weights, column))
    for column in zip(*values.tolist())
)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# 9 - 4 = 5 points, 2.7^5 is about 143 times.

def one_pass(stream):
    """Largest score, sum of exp(score - largest), weighted sum of the values: each token is seen only once."""
    best, mass, mix = -math.inf, 0.0, [0.0] * values.shape[1]
    for s, v in stream:
        new_best = max(best, s)
        shrink, gain = math.exp(best - new_best), math.exp(s - new_best)
        mass = mass * shrink + gain
        mix = [m * shrink + gain * x for m, x in zip(mix, v)]
        best = new_best
    return best, mass, mix

best, mass, mix = one_pass(zip(scores, values.tolist()))
softmax_weights = [math.exp(s - best) / mass for s in scores]
softmax_output = [m / mass for m in mix]
# %% softmax-reflection
# The two tokens with score 9 got more (0.375 to 0.498), the two "the" got less. The 25 percent that the "the"s had
# went almost completely to cat and chases. Softmax looks at score differences, and a gap of 5 is a factor 148.
# %% experiment
# My prediction: twice as long, same direction: cat and chases stay equal and take everything
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: 0 vector, everybody 1/4
my_query = torch.tensor([0.0, 0.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: the same with division: error
compute_attention(my_query, keys, values, tokens, use_softmax=False);
# %% experiment-reflection
# With [4, 6] cat and chases are at 0.500 as predicted, the rest vanishes: the gaps double. What surprised me is that the zero
# query is a fair question for softmax (all scores 0, all weights 1/4), where plain division has 0/0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# min |q| s.t. share of cat > 0.9, q integer: small enough for enumeration
from itertools import product

def share_of_cat(q):
    return torch.softmax(keys @ torch.tensor(q), dim=0)[1].item()

feasible = [q for q in product([float(i) for i in range(-6, 7)], repeat=2) if share_of_cat(q) > 0.9]
query_cat = torch.tensor(min(feasible, key=lambda q: math.hypot(*q)))
# %% query-split
import numpy as np
# two equations, two unknowns: cat's score = 12, chases' score = 12
query_split = np.linalg.solve(keys[1:3].numpy(), np.array([12.0, 12.0]))
# %% shapes
n = 50
d, left_over = divmod(896, 14)
assert left_over == 0
keys_shape, scores_shape, output_shape = (n, d), (n, n), (n, d)
# %% shapes-reflection
# keys: 100 x 64 and output: 100 x 64 (2 times), scores: 100 x 100 (4 times). It is O(n^2) like a distance matrix, a text ten
# times longer needs one hundred times the scores.
