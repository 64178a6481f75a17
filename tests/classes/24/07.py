# 07: mathematics; jumps up and down in the notebook and never restarts it, trusts the pencil more than the code
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# the: 2*1 + 3*0, cat: 2*3 + 3*1, chases: 2*0 + 3*3, the: 2*2 + 3*0
by_hand_scores = [2, 9, 11, 4]
by_hand_weights = [2/26, 9/26, 11/26, 4/26]
# The numbers of the output.
by_hand_output = [58/26, 31/26]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum())
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.einsum("i,ij->j", weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = E / E.sum()
softmax_output = torch.einsum("i,ij->j", softmax_weights, values)
# %% softmax-reflection
# The weights of cat and chases are larger and the others are smaller. exp is convex and grows faster than every polynomial, so large scores
# profit.
# %% experiment
# My prediction: [3, 0] makes cat win, then the (3)
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 1] cat a bit before chases
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% after experiment
# what does exp do with my scores? (I use this in step 4, too)
E = torch.exp(torch.tensor(scores))
print(E)
print(E[1] / E[3])
# %% experiment-reflection
# With [3, 0] cat won as I predicted because 3 is the largest first component. With [1, 1] cat was further ahead than I thought:
# 4 against 3 is one point, and one point is already a factor of e.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([2.0, 0.0])    # 0.87, about 0.9
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Twice for keys and outputs, four times for the scores (quadratic).
