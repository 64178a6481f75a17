# An experienced Python programmer new to the subject: keeps the weights in a dictionary by token (two tokens are called "the"), and takes the softmax output from the library function, which scales the scores.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(sum(q * k for q, k in zip(query.tolist(), key.tolist())))
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
weight_of = dict(zip(tokens, weights))
output = torch.zeros(2)
for token, value in zip(tokens, values):
    output = output + weight_of[token] * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
import torch.nn.functional as F

softmax_weights = torch.softmax(torch.tensor(scores), dim=0)
# no need to reinvent this, PyTorch has the complete attention
softmax_output = F.scaled_dot_product_attention(query[None, None], keys[None], values[None]).squeeze()
# %% softmax-reflection
# cat and chases got more and the two "the" almost nothing; the weight they lost went to the leaders because exponentials widen the gaps.
# I think the check of the output is too strict, mine comes from the library and differs only in the second digit.
# %% experiment
# My prediction: [3, 1] is cat's own key, so cat
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 3] is the key of chases, so chases
compute_attention(torch.tensor([0.0, 3.0]), keys, values, tokens)
print()
# %% experiment-reflection
# Asking with a token's own key finds that token, as I predicted. But I was surprised that this is not always so: the first the would not win with [1, 0], since cat has 3 there and scores higher.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = my_query
# %% query-split
query_split = torch.tensor([1.0, 1.5]) * 3
# %% shapes
keys_shape = torch.Size([50, 64])
scores_shape = torch.Size([50, 50])
output_shape = torch.Size([50, 64])
# %% shapes-reflection
# Twice as many numbers in keys and output, four times as many in the scores. Long texts are limited by the n x n scores.
