# Summer-school pupil who looks for short cuts and knows the PyTorch documentation.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
by_hand_output = [2.25, 1.125]
# %% scores
scores = [torch.dot(query, key) for key in keys]
# %% weights
import torch.nn.functional as F
# normalize: p=2 would be the length, p=1 is the sum
weights = F.normalize(torch.tensor(scores), p=1, dim=0)
# %% output
# "the" has value 0 and contributes nothing, so two terms are enough
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
softmax_weights = F.softmax(torch.tensor(scores), dim=0)
softmax_output = softmax_weights[1] * values[1] + softmax_weights[2] * values[2]
# %% softmax-reflection
# cat and chases got more, the (0) and the (3) less. Because exp(9)/exp(4) = exp(5), weight ratios depend on differences of scores and not on ratios. The sum stays 1, so what the small ones lose the large ones gain.
# %% experiment
# My prediction: [3, 1] = cat's own key, so cat must win by far
my_query = keys[1]
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 3] = key of chases, the same for chases
compute_attention(keys[2], keys, values, tokens)
# %% experiment-reflection
# I predicted that a token's own key finds this token, and cat got 0.98. Surprising: with the key of chases, cat still has the second place, because its key has a 1 in the second component.
# %% query-cat
query_cat = 2 * keys[1]
# %% query-split
# exactly in the middle between the two keys: the bisector of the angle
u_cat = keys[1] / keys[1].norm()
u_chases = keys[2] / keys[2].norm()
query_split = 3 * (u_cat + u_chases)
# %% after query-split-check
# The angle is the same on both sides, I have checked it:
print(torch.dot(query_split, u_cat), torch.dot(query_split, u_chases))
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# (100, 64), (100, 100), (100, 64): factors 2, 4, 2. For a text of 100 000 tokens the scores alone would be 10^10 numbers per head.
