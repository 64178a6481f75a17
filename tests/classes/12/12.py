# A night-shift nurse who ran out of time towards the end.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
sum = sum(scores)
weights = torch.tensor(scores) / sum
# %% output
output = weights[0] * values[0] + weights[1] * values[1] + weights[2] * values[2] + weights[3] * values[3]
# %% softmax
exps = torch.exp(torch.tensor(scores))
# softmax_weights = exps / sum(exps)  gives 'Tensor' object is not callable
softmax_weights = exps / sum
softmax_output = softmax_weights[0] * values[0] + softmax_weights[1] * values[1] + softmax_weights[2] * values[2] + softmax_weights[3] * values[3]
# %% softmax-reflection
# cat and chases have 337 now and "the" only 0.3 and 2. So the exponential makes the high ones much higher.
# %% experiment
# My prediction: [3, 1] finds cat because it is its own key
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that cat's own key finds cat and it got 0.98. I was surprised by [1, 3], I thought that cat would only lose a little.
# %% query-cat
query_cat = torch.tensor([3.0, 1.0])
# %% shapes
# 896 : 14 = 54
keys_shape = (50, 54)
scores_shape = (50, 50)
output_shape = (50, 54)
# %% shapes-reflection
# scores 4 times, keys and output 2 times. long texts need a lot of memory
