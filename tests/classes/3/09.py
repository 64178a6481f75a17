# A physiotherapist in the evening course, first weeks of Python: gets round an error message and goes on.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    sum = 0
    for i in range(2):
        sum += query[i] * key[i]
    scores.append(sum)
    print(token, sum)
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
# %% after weights
# TypeError: 'Tensor' object is not callable ??? I take the ones from paper so that I can go on
weights = by_hand_weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# it is a weighted average, so mean
weighted = torch.tensor(weights).unsqueeze(1) * values
output = weighted.mean(dim=0)
print(weighted, output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.softmax(torch.tensor(scores), dim=0)
softmax_output = (softmax_weights.unsqueeze(1) * values).mean(dim=0)
# %% softmax-reflection
# The two middle ones went up to 0.498, the outer ones lost. I think softmax does this because e to the power is growing faster than the number itself.
# %% experiment
# My prediction: [1, 0] -> cat most
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [10, 0] -> cat even more
my_query = torch.tensor([10.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [1, 0] cat was first as I had predicted because of the 3 in its key. I was surprised that with [10, 0] nothing at all is left for the others.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([10.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = {50, 64}
scores_shape = {50, 50}
output_shape = {50, 64}
# %% shapes-reflection
# All three change. Keys and output become double and scores four times. For long texts you need a lot of memory.
