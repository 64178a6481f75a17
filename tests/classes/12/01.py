# A retired programmer (forty years of C) who writes Python the way he wrote C.
# %% by-hand
by_hand_scores = [2, 9, 9, 4];
by_hand_weights = [2/24, 9/24, 9/24, 4/24];
by_hand_output = [2.25, 1.125];
# %% scores
N = len(tokens);
D = 2;
scores = [0.0] * N;
i = 0;
while (i < N):
    acc = 0.0;
    j = 0;
    while (j < D):
        acc += query[j].item() * keys[i][j].item();
        j += 1;
    scores[i] = acc;
    i += 1;
# %% weights
sum = 0.0;
for i in range(0, N):
    sum += scores[i];
weights = [0.0] * N;
for i in range(0, N):
    weights[i] = scores[i] / sum;
# %% after weights
for i in range(0, N):
    print("%d  %-8s  %6.3f" % (i, tokens[i], weights[i]));
# %% output
output = [0.0] * D;
for i in range(0, N):
    for j in range(0, D):
        output[j] += weights[i] * values[i][j].item();
# %% softmax
from math import exp;

e = [0.0] * N;
sum = 0.0;
for i in range(0, N):
    e[i] = exp(scores[i]);
    sum += e[i];

softmax_weights = [0.0] * N;
for i in range(0, N):
    softmax_weights[i] = e[i] / sum;

softmax_output = [0.0] * D;
for i in range(0, N):
    for j in range(0, D):
        softmax_output[j] += softmax_weights[i] * values[i][j].item();
# %% softmax-reflection
# Cat and chases went from 0.375 to 0.498 each; the two 'the' lost nearly all they had. The lost weight went to the two winners,
# because e^9 is about 150 times e^4, while 9 is only a bit more than twice 4. It is a soft version of taking the maximum.
# %% experiment
# My prediction: [0, 1] looks only at the second component, so chases wins.
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: negative -> all upside down, the first 'the' on top
compute_attention(torch.tensor([-2.0, -3.0]), keys, values, tokens);
# %% experiment-reflection
# [0, 1] gave chases the most, as predicted, since its key has a 3 there. The negative query surprised me: the losers became winners,
# because a score of -2 is now the largest of the four.
# %% query-cat
query_cat = [5.0, -2.0];
# %% query-split
query_split = [4.0, 6.0];
# %% shapes
T = 50;
keys_shape = (T, 896 / 14);
scores_shape = (T, T);
output_shape = (T, 896 / 14);
# %% shapes-reflection
# All three get 100 rows. Keys and output hold twice as many numbers, scores four times as many because both sides double.
# Memory for very long texts grows with the square.
