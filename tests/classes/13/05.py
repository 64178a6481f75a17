# Writes numbers the way they do at home, with a decimal comma, and likes tidy whole numbers.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% after by-hand-check
# ??? I have two numbers there. 4 * 3/8 + 2 * 3/8:
print(4 * 3/8 + 2 * 3/8, 1 * 3/8 + 2 * 3/8)
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # int, so that it does not show tensor(2.)
    scores.append(int(torch.dot(query, key)))
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = torch.exp(torch.tensor(scores))
softmax_weights = exponentials / sum(exponentials)
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# The words with score 9 have now 0,498 and before 0,375. "the" at position 0 has only 0,0005. The lost weight goes to cat and chases, they have the same score so they share it equally.
# %% experiment
# My prediction: chases loses everything, because of the minus
my_query = torch.tensor([2.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: long query upwards, chases gets 1
my_query = torch.tensor([0.0, 5.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [2, -1] chases lost everything as predicted, its score is -3. It surprised me that cat does not get all there: the last token has 4 and cat has 5, it is only one point.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% after query-split
compute_attention(query_split, keys, values, tokens)
# %% after query-split-check
# 1, 1,5 was good: 4,5 and 4,5 for the scores
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys 3200 numbers to 6400, output the same, scores 2500 to 10000. So the scores grow 4 times and long texts cost much more.
