# 08: a summer-school guest, a political journalist in her first week of Python: sorts to see who leads, reuses the name query
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% after scores
# who is in the lead?
scores.sort(reverse=True)
for place, s in enumerate(scores):
    print(place + 1, s)
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2] + weights[3] * values[3]
# %% after output
# Not yet, it says my scores are different from paper. But the check there was green when I did it!
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores)) / sum(torch.exp(torch.tensor(scores)))
softmax_output = softmax_weights[0] * values[0] + softmax_weights[1] * values[1] + softmax_weights[2] * values[2] + softmax_weights[3] * values[3]
# %% softmax-reflection
# The first two got more and the last two got less. It is like first-past-the-post instead of proportional
# representation: the big parties get even more seats and the small ones vanish.
# %% experiment
# My prediction: negative first number, cat goes away and chases stays
query = torch.tensor([-1.0, 2.0])
compute_attention(query, keys, values, tokens)
# My prediction: if all is negative, nobody gets anything?
my_query = torch.tensor([-1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [-1, 2] chases had it all, that I had predicted since its key [0, 3] does not mind the -1. The surprise was [-1, -1]: I
# thought nobody gets anything, but the weights still add to 1 and the first "the" got most, it is the least negative.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([9.0, 0.0])
# %% query-split
# we know one already, it is the query from the beginning. Twice as long for another one
query_split = query * 2
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output: double. Scores: 100 x 100 is four times 50 x 50. That must be why chatbots have a limit for how
# long your text can be.
