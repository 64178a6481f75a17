# 08: a librarian who edits digital letters and jumps up and down in the notebook: a total from the cell below, no zeros, no self
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
weights = [score / total for score in scores]
# %% after weights
total = sum(scores)
print(total)  # 24, as on paper
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# both "the" have the value [0, 0] and add nothing, so only cat and chases are left:
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# guess: 5 points, 3^5 = 243, a little less, so about 150 times?
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = (softmax_weights.reshape(4, 1) * values).sum(dim=0)
# %% softmax-reflection
# Cat and chases got more (0.498 each), the two "the" got less and have nearly nothing now. Their weight went to the two
# others because each point in the score multiplies with e. So softmax makes clear who is important.
# %% experiment
# My prediction: [1, 0] looks only at the first number, so cat 3, the 2, the 1, chases 0
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: ten times longer: the same
compute_attention(torch.tensor([10.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# The order with [1, 0] was as I predicted: cat, the, the, chases, like the first numbers of the keys. But [10, 0] surprised
# me, cat has 1.000 then: the scores are 30 and 20, and ten points of difference are a factor of 22000.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])  # the key of cat itself
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 49)  # each token asks all the others
output_shape = (50, 64)
# %% shapes-reflection
# The keys and the output become twice as large. The scores are 100 times 99, about four times as many, as everybody asks
# everybody else. For very long texts this is too much, so one has to cut them.
