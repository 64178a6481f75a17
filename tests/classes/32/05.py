# 05: a lexicographer, first Python course: whole numbers look nicer, and a query is read as a pair of shares
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key)
    scores.append(int(score))  # it wrote tensor(2.), I want 2 like on paper
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = []
for score in scores:
    exponentials.append(math.exp(score))
softmax_weights = []
for exponential in exponentials:
    softmax_weights.append(exponential / sum(exponentials))
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# The words cat and chases got more and the two "the" got less. The weight of "the" went to cat and chases.
# Softmax does this because exponentials grow fast, the word with high score takes nearly all.
# %% experiment
# My prediction: everything for chases
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: everything for cat
compute_attention(torch.tensor([1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# With [0, 1] chases gets the most, I predicted this. I was surprised that it is not everything, only 0.810, cat
# has 0.110 because its key also has a bit of the second number.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# the first number is for cat, the second for chases: cat more than 0.9
query_cat = torch.tensor([0.99, 0.01])
# 0.95 and 0.05 gave 0.635, now 0.642. More than 1 is not possible for a share?
# %% query-split
query_split = torch.tensor([0.5, 0.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = ...
# %% shapes-reflection
# The scores get four times as many numbers because rows and columns are both double. I am not sure about the output.
# Very long texts need very much memory.
