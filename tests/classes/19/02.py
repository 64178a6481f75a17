# A statistics student who writes small pure-Python helpers with docstrings and keeps exact fractions.
# %% by-hand
from fractions import Fraction as F

by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(1, 12), F(3, 8), F(3, 8), F(1, 6)]
by_hand_output = [F(9, 4), F(9, 8)]
# %% after by-hand
def to_fractions(vector):
    """A tensor as a list of exact fractions."""
    return [F(x) for x in vector.tolist()]

def dot(a, b):
    """Dot product."""
    return sum((x * y for x, y in zip(a, b)), start=F(0))

def shares(numbers):
    """Each number as a share of the total."""
    total = sum(numbers)
    return [n / total for n in numbers]

def mix(shares_, rows):
    """Weighted sum of the rows, column by column."""
    return [sum(s * entry for s, entry in zip(shares_, column)) for column in zip(*rows)]
# %% scores
scores = [dot(to_fractions(query), to_fractions(key)) for key in keys]
# %% weights
weights = shares(scores)
# %% output
output = mix(weights, [to_fractions(v) for v in values])
# %% softmax
def softmax(numbers):
    biggest = max(numbers)
    return shares([math.exp(n - biggest) for n in numbers])

softmax_weights = softmax(scores)
softmax_output = mix(softmax_weights, values.tolist())
# %% softmax-reflection
# cat and chases gained (each 0.375 to 0.498) and both "the" lost. e to the power s turns a lead in points into a factor, so small scores almost vanish.
# %% experiment
# My prediction: twice as long -> the same winners but clearer
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: along the second axis -> chases
compute_attention(torch.tensor([0.0, 1.0]), keys, values, tokens);
# %% experiment-reflection
# With [0, 1] chases won as predicted, since its key is 3 in that direction. The surprise was that [4, 6] did not separate cat and chases at all: both have the same score for every multiple of [2, 3].
# %% query-cat
def cat_share(q):
    return softmax([dot(q, k) for k in keys.tolist()])[tokens.index("cat")]

length = 1
while cat_share([length, 0]) <= 0.9:
    length += 1
query_cat = [length, 0]
# %% query-split
query_split = (F(3), F(9, 2))
# %% shapes
n_tokens, width, heads = 50, 896, 14
d = width / heads
keys_shape = [n_tokens, d]
scores_shape = [n_tokens, n_tokens]
output_shape = [n_tokens, d]
# %% shapes-reflection
# keys (100, 64), scores (100, 100), output (100, 64). The scores have four times as many entries, so long texts need a lot of memory and time.
