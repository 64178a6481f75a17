# Summer-school pupil, quick: exchanged the two numbers of the query on paper, and has read about multi-head attention before.
# %% by-hand
by_hand_scores = [3, 11, 6, 6]
by_hand_weights = [3/26, 11/26, 6/26, 6/26]
by_hand_output = [56/26, 23/26]
# %% scores
query = torch.tensor([3.0, 2.0])   # as on my sheet, now everything agrees
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum().item())
# %% weights
weights = torch.tensor(scores) / sum(scores)
# %% output
output = (weights.unsqueeze(1) * values).sum(dim=0)
# %% softmax
z = torch.tensor(scores).exp()
softmax_weights = z / z.sum()
softmax_output = (softmax_weights[:, None] * values).sum(0)
# %% softmax-reflection
# Only cat got more, from 0.42 to 0.98, all three others lost. The weight goes to the maximum: for large scores softmax tends to 1 for the largest and 0 for the rest.
# %% experiment
# My prediction: [1, 0] is like counting the first component only: 1, 3, 0, 2
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [-5, 5] chases
compute_attention(torch.tensor([-5.0, 5.0]), keys, values, tokens)
# %% experiment-reflection
# [-5, 5] gave all to chases as predicted, since it is the only key for which the second component is larger. For [1, 0] I thought cat gets half, as 3 of 6, but it was 0.64: that is the exponential.
# %% query-cat
query_cat = torch.tensor([5.0, -1.0])
# %% query-split
# 3a + b = 3b  =>  3a = 2b
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 896)   # the heads are concatenated again
# %% shapes-reflection
# Keys and output have 2 times as many numbers, scores 4 times as many, n^2. Long contexts are expensive, that is why there is a context limit.
