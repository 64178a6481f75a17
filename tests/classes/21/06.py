# 06: careful and slow, shaky linear algebra; fills in tables from the bottom
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [4, 9, 9, 2]
by_hand_weights = [4/24, 9/24, 9/24, 2/24]
# The numbers of the output.
by_hand_output = [18/8, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key)
    scores.append(score)
    print(token, score)
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output = output + weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
t = torch.tensor(scores)
t = t / t.max()          # so that the exponentials do not get so large
e = torch.exp(t)
softmax_weights = e / e.sum()
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
# %% softmax-reflection
# With softmax cat and chases have a bit less (0.33) and the two "the" have more. So softmax makes the weights
# more even, so that no token is forgotten.
# %% experiment
# My prediction: [3, 0] goes to cat, because cat has the largest first number
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [3, 0] went to cat as I predicted. It surprised me how little the last the got although its key [2, 0] lies in
# exactly the same direction as the query.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])   # cat's own key
# %% query-split
# cat: 3a + b, chases: 3b. Same if 3a = 2b, so a : b = 3 : 2
query_split = torch.tensor([3.0, 2.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change. keys_shape and output_shape have 2 times as many, scores_shape has 4 times as many numbers.
