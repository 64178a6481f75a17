# Knows the torch documentation well and takes a ready-made function for every step; all right.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = torch.tensor([2.0, 9.0, 9.0, 4.0])
by_hand_weights = torch.tensor([0.083, 0.375, 0.375, 0.167])
# The numbers of the output.
by_hand_output = torch.tensor([2.25, 1.125])
# %% scores
import torch.nn.functional as F

# a linear layer without bias is exactly one dot product per row
scores = F.linear(query, keys)
# %% after weights
# Four numbers, one share for each token.
weights = scores.div(scores.sum())
weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = (torch.diag(weights) @ values).sum(dim=0, keepdim=False)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(scores - torch.logsumexp(scores, dim=0))
softmax_output = F.scaled_dot_product_attention(
    query.view(1, 1, 2), keys.unsqueeze(0), values.unsqueeze(0), scale=1.0
).flatten()
# %% after softmax
assert torch.allclose(softmax_output, torch.mv(values.T, softmax_weights), atol=1e-5)
# %% softmax-reflection
# Before: cat 0.375 and chases 0.375, after: 0.498 each. The two *the* lost their weight to them, since exp makes a difference of 5 points into a factor of about 148.
# %% experiment
# My prediction: twice as long -> the same winners, only clearer
my_query = query * 2
twice_w, twice_o = compute_attention(my_query, keys, values, tokens)
# My prediction: zeros -> all the same
none_w, none_o = compute_attention(torch.zeros(2), keys, values, tokens)
# %% experiment-reflection
# Zeros gave a quarter each, as predicted. I was surprised how little changed with the double query, but cat and chases already had nearly everything.
# %% query-cat
query_cat = keys[tokens.index("cat")].clone()
# %% query-split
query_split = 1.5 * query
# %% shapes
one_head = torch.empty(50, 896 // 14)
keys_shape = one_head.shape
scores_shape = (one_head @ one_head.T).shape
output_shape = (one_head @ one_head.T @ one_head).shape
# %% shapes-reflection
# keys_shape and output_shape get twice as many numbers, scores_shape four times as many (100 x 100). Long texts need memory that grows with the square.
