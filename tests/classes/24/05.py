# 05: computer science, a year of C behind it; saves memory where it can, reads only the first line of a check
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2.0, 9.0, 9.0, 4.0]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    acc = 0.0
    for j in range(len(key)):
        acc += float(query[j]) * float(key[j])
    scores.append(acc)
# %% weights
# Four numbers, one share for each token.
n = len(scores)
total = 0.0
for i in range(n):
    total += scores[i]
weights = [0.0] * n
for i in range(n):
    weights[i] = scores[i] / total
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values[0]      # row 0 is [0, 0], good start
for i in range(n):
    output += weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = [0.0] * n
for i in range(n):
    softmax_weights[i] = math.exp(scores[i]) / math.exp(total)
softmax_output = torch.zeros(2)
for i in range(n):
    softmax_output += softmax_weights[i] * values[i]
# %% softmax-reflection
# All weights got smaller in my program, I do not know where they went, the check says they do not add to 1. But cat and chases are still
# the largest by far, so the exponential does prefer large scores.
# %% experiment
# My prediction: 10 times as long, only cat and chases left
my_query = torch.tensor([20.0, 30.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: without softmax the same bars as for [2, 3]
_ = compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# Both came as predicted: softmax gives 0.5 and 0.5, and plain division does not care about the length. Surprise: the output was not
# what I thought.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, 1.0])
# %% query-split
query_split = torch.tensor([2.2, 3.3])
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# keys: x2, output: x2, scores: x4, because it is n*n. For 100000 tokens that is 10^10 floats for each head.
