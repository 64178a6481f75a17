# 04: computer science; is sure that a token looks at the other tokens only and never at itself
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
# the last one is the token that asks, it does not need to look at itself
by_hand_weights = [2/20, 9/20, 9/20, 0]
# The numbers of the output.
by_hand_output = [2.7, 1.35]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key).item()
    print(token, score)
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
others = scores[:-1]
weights = [s / sum(others) for s in others] + [0.0]
print(weights, sum(weights))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(len(tokens)):
    output += weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.softmax(torch.tensor(scores), dim=0)
softmax_output = torch.zeros(2)
for i in range(len(tokens)):
    softmax_output += softmax_weights[i] * values[i]
# %% softmax-reflection
# cat and chases have even more now (almost 0.5 each) and the first the has almost nothing. The exponential grows fast so
# the high scores push out the low ones.
# %% experiment
# My prediction: a query like [5, 0] finds cat
my_query = torch.tensor([5.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, -1] finds the two "the", because they have 0 there
my_query = torch.tensor([0.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [5, 0] was as predicted, cat has the biggest first number. I was surprised that cat still got 0.15 with [0, -1].
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 49)   # each token with the 49 others
output_shape = (50, 64)
# %% shapes-reflection
# Keys 100x64 and output 100x64, double. Scores 100x99, about four times. Long texts need a lot of memory.
