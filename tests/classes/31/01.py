# 01: physical chemist, thinks in Boltzmann factors and mole fractions; fractions, plain Python lists, all right
# %% by-hand
from fractions import Fraction as F

# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(1, 12), F(3, 8), F(3, 8), F(1, 6)]
# The numbers of the output.
by_hand_output = [F(9, 4), F(9, 8)]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # interaction energy of query and key: a good overlap is a LOW energy
    energy = 0.0
    for q_i, k_i in zip(query.tolist(), key.tolist()):
        energy -= q_i * k_i
    scores.append(-energy)
# %% weights
# Four numbers, one share for each token.
# These are mole fractions: x_i = n_i / n_total
n_total = math.fsum(scores)
weights = [n / n_total for n in scores]
# %% after weights
assert abs(math.fsum(weights) - 1) < 1e-12  # closure of the balance
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# Property of the mixture = sum over species of x_i * v_i, component for component
output = [math.fsum(x * v for x, v in zip(weights, column)) for column in values.T.tolist()]
# %% softmax
# Four weights made with exponentials, and the output that they give.
levels = [-s for s in scores]
ground_state = min(levels)
boltzmann = [math.exp(-(level - ground_state)) for level in levels]  # kT = 1
Z = math.fsum(boltzmann)
softmax_weights = [b / Z for b in boltzmann]
softmax_output = [math.fsum(p * v for p, v in zip(softmax_weights, column)) for column in values.T.tolist()]
# %% softmax-reflection
# Cat and chases got more (0.375 to 0.498), both "the" got less, the first one nearly all of its 0.083.
# The lost weight went to the two with the lowest energy. It is a Boltzmann distribution at low temperature:
# only the differences of the scores count, and every point of difference is a factor e.
# %% experiment
# My prediction: a query of zero length is infinite temperature, all four get 0.25.
my_query = torch.tensor([0.0, 0.0])
# Then: compute_attention(my_query, keys, values, tokens)
hot = compute_attention(my_query, keys, values, tokens)
# My prediction: 5 times the query [1, 3] freezes everything into chases.
cold = compute_attention(5 * torch.tensor([1.0, 3.0]), keys, values, tokens)
# My prediction: [-1, 0] prefers what has the smallest first component, chases
negative = compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted the length of the query works like 1/T: zero gives 0.25 for all, five times gives everything to chases.
# What surprised me is [-1, 0]: chases wins although its score is 0, because the other scores are negative (-1, -3, -2).
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# against "the (3)": x + y > 3 roughly, against chases: 3x - 2y > 3
query_cat = torch.tensor([4.0, -1.0]) + torch.tensor([0.0, 0.5])
# %% query-split
# degenerate levels: 3x + y = 3y, that is y = 1.5 x; then long enough so that "the" freezes out
x = 0.9
query_split = (x, 1.5 * x)
# %% shapes
N, d = 50, 896 // 14
keys_shape = (N, d)
scores_shape = (N, N)
output_shape = (N, d)
# %% shapes-reflection
# Keys and output have 100 rows, twice as many numbers. The scores are 100 x 100, four times as many.
# For very long texts the N^2 term rules, like pair interactions in a simulation without cutoff.
