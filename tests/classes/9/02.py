# tidy worker who likes dictionaries; keeps the scores under the name of the token
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = torch.dot(query, key).item()
print(score_of)
# list with one score per token (check wanted 4 numbers, the dictionary has only 3)
scores = [score_of[token] for token in tokens]
# %% weights
# Four numbers, one share for each token.
whole = sum(scores)
weights = [score / whole for score in scores]
# %% output
output = sum(weight * value for weight, value in zip(weights, values))
# %% softmax
exp_of = {token: math.exp(score) for token, score in zip(tokens, scores)}
exps = [exp_of[token] for token in tokens]
softmax_weights = [e / sum(exps) for e in exps]
softmax_output = sum(weight * value for weight, value in zip(softmax_weights, values))
# %% softmax-reflection
# cat and chases have more now, and both "the" have less. The exponential makes big scores much bigger, so the
# small ones lose their part.
# %% experiment
# My prediction: [3, 1] points at cat, so cat wins
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, -1] is away from chases
compute_attention(torch.tensor([0.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# With [3, 1] cat won, I predicted that because it is the key of cat. With [0, -1] the two "the" are equal, this
# surprised me, but both have a 0 as second number of the key.
# %% query-cat
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (1, 64)  # all values are added up to one vector
# %% shapes-reflection
# The keys double and the scores have four times as many. The output stays one vector. Long texts become slow.
