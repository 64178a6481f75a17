# a student who brings ideas from another course (cosine similarity, percentages) and trusts them
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
# in percent
by_hand_weights = [100/12, 37.5, 37.5, 100/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
# how well does it match = cosine similarity (dot product that is normalised, between -1 and 1)
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.cosine_similarity(query, key, dim=0).item())
scores
# %% weights
# Four numbers, one share for each token.
t = torch.tensor(scores)
weights = t / t.sum()
weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = (weights.unsqueeze(1) * values).sum(dim=0)
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = (softmax_weights.unsqueeze(1) * values).sum(dim=0)
softmax_weights
# %% softmax-reflection
# In my numbers the weights get more equal with softmax, cat goes from 0.29 to 0.27. I think that is because my scores are between 0 and 1, so there are
# no big differences that the exponential could make bigger.
# %% experiment
# My prediction: [3, 0] -> cat; [0, 3] -> chases
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
compute_attention(torch.tensor([0.0, 3.0]), keys, values, tokens)
# %% experiment-reflection
# It went as predicted: the query that points along the first axis finds cat and the one along the second finds chases. Surprising: chases gets nearly 1.0, cat only 0.95.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
# in the middle between the two keys
# (keys[1] + keys[2]) / 2 was not enough, so I made it longer
query_split = keys[1] + keys[2]
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys (100, 64), scores (100, 100), output (100, 64). The scores are four times as many, the others two times. Very long texts
# need a huge scores matrix.
