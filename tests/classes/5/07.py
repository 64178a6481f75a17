# Physicist, normalised states and Boltzmann factors
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = keys @ query
# %% weights
# normalise the vector of scores
psi = scores / torch.linalg.norm(scores)
# psi adds to 1.78. It is the squares that add to 1
weights = psi ** 2
# %% after weights
weights, weights.sum()
# %% output
output = torch.zeros(2)
for w, v in zip(weights, values):
    output += w * v
# %% softmax
# Boltzmann factors
Z = torch.exp(-scores).sum()
softmax_weights = torch.exp(-scores) / Z
softmax_output = softmax_weights @ values
# %% after softmax
softmax_weights
# %% softmax-reflection
# The first "the" has 0.88 now, and cat and chases lost almost everything. Low scores are like low energies, they are occupied most. So softmax turns the order around, which I had not predicted.
# %% experiment
# My prediction: [1, 1] is between all keys, so all nearly equal
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: [-1, -1] is the reverse
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens);
# %% experiment-reflection
# I predicted that the negative query reverses the picture, and it does: the key with the smallest projection wins. It surprised me that for [2,3] cat and chases win here and not in my step 4.
# %% query-cat
# unit vector along cat's key, that is the largest overlap with cat
query_cat = keys[1] / torch.linalg.norm(keys[1])
# %% query-split
# the query from the handout, as a unit vector
query_split = query / torch.linalg.norm(query)
# %% shapes
keys_shape = torch.Size([50, 64])
scores_shape = torch.Size([50, 50])
output_shape = torch.Size([50, 64])
# %% shapes-reflection
# Keys and outputs: factor 2. Scores: factor 4, because both the queries and the keys double. For very long texts the score matrix will dominate memory and time.
