# A pair that names the loop variables like the lists, normalises with a function found on the web, and counts pairs in one long column.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores += [torch.dot(key, query)]
# %% weights
# Four numbers, one share for each token.
import torch.nn.functional as F
weights = F.normalize(torch.tensor(scores), p=1, dim=0)
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weights, values in zip(weights, values):
    output = output + weights * values
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exp = torch.exp(torch.tensor(scores))
softmax_weights = exp / exp.sum()
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output = softmax_output + w * v
# %% after softmax-check
# IndexError in the check, not our code? worked before
print(softmax_weights, softmax_output)
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# cat and chases have more than before, nearly one half each. Softmax exaggerates.
# %% experiment
# My prediction: like before but stronger
my_query = torch.tensor([4.0, 6.0])
# compute_attention(my_query, keys, values, tokens)   error: mat1 and mat2 shapes
print(torch.softmax(keys @ my_query, dim=0))
# %% experiment-reflection
# We could not see the pictures because of an error, but with torch.softmax we saw that a longer query gives 0.5 and 0.5 as predicted.
# %% query-cat
query_cat = torch.tensor([10.0, 0.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (2500, 1)    # 50 queries times 50 keys
output_shape = (50, 64)
# %% shapes-reflection
# There are 10000 scores instead of 2500, so 4 times as many. Keys and output are doubled. For long texts it explodes.
