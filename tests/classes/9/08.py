# tired, takes shortcuts where numbers are zero, reads numbers out of the text
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 6, 4]
by_hand_weights = [2/21, 9/21, 6/21, 4/21]
# The numbers of the output.
by_hand_output = [48/21, 1]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(float(torch.dot(query, key)))
# %% weights
weights = [i / sum(scores) for i in scores]
# %% output
# "the" has nothing to pass on, so only cat and chases
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
e = 2.7
powers = [e ** i for i in scores]
softmax_weights = [i / sum(powers) for i in powers]
softmax_output = softmax_weights[1] * values[1] + softmax_weights[2] * values[2]
# %% softmax-reflection
# cat and chases share nearly everything now. The other two lost, because 2.7 to the power of 9 is so much more than
# 2.7 to the power of 4.
# %% experiment
# My prediction: [3, 3] cat and chases the same
my_query = torch.tensor([3.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, 0] chases
my_query = torch.tensor([-1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I was surprised that [3, 3] gives almost everything to cat: its score is 12 and that of chases 9. [-1, 0] went to
# chases as I predicted, since it is the only one that has no negative score.
# %% query-cat
query_cat = torch.tensor([4.0, -1.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and outputs are doubled, scores four times as many. With 10 times the text it would be 100 times.
