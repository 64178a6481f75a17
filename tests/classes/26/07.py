# 07: dermatologist, sorts everything by urgency; learned Python from videos, does not like the red boxes
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
# %% weights
# Four numbers, one share for each token.
scores.sort(reverse=True)     # most important first
weights = [score / sum(scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output =+ weight * value
# %% after output
print(output)   # zeros??
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = softmax_weights @ values     # my neighbour says @ does the loop
# %% softmax-reflection
# The two big ones got even more and share nearly all, the small ones lost it to them.
# e to the power of something grows very fast so the difference of 5 points is a factor of about 150.
# %% experiment
# My prediction: [3, 3] is good for cat and chases
my_query = torch.tensor([3.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 0] nobody gets anything
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# [3, 3] was good for cat (score 12) but chases got only 0.05, because its score is 9. And with [0, 0]
# I predicted nothing and everybody got 0.25! All scores are 0 and e^0 is 1.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = 2 * query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 4)
output_shape = (50, 64)
# %% shapes-reflection
# All have 100 rows then instead of 50. So twice as many numbers in each, and a long text takes longer.
