# 03: right; has written C for years and does everything with counters and buffers
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2.0, 9.0, 9.0, 4.0]
by_hand_weights = [2.0 / 24.0, 9.0 / 24.0, 9.0 / 24.0, 4.0 / 24.0]
# The numbers of the output.
by_hand_output = [54.0 / 24.0, 27.0 / 24.0]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    acc = 0.0
    j = 0
    while j < len(query):
        acc += float(key[j]) * float(query[j])
        j += 1
    scores.append(acc)
# %% weights
# Four numbers, one share for each token.
n = len(scores)
denom = 0.0
for i in range(n):
    denom += scores[i]
weights = [0.0] * n
for i in range(n):
    weights[i] = scores[i] / denom
# %% output
# The weighted sum of the four values: as many numbers as in one value.
rows, cols = values.shape
output = [0.0] * cols
for j in range(cols):
    for i in range(rows):
        output[j] += weights[i] * float(values[i][j])
# %% softmax
# Four weights made with exponentials, and the output that they give.
from math import exp

top = scores[0]
for i in range(1, n):
    if scores[i] > top:
        top = scores[i]
# subtracting top from every score cancels in the fraction, but exp cannot overflow
buf = [0.0] * n
denom = 0.0
for i in range(n):
    buf[i] = exp(scores[i] - top)
    denom += buf[i]
softmax_weights = [0.0] * n
softmax_output = [0.0] * cols
for i in range(n):
    softmax_weights[i] = buf[i] / denom
    for j in range(cols):
        softmax_output[j] += softmax_weights[i] * float(values[i][j])
# %% softmax-reflection
# cat and chases rose from 0.375 to about 0.497, both "the" fell to below 0.01. The weight they lost
# went to the two leaders, since exp turns a lead of 5 points into a factor e^5 = 148.
# %% experiment
# My prediction: (0, -2) is worst for chases, best for those with second component 0: a tie of the two "the"
my_query = torch.tensor([0.0, -2.0])
r1 = compute_attention(my_query, keys, values, tokens)
# My prediction: twice the query, chases and cat both closer to 0.5
r2 = compute_attention(2 * query, keys, values, tokens)
# %% experiment-reflection
# [0, -2] gave a tie of the two "the", as predicted: both keys have 0 in the second place, so both scores are 0.
# I was surprised that [1, 3] already gives chases 0.95 of the weight: the scores are 6 and 9, only 3 apart.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
query_split = torch.tensor([6.0, 9.0])  # 3x + y == 3y
# %% shapes
N_TOK = 50
D_HEAD = 896 // 14
keys_shape = (N_TOK, D_HEAD)
scores_shape = (N_TOK, N_TOK)
output_shape = (N_TOK, D_HEAD)
# %% shapes-reflection
# keys: 100*64, twice as many. output: the same. scores: 100*100, four times as many. Quadratic, so with
# very long texts memory and time of the scores dominate everything else.
