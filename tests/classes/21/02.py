# 02: quick, works on the bus, goes on as soon as something looks about right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token in tokens:
    i = tokens.index(token)
    scores.append(torch.dot(keys[i], query))
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights[1] * values[1] + weights[2] * values[2]   # both "the" have [0, 0]
# %% softmax
# Four weights made with exponentials, and the output that they give.
ex = [torch.exp(s) for s in scores]
softmax_weights = [x / sum(ex) for x in ex]
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output += w * v
# %% softmax-reflection
# cat + chases got more, the thes lost. The big ones get bigger with e.
# %% experiment
# My prediction: negative -> the small ones win
my_query = torch.tensor([-1.0, -1.0])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# With [1, 3] cat lost, I had that. With [-1, -1] the first the wins, because its key is the
# shortest so its score is the least negative. That surprised me.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([2.0, 0.0])   # 0.865, so 0.9
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# all of them, scores x4, the other two x2. long texts = slow
