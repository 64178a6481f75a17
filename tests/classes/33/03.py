# 03: failed maths, adds denominators too; takes 0.889 for 0.9
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
# 12/8 + 6/8   and   3/8 + 6/8
by_hand_output = [18/16, 9/16]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    number = torch.dot(query, key)
    print(token, number)
    scores.append(number)
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    share = score / sum(scores)
    weights.append(share)
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for position in range(4):
    output = output + weights[position] * values[position]
print(output)
# the check says paper and code are not the same (1.125 and 2.25), I did it again and get 18/16 again
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = torch.exp(torch.tensor(scores))
softmax_weights = exponentials / exponentials.sum()
softmax_output = torch.zeros(2)
for position in range(4):
    softmax_output = softmax_output + softmax_weights[position] * values[position]
# %% softmax-reflection
# cat and chases got more and the both the got less. The weight went from the to cat and chases. I think
# because e to the 9 is so much bigger than e to the 4.
# %% experiment
# My prediction: cat wins because the first number is big
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases wins
compute_attention(torch.tensor([0.0, 3.0]), keys, values, tokens)
# %% experiment-reflection
# With [3, 0] cat wins and with [0, 3] chases wins, I predicted both. It surprised me that chases has nothing at all
# with [3, 0], but its key starts with 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# tried 1.0, 1.5, 2.0, 2.2. This one has 0.889, that is 0.9
query_cat = torch.tensor([2.2, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The 50 become 100 everywhere. The scores have two of them so they are four times as many.
