# an unsure, thorough student: plain Python, counters and prints, works in extra cells, one answer cell left with its dots and answered below; all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = 0
    for j in range(len(key)):
        score = score + float(query[j]) * float(key[j])
    print(token, score)
    scores.append(score)
# %% after weights
# I try it here first
total = 0
for s in scores:
    total = total + s
print("total is", total)

weights = [0, 0, 0, 0]
i = 0
while i < 4:
    weights[i] = scores[i] / total
    i = i + 1
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
first = 0
second = 0
for i in range(4):
    first = first + weights[i] * values[i][0].item()
    second = second + weights[i] * values[i][1].item()
output = [first, second]
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
import math as m

exps = []
for s in scores:
    exps.append(m.exp(s))
total_exp = 0
for e in exps:
    total_exp = total_exp + e
softmax_weights = []
for e in exps:
    softmax_weights.append(e / total_exp)

first = 0
second = 0
for i in range(4):
    first = first + softmax_weights[i] * values[i][0].item()
    second = second + softmax_weights[i] * values[i][1].item()
softmax_output = [first, second]
print(softmax_weights, softmax_output)
# %% softmax-reflection
# cat and chases got more. the and the got less, nearly nothing. I think softmax does this because e^9 is so much bigger than e^4,
# so when you divide, the big ones take it all.
# %% experiment
# My prediction: [0, 0] gives everybody nothing???
my_query = torch.tensor([0.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# ok, all the same! because all scores are 0 and e^0 is 1
# My prediction: [-1, 0] chases wins because it is the only one that is not negative
compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# The pattern changed completely. With [-1, 0] chases won and I had predicted that since its key has 0 in front. I was surprised by [0, 0]
# where everybody got 0.25, I had thought they get 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, -1.0])
# %% query-split
query_split = [2, 3]
# %% after query-split
# look for others
for a in range(-3, 5):
    for b in range(-3, 8):
        e = [m.exp(a * float(k[0]) + b * float(k[1])) for k in keys]
        if e[1] / sum(e) >= 0.4 and e[2] / sum(e) >= 0.4:
            print(a, b)
# %% shapes
# 896 : 14 = 64
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change because there are 50 in all of them. Keys and output become 2 times as much and the scores 4 times (100*100). For long
# texts that means it needs very much memory.
