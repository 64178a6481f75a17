# A linguistics student who copies torch idioms and loses a pair of parentheses; the later cells stop with errors.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key).item
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
t = torch.tensor(scores)
weights = t / t.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.matmul(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
t = torch.tensor(scores)
softmax_weights = torch.exp(t) / torch.exp(t).sum()
softmax_output = torch.matmul(softmax_weights, values)
# %% softmax-reflection
# I could not see my numbers (TypeError), but I think that cat and chases get more and "the" gets less, because e to the 9 is much more than e to the 2 and e to the 4.
# %% experiment
# My prediction: all equal
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I thought [1, 1] is neutral and gives the same to all. But cat got the most, its key has the largest sum, 3 + 1. For [1, 3] I predicted that cat loses and it did.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6, -1])
# %% query-split
query_split = query
# %% shapes
keys_shape = torch.rand(50, 64)
scores_shape = torch.rand(50, 50)
output_shape = torch.rand(50, 64)
# %% shapes-reflection
# The 50 x 50 becomes 100 x 100, so 4 times the numbers, the other two have 2 times. For long texts the scores are the biggest part.
