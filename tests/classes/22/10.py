# 10: a retired engineer who once wrote Fortran; saves a variable where possible, likes tab completion
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2., 9., 9., 4.]
by_hand_weights = [2./24., 9./24., 9./24., 4./24.]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    acc = 0.0
    for j in range(len(key)):
        acc = acc + query[j].item() * key[j].item()
    scores.append(acc)
# %% weights
# Four numbers, one share for each token.
stotal = 0.0
for i in range(len(scores)):
    stotal = stotal + scores[i]
weights = [0.0] * len(scores)
for i in range(len(scores)):
    weights[i] = scores[i] / stotal
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values[0]          # two zeros to start with
for i in range(len(weights)):
    output += weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
ex = torch.expm1(torch.tensor(scores))
softmax_weights = ex / ex.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# Cat and chases rise to nearly 1/2, the others fall to nearly 0. The exponential amplifies, like a comparator: whoever is ahead gets nearly everything.
# %% experiment
# My prediction: reversed sign reverses the order
my_query = torch.tensor([-1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: very long query = switch
compute_attention(torch.tensor([20.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# The switch came as predicted, cat 1.0000. With the negative query I did not expect the first "the" to win so clearly (0.64): its key is the shortest, so it has the least negative score.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([20.0, 0.0])
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys x2, scores x4, output x2. Storage of the scores grows with the square, in my days that was the end of the job.
