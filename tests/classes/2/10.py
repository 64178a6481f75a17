# Student of linguistics who wants clean whole numbers and gives one vector two names
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # int, so that it says 2 and not tensor(2.)
    scores.append(int(torch.dot(query, key)))
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.tensor(weights) @ values
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores)) / sum(torch.exp(torch.tensor(scores)))
softmax_output = softmax_weights @ values
# %% softmax-reflection
# The nouns and verbs (cat, chases) got more, the articles less. They lost it to the higher scores, since e^9 is about 150 times e^4.
# %% experiment
# My prediction: with -2 instead of 2 only chases is left, because cat has a large first number
my_query = query
my_query[0] = -2.0
compute_attention(my_query, keys, values, tokens)
# My prediction: turned round, cat
compute_attention(torch.tensor([2.0, -3.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted, only chases is left with [-2, 3]: the first component counts against cat. With [2, -3] I expected cat, but the (3) won, since cat loses 3 for its second component.
# %% query-cat
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
# the one I know already: the query of the handout, 9 and 9
query_split = query
# check says cat 0.000, but on paper they are equal!
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output double, scores are four times as many. A book would need an enormous table.
