# Likes short matrix code; takes a ready-made attention function in step 4, and keeps the results of an experiment under names already in use.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = keys @ query
# %% weights
# Four numbers, one share for each token.
weights = scores / torch.sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.matmul(weights, values)
# %% softmax
import torch.nn.functional as F
# Four weights made with exponentials, and the output that they give.
softmax_weights = F.softmax(scores, dim=-1)
softmax_output = F.scaled_dot_product_attention(query[None], keys, values)[0]
# %% after softmax
# same thing up to rounding?
print(softmax_output)
# %% softmax-reflection
# Cat and chases have more now and the others less. Softmax moves weight from small scores to large ones because of the exponential.
# %% experiment
# My prediction: with [-1, 0] cat gets least, chases most
my_query = torch.tensor([-1.0, 0.0])
weights, output = compute_attention(my_query, keys, values, tokens)
# My prediction: with [0, -2] chases gets nothing
weights, output = compute_attention(torch.tensor([0.0, -2.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that [-1, 0] takes the weight away from cat. It surprised me that with [0, -2] the two the come out exactly equal: both have 0 as second number.
# %% query-cat
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and outputs times 2, scores times 4. Long texts get very expensive.
