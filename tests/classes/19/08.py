# A student of social statistics who is used to rescaling variables before any model.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
scores = torch.stack(scores)
# %% weights
def min_max(x):
    """Bring a variable to the range from 0 to 1."""
    return (x - x.min()) / (x.max() - x.min())

scaled = min_max(scores)
weights = scaled / scaled.sum()
# %% output
output = (weights.unsqueeze(1) * values).sum(dim=0)
# %% softmax
powers = torch.exp(weights)
softmax_weights = powers / powers.sum()
softmax_output = (softmax_weights.unsqueeze(1) * values).sum(dim=0)
# %% softmax-reflection
# With softmax the two "the" got more and cat and chases got less, so the weights are more even. Softmax makes everything positive, that is why the small ones get something too.
# %% experiment
# My prediction: the first "the" gets nothing
my_query = torch.tensor([-1.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat wins
compute_attention(torch.tensor([2.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# With [-1, 2] chases won by far, I had expected that. With [2, 2] cat won with nearly 0.9, that was more than I thought.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
# 14 heads, 896 / 14 = 56
keys_shape = (50, 56)
scores_shape = (50, 50)
output_shape = (50, 56)
# %% shapes-reflection
# scores change the most (4 times), keys and output 2 times. It gets expensive.
