# a linguistics student who works with plain lists, fractions on paper and small helper functions; all right
# %% by-hand
from fractions import Fraction as F
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(1, 12), F(3, 8), F(3, 8), F(1, 6)]
# The numbers of the output.
by_hand_output = [F(9, 4), F(9, 8)]
# %% after by-hand
# my own little helpers, I don't trust the tensors
def dot(a, b):
    total = 0
    for x, y in zip(a, b):
        total += float(x) * float(y)
    return total

def shares(numbers):
    whole = sum(numbers)
    return [n / whole for n in numbers]

def mix(parts, vectors):
    """vectors mixed in these parts"""
    result = []
    for column in zip(*vectors):
        result.append(dot(parts, column))
    return result
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(dot(query, key))
    print(token, scores[-1])
# %% weights
# Four numbers, one share for each token.
weights = shares(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = mix(weights, values)
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = shares([math.e ** s for s in scores])
softmax_output = mix(softmax_weights, values)
# %% softmax-reflection
# The noun and the verb got more, the two determiners got less. What the determiners lose (together about a quarter before) goes to cat and chases. Exponentials make a big score much bigger than a small one, so softmax sharpens the choice.
# %% experiment
# My prediction: [3, 0] looks only at the first number, so cat first and the last "the" second
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 0] looks for nothing, nobody gets anything
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# With [3, 0] cat won as I predicted, its key has the largest first number. I was surprised by [0, 0]: I expected no attention at all, but everybody gets a quarter, because all scores are 0 and the weights still have to add up to 1.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [5, 0]
# %% query-split
# 3x + y = 3y, so 2y = 3x
x = 4
query_split = [x, 3 * x / 2]
# %% shapes
# one row per token of the text, 896 : 14 = 64 numbers per head
keys_shape = [50, 64]
# every token (row) is compared with every token (column)
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# The first number of keys and output doubles, so they hold twice as many numbers. The scores double in both directions, so there are four times as many. For a whole book that would be a huge table.
