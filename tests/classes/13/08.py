# Neat and used to lab reports: everything to a fixed number of decimals; names in the loop that were taken already.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
by_hand_output = [2.250, 1.125]
# %% scores
scores = []
for tokens, keys in zip(tokens, keys):
    scores.append(torch.dot(query, keys).item())
# %% weights
# three decimals as on the sheet
weights = [round(s / sum(scores), 3) for s in scores]
weights
# %% output
output = sum(w * v for w, v in zip(weights, values))
output
# %% softmax
exp_scores = [math.exp(s) for s in scores]
# with 3 decimals the sum was 0.999, so 4 here
softmax_weights = [round(x / sum(exp_scores), 4) for x in exp_scores]
softmax_output = sum(w * v for w, v in zip(softmax_weights, values))
softmax_weights, softmax_output
# %% softmax-reflection
# cat and chases rise from 0.375 to 0.498, the two "the" fall to 0.0005 and 0.003. The exponential makes the big scores dominate. I do not know why the check is not satisfied, I think my numbers are the same as torch.softmax when I print them.
# %% after compute-attention
# the next cells gave an error, keys had only 2 numbers. Copied again from above:
tokens = ["the", "cat", "chases", "the"]
keys = torch.tensor([
    [1.0, 0.0],
    [3.0, 1.0],
    [0.0, 3.0],
    [2.0, 0.0],
])
# %% experiment
# My prediction: cat wins, last "the" second
my_query = torch.tensor([3.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: about the same for all
compute_attention(torch.tensor([0.1, 0.1]), keys, values, tokens)
# %% experiment-reflection
# [3, -1]: cat won as predicted with 0.876, the last token had 0.119. Its key points the same way but is shorter. [0.1, 0.1] surprised me, the weights were less even than I thought, from 0.21 to 0.29.
# %% query-cat
query_cat = [3.5, 0.0]
# %% query-split
query_split = [2.5, 3.75]
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# keys 3200 to 6400 (x2), scores 2500 to 10000 (x4), output 3200 to 6400 (x2). For a very long text the table of scores will need the most memory.
