# Works in short lines and reuses what is there; a second name for the same list, and one row in mind for the output.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
total = sum(scores)
weights = scores
for i, score in enumerate(weights):
    weights[i] = score / total
# %% output
output = torch.zeros(2)
for w, v in zip(weights, values):
    output += w * v
# %% softmax
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / exps.sum()
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output += w * v
# %% softmax-reflection
# I had predicted that cat and chases get more, but they get less (0.375 to 0.28). The weights are nearly the same for all now. So softmax makes it more fair, nobody gets zero. I don't really see why e is needed for this.
# %% experiment
# My prediction: the and the get the same
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: now plain, the first and last get 0
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# With [0, 1] both "the" get the same, predicted because both have 0 in the second place of the key. Surprise: here softmax makes chases very big (0.8), different from my step 4.
# %% query-cat
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
# the output is one vector like a value
output_shape = (64,)
# %% shapes-reflection
# keys_shape gets twice as many, scores four times as many, and the output stays the same, because it is a sum. For long texts the scores are the problem.
