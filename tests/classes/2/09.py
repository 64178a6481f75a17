# Student of psychology who thinks in percent and gives a result the name of a function
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [8.33, 37.5, 37.5, 16.67]  # percent
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
print(scores)
# %% weights
# Four numbers, one share for each token.
sum = sum(scores)
weights = [score / sum for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2] + weights[3] * values[3]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = [torch.exp(score) for score in scores]
softmax_weights = [x / sum(exps) for x in exps]   # TypeError: 'Tensor' object is not callable ???
softmax_output = softmax_weights[0] * values[0] + softmax_weights[1] * values[1] + softmax_weights[2] * values[2] + softmax_weights[3] * values[3]
# %% softmax-reflection
# I could not run it, but from the calculator cat and chases get 49.8 % each and the rest nearly nothing. The exponential favours the large scores.
# %% experiment
# My prediction: the first "the" and the last "the" get the same, it is the same word
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: both get nothing
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I was surprised that the two "the" differ, but their keys are different ([1, 0] and [2, 0]). With [0, 1] both have the score 0, but still some weight.
# %% query-cat
query_cat = torch.tensor([6.0, 2.0])
# %% query-split
query_split = torch.tensor([1.8, 2.7])
# %% shapes
keys_shape = (50, 64)
scores_shape = (1, 50)   # the last token looks at all 50
output_shape = (1, 64)
# %% shapes-reflection
# The keys become (100, 64) and the scores (1, 100), both twice as many; the output stays. So it is only linear.
