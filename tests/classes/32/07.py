# 07: a computational linguist in a hurry, does not know that `=` copies nothing: scores and query change under his hands
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum().item())
# %% weights
# Four numbers, one share for each token.
weights = scores
for i in range(len(weights)):
    weights[i] = weights[i] / sum(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = sum(w * v for w, v in zip(weights, values))
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / exps.sum()
softmax_output = softmax_weights @ values
# not yet: "your scores are not those from paper" - but step 1 was green??
# %% softmax-reflection
# In my numbers softmax is flatter (0.16, 0.22, 0.29, 0.32), which I did not expect, I think it should be the other way
# round and cat and chases should get most of it because e^9 is so much more than e^4. Something is off in my weights.
# %% experiment
# My prediction: [-2, -3] is the mirror image, the two "the" get everything
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 0] no idea, error?
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# The negative query did what I predicted, the two "the" win (0.879 and 0.119). The query [0, 0] surprised me: it is no
# error, all scores are 0 whatever the key is, and e^0 = 1 for everybody, so each gets 0.25.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = query
query_cat[1] = 0.0   # chases is only in the second component
query_cat *= 3       # 0.865 was too little
# %% query-split
# the one we know is [2, 3], longer is better
query_split = 2 * query
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# Keys and outputs double, scores x 4 (quadratic). That is why context windows are limited.
