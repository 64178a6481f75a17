# Mathematician, comprehensions and dictionaries, trusts the paper
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [3, 11, 6, 6]
by_hand_weights = [3/26, 11/26, 6/26, 6/26]
# The numbers of the output.
by_hand_output = [56/26, 23/26]
# %% scores
# With query the check said: the (0) on paper 3, in code 2. I did it again by hand and it is 3.
# So the query has to be read the other way round
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query.flip(0), key).item())
# %% weights
weights = [s / sum(scores) for s in scores]
# %% after weights
# weight of each token
w = dict(zip(tokens, weights))
w
# %% output
output = sum(w[t] * v for t, v in zip(tokens, values))
# %% softmax
import math
a = [math.exp(s) for s in scores]
softmax_weights = [x / sum(a) for x in a]
w_soft = dict(zip(tokens, softmax_weights))
softmax_output = sum(w_soft[t] * v for t, v in zip(tokens, values))
# %% softmax-reflection
# Cat gets 0.99 instead of 0.42, everyone else nearly nothing, also chases. The exponential function rewards the largest score.
# %% experiment
# My prediction: [3, 2] is my query from step 1, cat gets 0.99
my_query = torch.tensor([3.0, 2.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: [-3, 0] gives the smallest first component, chases
compute_attention(torch.tensor([-3.0, 0.0]), keys, values, tokens);
# %% experiment-reflection
# The prediction for [3,2] was right, cat had 0.99. With [2,3] it was a surprise that cat and chases are exactly equal, 2*3+3*1 = 9 and 3*3 = 9.
# %% query-cat
query_cat = [3, 2]
# %% query-split
# 3x + y = 3y, so 3x = 2y
query_split = [4, 6]
# %% shapes
TOKENS = 50
WIDTH = 896 // 14      # width of one head
keys_shape = (TOKENS, WIDTH)
scores_shape = (TOKENS, TOKENS)
output_shape = (TOKENS, WIDTH)
# the check says 14 heads would need a width of 896 and the model has 64??
# %% shapes-reflection
# keys and output double, scores are squared so 4 times as many. Twice the text costs four times as much.
