# A student who has read about fast torch code and likes functions with an underscore, which change things in place
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
scores = torch.stack(scores)
# %% weights
# Four numbers, one share for each token.
weights = scores / scores.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(values.shape[1]).addmv_(values.T, weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = scores.exp_()
softmax_weights.div_(softmax_weights.sum())
softmax_output = softmax_weights @ values
# %% after softmax-check
# but it IS the same as torch's:
print(softmax_weights, torch.softmax(torch.tensor([2.0, 9.0, 9.0, 4.0]), dim=0))
# %% softmax-reflection
# Both *the* lose nearly everything, cat and chases have 0.498 now. Softmax looks at differences of scores: 5 points are a factor of 148.
# So it makes the best ones stand out and never gives exactly zero.
# %% experiment
# My prediction: [1,1] -> cat has 4, chases 3, so cat about e times as much
my_query = torch.ones(2)
compute_attention(my_query, keys, values, tokens)
# My prediction: 3x as long -> e^3 times as much
compute_attention(3 * my_query, keys, values, tokens);
# %% experiment-reflection
# I predicted for [1, 1] that cat gets e times as much as chases, as the scores are 4 and 3, and that was so. The surprise was that [3, 3] leaves only 0.05 for chases: the difference is tripled too.
# %% query-cat
query_cat = torch.ones(2).mul_(3)
# %% query-split
# I know query, another one is twice as long
query_split = query
query_split.mul_(2)
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys 3200 -> 6400, output the same, scores 2500 -> 10000. Attention is quadratic in the length of the text.
