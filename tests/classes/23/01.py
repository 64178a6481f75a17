# 01: retired engineer, thirty years of Fortran: counts from 1, accumulates in registers, solves for his queries; all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]      # sum 24/24, checked
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
# C     I = token (1..N), J = component (1..M). Python starts at 0, hence the -1.
scores = []
N = keys.shape[0]
M = keys.shape[1]
I = 1
while I <= N:
    ACC = 0.0
    J = 1
    while J <= M:
        ACC = ACC + query[J - 1].item() * keys[I - 1, J - 1].item()
        J = J + 1
    scores.append(ACC)
    I = I + 1
# %% weights
# Four numbers, one share for each token.
weights = N * [0.0]
TOTAL = 0.0
for I in range(1, N + 1):
    TOTAL = TOTAL + scores[I - 1]
RECIP = 1.0 / TOTAL                     # one division only, the rest are multiplications
for I in range(1, N + 1):
    weights[I - 1] = scores[I - 1] * RECIP
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = []
for J in range(1, values.shape[1] + 1):
    REG = 0.0
    for I in range(N, 0, -1):           # bottom up, small terms do not matter here
        REG = REG + weights[I - 1] * float(values[I - 1, J - 1])
    output.append(REG)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# Never feed EXP with big arguments. Work with logarithms:
#    w = exp(s) / SUM exp  =  exp(s - LSE),   LSE = log of the SUM
import math
BIG = max(scores)
LSE = BIG + math.log(math.fsum(math.exp(S - BIG) for S in scores))
softmax_weights = [math.exp(S - LSE) for S in scores]
softmax_output = [math.fsum(softmax_weights[I] * values[I, J].item() for I in range(N)) for J in range(values.shape[1])]
# %% softmax-reflection
# cat and chases went up from 0.375 to 0.498 each, the two "the" went down to almost nothing (0.0005 and 0.003).
# The lost weight went to the two leaders. The exponential turns a difference of 5 points into a factor e^5 = 148,
# so it is a differential instrument: only differences of scores count, not their size.
# %% experiment
# My prediction: [0, 2] looks along the vertical axis only, chases (3 up) wins clearly, cat gets e^-4 of that
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# Prediction: minus the query turns the ranking round, so the first "the" wins
compute_attention(-query, keys, values, tokens)
# %% experiment-reflection
# With [0, 2] chases took 0.98, as predicted: its key has 3 in the second place and the others at most 1.
# I was surprised that -query gives the first "the" as much as 0.88, the ranking is exactly reversed.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# Two unknowns, two equations: cat shall lead chases by 5 points and the last "the" by 5 points.
A = torch.stack([keys[1] - keys[2], keys[1] - keys[3]])
DET = A[0, 0] * A[1, 1] - A[0, 1] * A[1, 0]
B = 5.0
query_cat = torch.tensor([(B * A[1, 1] - A[0, 1] * B) / DET, (A[0, 0] * B - B * A[1, 0]) / DET])   # Cramer
# %% query-split
# Same score for both <=> query at right angles to the difference of the two keys.
D = keys[1] - keys[2]
query_split = torch.tensor([-2 * D[1], 2 * D[0]])      # [4, 6]
# %% shapes
NTOK = 50
NDIM = 896 // 14        # = 64
keys_shape = (NTOK, NDIM)
scores_shape = (NTOK, NTOK)
output_shape = (NTOK, NDIM)
# %% shapes-reflection
# keys (100, 64) and output (100, 64) hold twice as many numbers, scores (100, 100) four times as many.
# The cost of the scores grows with the square of the text, so for very long texts they dominate everything.
