# 04: a sociologist who codes interviews and thinks in categories and frequency tables: a dictionary with one entry per word
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(key, query)
    print(token, score)
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
# frequency table: word -> score
table = {}
for word, score in zip(tokens, scores):
    table[word] = score

N = sum(scores)
weights = []
for word in tokens:
    weights.append(table[word] / N)
print(weights)
# %% after weights
# it says that they add to 1.083. I get 4/24, 9/24, 9/24, 4/24 but why 4/24 twice??
print(table)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output = output + w * v
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exp_scores = torch.exp(torch.tensor(scores))
softmax_weights = []
for x in exp_scores:
    softmax_weights.append(x / sum(exp_scores))
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output = softmax_output + w * v
# %% softmax-reflection
# The content words got more (nearly half each), the function words got nearly nothing. The weight moved from the
# articles to cat and chases. Softmax is like the Matthew effect: who has much will be given more.
# %% experiment
# My prediction: with [10, 0] everything goes to cat because it has the largest first number
my_query = torch.tensor([10.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: with [0, -1] chases loses and the others are equal
my_query2 = torch.tensor([0.0, -1.0])
compute_attention(my_query2, keys, values, tokens)
# %% experiment-reflection
# With [10, 0] all went to cat as I predicted. With [0, -1] chases lost, but the others were not equal: cat got less
# than the two articles, because its key has a 1 as second number and they have a 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# the, cat, chases, the
query_cat = torch.tensor([0.0, 1.0, 0.0, 0.0])
# %% query-split
# the one that I know
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (1, 64)
# %% shapes-reflection
# The keys double and the scores are four times as many, everyone is compared with everyone. The output stays the
# same, it is always one vector. Very long texts need very much memory.
