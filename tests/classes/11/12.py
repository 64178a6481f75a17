# a lively student who jumps between cells and uses names again
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(float(key @ query))
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weights, value in zip(weights, values):
    output += weights * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = 2.7
powers = [e ** s for s in scores]
softmax_weights = [p / sum(powers) for p in powers]
softmax_output = torch.zeros(2)
for w, value in zip(softmax_weights, values):
    softmax_output += w * value
# %% softmax-reflection
# cat and chases win (0.498 each), both the lose nearly everything. Every point more is times 2.7, and 5 points more is already more than 100 times.
# %% experiment
# My prediction: [2, 3] backwards, so everything is turned round
query = torch.tensor([-2.0, -3.0])
compute_attention(query, keys, values, tokens)
# My prediction: cat far in front
my_query = torch.tensor([3.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# Turning the query round also turned the winners round, that I predicted: the first the has the smallest score and now it is the least negative. With [3, -1] I was
# surprised that the last the still gets so much (0.12), but it is just 2 points behind cat.
# %% query-cat
query_cat = [6, -1]
# %% query-split
# the one that we know already
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All of them change, keys and output double and scores get 4x as many. So a text that is 10 times as long needs 100 times as many scores.
