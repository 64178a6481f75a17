# A biology student with one slip on paper (3 times 3 as 6), who believes the paper when the check says that they differ.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 6, 4]
by_hand_weights = [2/21, 9/21, 6/21, 4/21]
# The numbers of the output.
by_hand_output = [48/21, 21/21]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.matmul(query, key)
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
scores_tensor = torch.tensor(scores)
weights = torch.div(scores_tensor, torch.sum(scores_tensor))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.sum(weights.unsqueeze(1) * values, dim=0)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# the check says that my scores are not those from paper, so I take those from paper
paper = torch.tensor(by_hand_scores)
softmax_weights = torch.exp(paper) / torch.sum(torch.exp(paper))
softmax_output = torch.sum(softmax_weights.unsqueeze(1) * values, dim=0)
# %% softmax-reflection
# Cat gets nearly everything now, 0.95. All the others lose. exp makes the differences larger, 3 points are a factor of 20.
# %% experiment
# My prediction: more for chases
my_query = torch.tensor([2.0, 4.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# When I made the second number larger chases got more, because its key has 3 there and cat's only 1. With [2, 3] the picture showed both equal, but on paper I have 9 and 6, this surprised me.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 1.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Scores: 2500 -> 10000, that is four times. Keys and outputs: 3200 -> 6400. Long texts need quadratic memory.
