# A geography teacher who remembers linear algebra from university, where vectors are columns.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
by_hand_output = [2.25, 1.125]
# %% scores
q = query.reshape(2, 1)     # column vector
scores = keys @ q           # (4 x 2)(2 x 1) = (4 x 1)
scores
# %% weights
weights = scores / sum(scores)
# %% output
output = weights.T @ values
# %% softmax
softmax_weights = torch.softmax(scores, dim=1)
softmax_output = softmax_weights.T @ values
# %% softmax-reflection
# Cat and chases get more and the other two get less, since the exponential grows quickly. The lost weight goes to the largest ones.
# %% experiment
# My prediction: along the x axis = cat, along the y axis = chases
for my_query in (torch.tensor([2.0, 0.0]), torch.tensor([0.0, 2.0])):
    compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# As predicted, [0, 2] goes to chases, because it lies on the y axis. I was surprised that [2, 0] gives the last "the" more than chases; its key [2, 0] lies on the x axis.
# %% query-cat
# East is cat, north is chases: go far east, a little south
query_cat = torch.tensor([4.0, -1.0])
# %% query-split
query_split = torch.tensor([[4.0, 6.0]])
# %% after query-split
compute_attention(query_split[0], keys, values, tokens)
# %% shapes
K = torch.rand(50, 64)
Q = torch.rand(50, 64)
keys_shape = K.shape
scores_shape = (Q @ K.T).shape
output_shape = (Q @ K.T @ K).shape
# %% shapes-reflection
# The scores table grows from 50 x 50 to 100 x 100, four times, the others twice. Very long texts will not fit into memory.
