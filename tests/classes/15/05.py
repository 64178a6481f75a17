# writes decimals with a comma at home; fills a tensor of whole zeros; puts the heads together again
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [2,25, 1,125]
# %% scores
scores = torch.tensor([0, 0, 0, 0])
for i in range(4):
    scores[i] = torch.dot(query, keys[i])
scores
# %% weights
weights = scores / scores.sum()
weights
# %% output
output = torch.matmul(weights, values)
# %% softmax
softmax_weights = torch.exp(scores) / torch.exp(scores).sum()
softmax_output = torch.matmul(softmax_weights, values)
# %% experiment
# My prediction: chases
my_query = torch.tensor([-1.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat
compute_attention(torch.tensor([2.0, 0.0]), keys, values, tokens)
# %% query-cat
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = torch.tensor([2.2, 3.3])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 896)
# %% softmax-reflection
# Cat and chases have almost half each. The weight of the small scores is gone, since e^9 is much more than e^4.
# %% experiment-reflection
# [-1, 2] went to chases as I said. That cat got nothing surprised me.
# %% shapes-reflection
# Scores are 4 times, keys 2 times. So it is quadratic.
