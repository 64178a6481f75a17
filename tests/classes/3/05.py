# An accountant who rounds to two decimals as in the ledger, and writes decimal commas.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # int, otherwise it prints tensor(2.)
    scores.append(int(torch.dot(query, key)))
scores
# %% weights
# Four numbers, one share for each token.
weights = [round(s / sum(scores), 2) for s in scores]
# 1.01, rounding difference: book it on the largest item
difference = 1 - sum(weights)
largest = weights.index(max(weights))
weights[largest] = weights[largest] + difference
print(weights, sum(weights))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output += weight * value
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = [math.exp(s) for s in scores]
softmax_weights = [x / sum(exps) for x in exps]
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output += weight * value
softmax_output
# %% softmax-reflection
# The two big items (cat, chases) went from 0.37 to 0.50, the small ones are written off almost completely. The exponential favours the largest amounts. The total is still 1, so what one loses the others get.
# %% experiment
# My prediction: [3, 0] cat is first, chases has nothing
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the same with plain division, but cat only half
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# With [3, 0] cat got 0.95 as I expected from its key [3, 1]. I was surprised that plain division gives exactly 0.5, it is 9 of 18.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
# x : y = 2 : 3, so 1.4 and 2.1
query_split = torch.tensor([[1,4], [2,1]])
# %% shapes
keys_shape = 50, 896 // 14
scores_shape = 50, 50
output_shape = 50, 896 // 14
# %% shapes-reflection
# Keys 2 x, output 2 x, scores 4 x. It is like a cross table of all accounts against all accounts, costs grow with the square.
