# 05: quick pupil who plays with the notebook: whole numbers, a ranking, and an answer changed for the reflection
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [2 + 1/4, 1 + 1/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(int(torch.dot(query, key)))   # int, looks nicer than tensor(9.)
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = sum(w * v for w, v in zip(weights, values))
# %% after output
# who is the best?
scores.sort(reverse=True)
print("ranking:", scores)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / exps.sum()
softmax_output = sum(w * v for w, v in zip(softmax_weights, values))
# check: "your scores are not those from paper"?? step 1 was green!!
# %% softmax-reflection
# The two biggest got nearly all (0.498 and 0.498) and the small ones nearly nothing.
# The weight goes to the big ones because exp makes big numbers much bigger.
# %% experiment
# My prediction: 10 times longer -> only cat and chases
my_query = 10 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: [3, 1] is the key of cat so cat
compute_attention(keys[1], keys, values, tokens);
# %% experiment-reflection
# keys[1] as a query gives cat 0.98, predicted. I was surprised that 10*query does not change much, but it was already 0.498 each and more than 0.5 each is not possible.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = query   # the one we know already :)
# %% shapes
keys_shape = (100, 64)
scores_shape = (100, 100)
output_shape = (100, 64)
# %% shapes-reflection
# I changed it above: keys and output have 2 times as many numbers (6400 instead of 3200), scores 4 times (10000 instead of 2500).
# Very long texts get very expensive.
