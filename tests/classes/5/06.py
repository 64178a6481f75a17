# Mathematician, short formulas with torch, simplifies where possible
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
S = sum(scores)
weights = [s / S for s in scores]
# %% output
# v_0 = v_3 = 0, so these terms vanish
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
E = [torch.exp(s) for s in scores]
softmax_weights = [e / sum(E) for e in E]
softmax_output = softmax_weights[1] * values[1] + softmax_weights[2] * values[2]
# %% softmax-reflection
# Cat and chases have gained and the two the have lost nearly everything. exp grows faster than linear so a large s gets a larger share.
# %% experiment
# My prediction: the opposite of the difference cat - chases makes chases win
my_query = -(keys[1] - keys[2])
compute_attention(my_query, keys, values, tokens);
# My prediction: a multiple of [2, 3] changes nothing
compute_attention(3 * query, keys, values, tokens);
# %% experiment-reflection
# I predicted that chases wins with the query chases - cat, because the inner product with its own key is 6 and with cat it is -7. I was surprised that 3 times the query changes the small weights, since for plain division it does not.
# %% query-cat
# orthogonal to chases
query_cat = torch.tensor([10.0, 0.0])
# %% query-split
# the same angle to both keys: the bisector of the unit vectors
u = keys[1] / keys[1].norm()
v = keys[2] / keys[2].norm()
query_split = u + v
# %% shapes
# keys as columns of a matrix, scores = Q^T K, output = V (Q^T K)^T
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# The scores are n x n, so four times as many numbers when n doubles. The keys and the output have n columns, so twice as many. Quadratic growth is a problem for long texts.
