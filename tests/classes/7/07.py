# A backend developer who thinks of keys and values as a dictionary: the output is a look-up of the best key; the paper output is left open; an experiment later reuses the names weights and output.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [..., ...]   # did not get that far in class
# %% scores
scores = [torch.dot(query, key).item() for key in keys]
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [score / total for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# key -> value store: find the best matching key, return what is stored there
best = max(range(len(weights)), key=weights.__getitem__)
output = values[best].tolist()
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = [math.exp(score) for score in scores]
softmax_weights = [e / sum(exps) for e in exps]
softmax_output = [sum(w * v for w, v in zip(softmax_weights, column)) for column in values.T.tolist()]
# %% softmax-reflection
# cat and chases both get about 0.498 now and the two "the" nearly nothing. Exponentials push the winners up and the others go towards 0.
# So with softmax it is closer to a real look-up.
# %% experiment
# My prediction: cat only
my_query = torch.tensor([5.0, 0.0])
weights, output = compute_attention(my_query, keys, values, tokens)
# My prediction: chases only
weights, output = compute_attention(torch.tensor([-3.0, 3.0]), keys, values, tokens)
print(weights, output)
# %% experiment-reflection
# A long query makes it nearly one-hot, as I predicted: [5, 0] gives cat 99 %. With [-3, 3] I was surprised that it is all chases: the others have a negative score because their first number is positive.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [5, 0]
# %% query-split
query_split = [4, 6]
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# n doubles: keys and output times two, scores times four, so O(n^2).
