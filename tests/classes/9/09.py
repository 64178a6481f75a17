# trusts the computer more than the pencil; changed the paper numbers when the check showed a difference
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# by_hand_scores = [2, 9, 9, 4]   corrected, I had used the wrong vector
by_hand_scores = [2, 6, 0, 4]
by_hand_weights = [1/6, 1/2, 0, 1/3]
# The numbers of the output.
by_hand_output = [2, 0.5]
# %% scores
scores = []
asking = keys[3]  # the last token asks
for token, key in zip(tokens, keys):
    scores.append(torch.dot(asking, key))
# %% weights
scores_tensor = torch.tensor(scores)
weights = scores_tensor / torch.sum(scores_tensor)
# %% output
output = (weights.unsqueeze(1) * values).sum(dim=0)
# %% softmax
softmax_weights = torch.softmax(scores_tensor, dim=0)
softmax_output = (softmax_weights.unsqueeze(1) * values).sum(dim=0)
# %% softmax-reflection
# Cat gets more, all "the" get less. chases had weight 0 and has now a very small weight, because e to the power of 0
# is 1 and not 0. So softmax forgets nobody.
# %% experiment
# My prediction: [2, 0] the same as in my step 4
my_query = keys[3]
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 2] is chases
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I had predicted that the weights go to chases when the query turns up. With [2, 3] cat and chases were equal and this
# surprised me because in my own numbers chases had nothing, there the query has no second component.
# %% query-cat
query_cat = torch.tensor([4.0, 1.0])
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 50)
# %% shapes-reflection
# The keys are doubled and scores and output get four times as many numbers. So very long texts are a problem.
