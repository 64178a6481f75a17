# A complete beginner (first semester, other subject) who writes everything out, with extra cells for the sums (all right).
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    first = query[0] * key[0]
    second = query[1] * key[1]
    scores.append(first + second)
print(scores)
# %% after scores
# everything together
s_total = scores[0] + scores[1] + scores[2] + scores[3]
print(s_total)
# %% weights
# Four numbers, one share for each token.
w_the = scores[0] / s_total
w_cat = scores[1] / s_total
w_chases = scores[2] / s_total
w_the2 = scores[3] / s_total
weights = [w_the, w_cat, w_chases, w_the2]
print(weights)
# %% after weights
# the left number of the output
left = w_the*values[0][0] + w_cat*values[1][0] + w_chases*values[2][0] + w_the2*values[3][0]
print(left)
# the right number of the output
right = w_the*values[0][1] + w_cat*values[1][1] + w_chases*values[2][1] + w_the2*values[3][1]
print(right)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = (left, right)
# %% after output
e1 = torch.exp(scores[0])
e2 = torch.exp(scores[1])
e3 = torch.exp(scores[2])
e4 = torch.exp(scores[3])
e_total = e1 + e2 + e3 + e4
print(e1, e2, e3, e4, e_total)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = (e1/e_total, e2/e_total, e3/e_total, e4/e_total)
soft_left = softmax_weights[0]*values[0][0] + softmax_weights[1]*values[1][0] + softmax_weights[2]*values[2][0] + softmax_weights[3]*values[3][0]
soft_right = softmax_weights[0]*values[0][1] + softmax_weights[1]*values[1][1] + softmax_weights[2]*values[2][1] + softmax_weights[3]*values[3][1]
softmax_output = (soft_left, soft_right)
print(softmax_weights, softmax_output)
# %% softmax-reflection
# The words cat and chases got more and the two the got less. It went to the ones with high scores because e to the 9 is very much bigger than e to the 4 or e to the 2.
# %% experiment
# My prediction: cat gets more
my_query = torch.tensor([3.0, 1.0])
# Then: compute_attention(my_query, keys, values, tokens)
a, b = compute_attention(my_query, keys, values, tokens)
# prediction: the first the gets most because of minus
a, b = compute_attention(torch.tensor([-2.0, -3.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that cat wins when the query is the same as the key of cat, and it did. It surprised me that it was so much (0.98). The key of cat is the longest one in this direction.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 0.5])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All of them get bigger. Keys and output are double. The scores are 100 times 100 = 10000 instead of 2500 so four times. Long texts are expensive.
