# A very tidy student: comments, asserts and einsum, and a tensor that is reused in place.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]   # rounded
# The numbers of the output.
by_hand_output = [2.25, 1.13]
# %% scores
# Dot product of the query with each key
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.einsum("d,d->", query, key))
assert len(scores) == len(tokens)
# %% weights
# Four numbers, one share for each token.
scores = torch.tensor(scores)
scores /= scores.sum()
weights = scores
assert torch.isclose(weights.sum(), torch.tensor(1.0))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.einsum("t,td->d", weights, values)
assert output.shape == values[0].shape
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = torch.exp(scores)
softmax_weights = exponentials / exponentials.sum()
softmax_output = torch.einsum("t,td->d", softmax_weights, values)
assert torch.isclose(softmax_weights.sum(), torch.tensor(1.0))
# %% softmax-reflection
# Cat and chases got a little less (0.28 instead of 0.375) and both *the* got more (0.21 and 0.23). So softmax evens the weights out: a token with a small score also gets a share, because an exponential is never zero. I had predicted the opposite.
# %% experiment
# My prediction: one axis only -> cat first, then the last "the"
axis_weights, axis_output = compute_attention(torch.tensor([1.0, 0.0]), keys, values, tokens)
# My prediction: three times as long -> the same order, cat clearer
long_weights, long_output = compute_attention(torch.tensor([3.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted, a longer query in the same direction makes cat win more clearly, since all differences between the scores grow. I was surprised that softmax is so sharp here and was so even in step 4.
# %% query-cat
# Away from chases, along the first axis
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
# 3a + b = 3b
query_split = torch.tensor([2.0, 3.0]) * 2
# %% shapes
tokens_in_text, width, heads = 50, 896, 14
keys_shape = (tokens_in_text, width // heads)
scores_shape = (tokens_in_text, tokens_in_text)
output_shape = keys_shape
# %% shapes-reflection
# All three get 100 rows. Keys and output then hold 2 times as many numbers, the scores (100, 100) hold 4 times as many. Very long texts are therefore mostly a problem for the scores.
