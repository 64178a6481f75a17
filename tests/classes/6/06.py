# PhD student of archaeology, used to decimal commas; writes loops step by step.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 0,375, 0,375, 0,167]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    sum = 0
    for i in range(2):
        sum = sum + query[i] * key[i]
    scores.append(sum)
# %% weights
# Four numbers, one share for each token.
# weights = [s / sum(scores) for s in scores]     TypeError: 'Tensor' object is not callable ???
weights = [s / (2 + 9 + 9 + 4) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(len(tokens)):
    for j in range(2):
        output[j] = output[j] + weights[i] * values[i][j]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / torch.sum(e)
softmax_output = torch.zeros(2)
for i in range(len(tokens)):
    for j in range(2):
        softmax_output[j] = softmax_output[j] + softmax_weights[i] * values[i][j]
# %% softmax-reflection
# Cat and chases got more, from 37,5 % to almost 50 % each. The two *the* lost nearly everything. It went to the big ones because the exponential makes big numbers very big.
# %% experiment
# My prediction: 10 times the query = the same picture
my_query = torch.tensor([20.0, 30.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the first one gets the most
my_query = torch.tensor([1.0, -2.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# The very long query gave two bars of 0,5 and nothing else, that I had more or less expected. With [1, -2] I thought the first *the* wins, but it was the last one: its key is [2, 0], so it has score 2 and not 1.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Everything gets bigger with 100 tokens. Keys and output twice, scores four times. Long texts take a lot of memory.
