# Keeps vectors as columns, as in a mathematics lecture; softmax runs along the wrong direction, and the check's sentence is "mended" by dividing once more.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.375, 0.375, 0.17]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
q = query.view(2, 1)     # column vector
S = keys @ q             # (4, 1)
scores = S.flatten()
# %% weights
W = S / S.sum()
weights = W.flatten()
# %% output
o = values.T @ W         # (2, 4) (4, 1) = (2, 1)
output = o.flatten()
# %% softmax
P = torch.softmax(S, dim=1)
P = P / P.sum()          # they did not add to 1
softmax_weights = P.flatten()
softmax_output = (values.T @ P).flatten()
# %% softmax-reflection
# All four tokens have the same weight now, 0.25. So the two *the* got more and cat and chases less. I thought it would be the other way round, softmax seems to smooth the weights.
# %% experiment
# My prediction: [0, -1] chases loses
my_query = torch.tensor([0.0, -1.0])
w1, o1 = compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 1] cat
w2, o2 = compute_attention(torch.tensor([1.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# Chases lost as predicted since its second number is 3. Surprise: with [1, 1] cat has more than I thought, its score is 4 and that of chases only 3.
# %% query-cat
query_cat = torch.tensor([2.0, -0.5]) * 2
# %% query-split
# right between the two keys
query_split = keys[1] + keys[2]
# %% after query-split-check
# the middle of both should be fair to both...
compute_attention(query_split, keys, values, tokens);
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output x2, scores x4. For long texts the scores become the largest part.
