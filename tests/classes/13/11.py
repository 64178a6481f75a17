# Has used torch a little and likes its ready-made functions; softmax along the wrong side; builds tensors when asked for shapes.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
scores = torch.stack(scores)
# %% weights
weights = torch.div(scores, torch.sum(scores))
# %% output
output = torch.matmul(weights, values)
# %% softmax
column = scores.reshape(-1, 1)            # one row per token
softmax_weights = torch.softmax(column, dim=1)
# check: take out of the inner brackets; then it wanted the sum 1
softmax_weights = softmax_weights.flatten()
softmax_weights = softmax_weights / softmax_weights.sum()
softmax_output = torch.matmul(softmax_weights, values)
softmax_weights, softmax_output
# %% softmax-reflection
# All four tokens get 0.25 now, so cat and chases lost and the two "the" won. Softmax is called soft because it makes the differences softer. I am not sure why the check says it should grow.
# %% experiment
# My prediction: all 0.25 again
my_query = torch.tensor([2.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: with a minus the others win
compute_attention(torch.tensor([-2.0, -2.0]), keys, values, tokens)
# %% experiment-reflection
# I thought that it is always 0.25 but cat got 0.87 here. With the minus the first token wins, that I predicted, because its key is the shortest.
# %% query-cat
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = torch.zeros(50, 64)
scores_shape = torch.matmul(keys_shape, keys_shape.T)
output_shape = torch.matmul(scores_shape, keys_shape)
# %% after shapes-check
# it says mine has the shape (50, 64), this is what it should be??
keys_shape.shape, scores_shape.shape, output_shape.shape
# %% shapes-reflection
# 100 tokens: keys 100x64, output 100x64, scores 100x100. So the scores are 4 times as many and the others 2 times. A long text makes the scores very big.
