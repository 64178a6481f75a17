# A student who has read the transformer paper: einsum, columns as vectors, scaled softmax; leaves out tokens whose value is zero
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = torch.einsum("nd,d->n", keys, query)
# %% weights
# Four numbers, one share for each token.
weights = scores / torch.einsum("n->", scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# (both "the" have the value 0, only cat and chases count)
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
# Four weights made with exponentials, and the output that they give.
d_k = keys.shape[1]
softmax_weights = torch.softmax(scores / d_k**0.5, dim=0)   # scaled, Vaswani et al. 2017
softmax_output = torch.einsum("n,nd->d", softmax_weights, values)
# %% softmax-reflection
# cat and chases gain (0.375 to 0.49), both *the* lose. The exponential stretches the gaps, and the root of d_k keeps it from saturating.
# %% experiment
# My prediction: opposite direction -> the(0) is best, as it is least bad
my_query = -query
compute_attention(my_query, keys, values, tokens)
# My prediction: orthogonal to chases -> cat
compute_attention(torch.tensor([2.0, 0.0]), keys, values, tokens);
# %% experiment-reflection
# With the opposite query the(0) gets most because its score is -2 and the others are lower, as predicted. With [2, 0] I was surprised that the(3) still gets 0.12, but its key is 2 long in that direction.
# %% query-cat
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = 3 * torch.tensor([2.0, 3.0]) / 2
# %% shapes
# vectors are columns
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# K and the output double, the scores QK^T have n^2 entries and so become four times as many. Therefore long contexts need tricks such as FlashAttention.
