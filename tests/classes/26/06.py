# 06: structural biologist who knows statistical mechanics better than Python; works with zip and einsum
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2.0, 9.0, 9.0, 4.0]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.einsum("i,i->", query, key).item())
# %% weights
# Four numbers, one share for each token.
norm = sum(scores)
weights = torch.tensor([s / norm for s in scores])
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.einsum("t,td->d", weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# That is the Boltzmann distribution: p_i = exp(-E_i / kT) / Z, with kT = 1
boltzmann = torch.exp(-torch.tensor(scores))
Z = boltzmann.sum()
softmax_weights = boltzmann / Z
softmax_output = torch.einsum("t,td->d", softmax_weights, values)
# %% after softmax
# adds to 1, so Z is right. The check is still red, I leave it.
softmax_weights, softmax_weights.sum()
# %% softmax-reflection
# The first "the" got by far the most (0.88) and cat and chases nearly nothing, the opposite of before.
# Softmax is a Boltzmann distribution and the state with the lowest score is populated most. I am not sure that this is meant.
# %% experiment
# My prediction: a longer query is a lower temperature, so the distribution gets sharper
my_query = 0.1 * query
for beta in [0.1, 0.5, 1.0, 3.0]:
    compute_attention(beta * torch.tensor([2.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted the length works like 1/T: at 0.1 all four are nearly equal, at 3 only cat is left.
# Surprise: here the largest score wins, since cat's key [3, 1] gives 8 and chases' [0, 3] only 6. In my own softmax it was the other way round.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = 2 * keys[1]
# %% query-split
# orthogonal to the difference of the two keys
diff = keys[1] - keys[2]
query_split = torch.stack([-diff[1], diff[0]])
# %% shapes
d_head = 896 // 14
keys_shape = (50, d_head)
scores_shape = (50, 50)
output_shape = (50, d_head)
# %% shapes-reflection
# scores: N^2, factor 4. keys and output: N, factor 2. Like all pair interactions in molecular dynamics,
# long texts need a cutoff or another trick.
