# A teacher who does not trust libraries: plain Python with exact fractions, answers worked out in cells of their own. Everything right.
# %% by-hand
from fractions import Fraction

# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Fraction(1, 12), Fraction(3, 8), Fraction(3, 8), Fraction(1, 6)]
# The numbers of the output.
by_hand_output = [Fraction(9, 4), Fraction(9, 8)]
# %% after by-hand
# my own little toolbox, as in a spreadsheet
def sumproduct(column_a, column_b):
    if len(column_a) != len(column_b):
        raise ValueError("columns are not of the same length")
    return sum(a * b for a, b in zip(column_a, column_b))


def column(table, number):
    return [row[number] for row in table]


def exact(tensor):
    """tensor -> the same thing in fractions"""
    return [exact(row) for row in tensor] if tensor.dim() > 1 else [Fraction(x) for x in tensor.tolist()]


K, V, Q = exact(keys), exact(values), exact(query)
# %% after scores
# the loop above is left as it was, mine is here
scores = []
for row in K:
    scores.append(sumproduct(Q, row))
print(*scores, sep="; ")
# %% weights
# Four numbers, one share for each token.
def shares(numbers):
    total = sum(numbers)
    return [number / total for number in numbers]

weights = shares(scores)
print(*weights, sep="; ")
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [sumproduct(weights, column(V, c)) for c in range(len(V[0]))]
print(*output, sep="; ")
# %% after softmax
softmax_weights = shares([math.exp(s) for s in scores])
softmax_output = tuple(sumproduct(softmax_weights, column(values.tolist(), c)) for c in (0, 1))
print(softmax_weights, softmax_output)
# %% softmax-reflection
# Cat and chases got more (0.375 to 0.498), the two articles got less. Their weight moved to the strong ones, since e to the 9 is about 150 times e to the 4.
# %% experiment
# My prediction: for [0, 0] all four get the same
my_query = torch.tensor([0.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [5, 0] cat first, the last "the" second
compute_attention(torch.tensor([5.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# The zero query gives a quarter to each one, as I predicted. I had not expected that with [5, 0] the second *the* would get so little: its 2 against cat's 3 makes 10 against 15, and the exponential makes that huge.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = ...
# %% after query-cat
# systematic: walk along the direction of (3, 0) until it is enough
for length in range(1, 20):
    w = shares([math.exp(sumproduct((length, 0), row)) for row in K])
    print(length, round(w[1], 3))
    if w[1] > 0.9:
        query_cat = (length, 0)
        break
# %% query-split
query_split = query      # the one from the handout: 9 and 9
# another: Fraction(2,3) of the second component always, e.g. (6, 9). In common: the ratio 2 : 3
# %% shapes
keys_shape = [50, int(896 / 14)]
scores_shape = [50] * 2
output_shape = keys_shape
# %% shapes-reflection
# The keys and the outputs have twice as many rows, so twice the numbers. The scores have twice the rows and twice the columns: four times. A book would need a gigantic table.
