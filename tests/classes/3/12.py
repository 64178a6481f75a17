# A primary school teacher who trusts the computer more than the paper, and ran out of time at the end.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# on paper I had 4 for the last one, the computer says 2, so I did all of it again
by_hand_scores = [2, 9, 9, 2]
by_hand_weights = [2/22, 9/22, 9/22, 2/22]
# The numbers of the output.
by_hand_output = [54/22, 27/22]
# %% scores
scores = []
for token in tokens:
    position = tokens.index(token)
    score = torch.dot(query, keys[position])
    scores.append(score.item())
scores
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / sum(scores))
weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output += weight * value
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = [math.exp(score) for score in scores]
softmax_weights = []
for exponential in exponentials:
    softmax_weights.append(exponential / sum(exponentials))
for weight, value in zip(softmax_weights, values):
    output += weight * value
softmax_output = output
softmax_output
# %% softmax-reflection
# Cat and chases get half each and the two "the" practically zero. The exponential function makes the big scores enormous, so the small ones do not count any more.
# %% experiment
# My prediction: [3, 1] is like cat, so cat
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 3] is like chases, so chases
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# A query like a key finds that key, as I predicted. Surprising was in the first picture that the last "the" has a little more than the first, on my paper they have the same.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = ...
# %% shapes-reflection
# The keys become twice as many, the scores 100 times 100. I did not get to the output.
