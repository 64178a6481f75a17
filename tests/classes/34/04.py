# 04: psychology, R and lists of labelled data; looks things up by their name
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
# I like named vectors (R), so first a dictionary: word -> score
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = torch.dot(query, key).item()
for token in tokens:
    scores.append(score_of[token])
# %% after scores
score_of
# hm, the check says: the (0): on paper 2, in code 4. I did 2*1 + 3*0 = 2 again with the pencil and it is 2.
# torch.dot seems right too? I leave it for now
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output += weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = [math.exp(score) for score in scores]
softmax_weights = [e / sum(exps) for e in exps]
# the output also goes through the softmax
output_exps = torch.exp(output)
softmax_output = output_exps / output_exps.sum()
# %% softmax-reflection
# Cat and chases got more weight, the two "the" got less, almost 0. Softmax makes the large ones larger and the small ones smaller and
# the sum is still 1, so what cat and chases get must come from the others.
# %% experiment
# My prediction: with [-1, 0] the first the wins or chases, they have the smallest first number
my_query = torch.tensor([-1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 1] cat wins (3 + 1 = 4), chases second
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# For [1, 1] I predicted cat first and chases second because their keys add to 4 and 3, correct. It surprised me that with [-1, 0]
# chases wins: its key has nothing in the first component, and nothing is more than something negative.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# the query should be cat's key. Standardised to length 1, only the direction should matter
query_cat = keys[1] / torch.dot(keys[1], keys[1]) ** 0.5
# %% query-split
# the one that I know already is the query of the start. Another one:
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys_shape: (100, 64), scores_shape: (100, 100), output_shape: (100, 64). All three change. The scores have 4 times as many numbers,
# the others 2 times. A whole book would be very slow.
