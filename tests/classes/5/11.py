# Physicist who knows some torch, tensor operations with broadcasting
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = (keys * query).sum(dim=1)
# %% weights
weights = scores.div(scores.sum())
# %% output
values *= weights.unsqueeze(1)     # each value times its weight
output = values.sum(dim=0)         # add up all four
# %% after output
# tensor([2.2500, 1.1250]) is what I have on paper, don't know why the check says it is outside
print(output, weights.sum())
# %% softmax
softmax_weights = scores.exp() / scores.exp().sum()
softmax_output = (values * softmax_weights.unsqueeze(1)).sum(dim=0)
# %% softmax-reflection
# The largest two scores gained at the expense of the small ones. exp(9)/exp(4) = 148, so the rest practically vanishes, it is a soft version of the maximum.
# %% experiment
# My prediction: [1, -1] cat, because it punishes the second component
my_query = torch.tensor([1.0, -1.0])
compute_attention(my_query, keys, values, tokens);
compute_attention(my_query, keys, values, tokens, use_softmax=False);
# %% experiment-reflection
# With [1,-1] cat and the last "the" were equal, this surprised me, but 3-1 = 2 and 2-0 = 2. That chases gets nearly nothing I had predicted, its key points the other way.
# %% query-cat
# from the experiment: with [1, -1] cat had 1.0
query_cat = torch.tensor([1.0, -1.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0]) * 1.5
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# keys (100, 64) and output (100, 64) hold twice as many, scores (100, 100) four times as many. With n tokens it grows like n^2, so very long texts get slow.
