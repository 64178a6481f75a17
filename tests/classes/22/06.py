# 06: works with spreadsheets all day (German Excel); fills formulas down, did not run the checks
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
def SUMPRODUCT(range1, range2):
    total = 0
    for a, b in zip(range1, range2):
        total = total + a * b
    return total

scores = []
for token, key in zip(tokens, keys):
    scores.append(SUMPRODUCT(query, key))
# %% weights
# Four numbers, one share for each token.
# C2: =B2/SUM(B2:B5), then fill down
weights = []
for row in range(4):
    weights.append(scores[row] / sum(scores[row:row + 4]))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# one cell for each column of the values
output = [SUMPRODUCT(weights, values[:, 0]), SUMPRODUCT(weights, values[:, 1])]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# column E is the helper column, see below
SUM_E = sum(column_E)
softmax_weights = [e / SUM_E for e in column_E]
softmax_output = [SUMPRODUCT(softmax_weights, values[:, 0]), SUMPRODUCT(softmax_weights, values[:, 1])]
# %% after softmax
# helper column E: =EXP(B2) ... =EXP(B5)
import math
column_E = []
for s in scores:
    column_E.append(math.exp(s))
# %% softmax-reflection
# Cat and chases got about a half each. The two the are nearly 0. The exponential makes large scores much larger than small ones, so the large ones take the share of the small ones.
# %% experiment
# My prediction: [3, 0] makes cat long
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 3] makes chases long
compute_attention(torch.tensor([0.0, 3.0]), keys, values, tokens)
# %% experiment-reflection
# Predicted: cat for [3, 0] because its key begins with 3. Surprising: the last the gets 0.05 there and the first only 0.002, although the keys 2 and 1 are so close.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The tables of keys and outputs are twice as long, so twice as many cells. The scores are a square table, 100 x 100 = 10000 cells instead of 2500. With very long texts the square gets too big.
