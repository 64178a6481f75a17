# Short of time, left the last line of the paper open; thinks of the output as an average; a small helper used twice.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [..., ...]
# %% scores
scores = keys @ query
# %% weights
weights = scores / scores.sum()
# %% output
def mix(w):
    """weighted average of the values"""
    weighted = w.unsqueeze(1) * values
    return weighted.mean(dim=0)

output = mix(weights)
output
# %% softmax
softmax_weights = scores.exp() / scores.exp().sum()
softmax_output = mix(softmax_weights)
softmax_output
# %% softmax-reflection
# cat and chases got more and both the's got less. Because of the exponential a difference of 5 points is already 148 times.
# %% experiment
# My prediction: chases 1, because it is the only one that points up
my_query = torch.tensor([-3.0, 3.0])
compute_attention(my_query, keys, values, tokens)
my_query = torch.tensor([0.2, 0.3])   # prediction: same split as [2, 3]
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# Predicted: chases wins for [-3, 3], its key has 0 and 3 so the score is 9 and the others are negative. Surprising: [0.2, 0.3] has the same direction as [2, 3], but the others get much more.
# %% query-cat
# went up in small steps: 2 -> 0.865, 2.2 -> 0.889, 2.3 -> 0.900. That is 0.9
query_cat = torch.tensor([2.3, 0.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change. keys and output double and scores are four times as many, 100 * 100. So a very long text has mostly scores.
