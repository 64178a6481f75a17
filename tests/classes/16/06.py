# Works with matrices and few words; turns the table of keys by reshaping it, and multiplies a shape out.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
# (2) times (2, 4) gives (4)
scores = query @ keys.reshape(2, 4)
# %% after scores-check
# did chases again by hand: 2*0 + 3*3 = 9, paper is right. Rounding in torch?
print(scores)
# %% weights
weights = scores / scores.sum()
# %% output
output = weights @ values
# %% softmax
softmax_weights = torch.softmax(scores, dim=0)
softmax_output = softmax_weights @ values
# %% softmax-reflection
# Chases got nearly everything, the others lost. The biggest score takes it all with the exponential.
# %% experiment
# My prediction: [0, 2] chases
my_query = torch.tensor([0.0, 2.0])
res = compute_attention(my_query, keys, values, tokens)
# My prediction: [2, 0] cat
res = compute_attention(torch.tensor([2.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# Both predictions were right, [0, 2] fits the key of chases. Surprising: the last *the* gets more than the first with [2, 0], its key is longer.
# %% query-cat
query_cat = torch.tensor([4.0, -1.5])
# %% query-split
query_split = torch.tensor([8.0, 12.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = 50 * 50
output_shape = (50, 64)
# %% shapes-reflection
# The scores go from 2500 to 10000 numbers, which is four times; the other two double. Long texts: quadratic.
