# A radiology nurse who likes to try things out in cells of their own, early.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [s / total for s in scores]
# %% after weights
# what happens to the scores if the query has a larger first number? try it on a copy
test_query = query
test_query[0] = 10.0
test_scores = keys @ test_query
print(test_scores, test_scores / test_scores.sum())
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(len(tokens)):
    output += weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(keys @ query)
softmax_weights = e / e.sum()
softmax_output = sum(w * v for w, v in zip(softmax_weights, values))
print(softmax_weights, softmax_output)
# %% softmax-reflection
# Cat takes everything and even chases loses all. I had expected that both win because they have the same score, so I do not fully understand softmax yet. Exponentials are extreme.
# %% experiment
# My prediction: [0, 5] chases gets all
my_query = torch.tensor([0.0, 5.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: shorter, [0, 0.5], is less extreme
my_query = torch.tensor([0.0, 0.5])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# The second component pulls to chases with its key [0, 3], I predicted that. A shorter query spreads the weight, there chases had only about half, this surprised me.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# away from chases, so a minus in the second place
query_cat = torch.tensor([1.0, -1.0])
test = keys @ query_cat
print(test / test.sum())    # cat 1.0 !
# the check says 0.421, "make it longer"
query_cat = torch.tensor([10.0, -10.0])
test = keys @ query_cat
print(test / test.sum())    # still 1.0
# %% query-split
query_split = query    # from the handout: 9 and 9
# %% shapes
keys_shape = (50, 64)      # 896 : 14
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output x 2, scores x 4. With very long texts the scores become the problem.
