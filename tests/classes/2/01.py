# Student of linguistics, plain Python with loops, writes every step out; all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/24 * 4 + 9/24 * 2, 9/24 * 1 + 9/24 * 2]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = 0
    for i in range(len(key)):
        score = score + float(key[i]) * float(query[i])
    print(token, score)
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
total = 0
for s in scores:
    total = total + s

weights = []
for s in scores:
    weights.append(s / total)
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [0, 0]
for position in range(4):
    output[0] = output[0] + weights[position] * float(values[position][0])
    output[1] = output[1] + weights[position] * float(values[position][1])
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
import math
exponentials = []
for s in scores:
    exponentials.append(math.exp(s))
total_exp = 0
for e in exponentials:
    total_exp = total_exp + e
softmax_weights = []
for e in exponentials:
    softmax_weights.append(e / total_exp)

softmax_output = [0, 0]
for position in range(4):
    softmax_output[0] = softmax_output[0] + softmax_weights[position] * float(values[position][0])
    softmax_output[1] = softmax_output[1] + softmax_weights[position] * float(values[position][1])
# %% softmax-reflection
# Cat and chases got more (0.375 -> 0.498), both "the" got less.
# The lost weight went to the two strong tokens, because e^9 is so much larger than e^4 or e^2. Softmax exaggerates differences.
# %% experiment
# My prediction: a negative query likes "the (0)", because its key is the shortest
my_query = torch.tensor([-1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: only chases
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [0, 2] chases won, as I predicted, since its second component is 3. I was surprised that the first "the" won so clearly with a negative query:
# its score is -1 and all others are smaller.
# %% query-cat
# cat points mostly right and a little up
query_cat = [4, 1]
# %% query-split
# [2, 3] is the one I know. Another one in the same direction:
query_split = [3, 4.5]
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output become (100, 64), twice as many numbers; scores become (100, 100), four times as many.
# For very long texts the scores are the problem.
