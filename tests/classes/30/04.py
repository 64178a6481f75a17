# 04: works from the code of 03 with names and loops changed; read the hint about clone, and lost a variable while renaming
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # int so that it looks like on paper
    s = int(torch.dot(query, key))
    scores.append(s)
# %% weights
# Four numbers, one share for each token.
weights = []
for s in scores:
    weights.append(s / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
out = values[0].clone()  # clone, else values gets changed
for w, val in zip(weights, values):
    out = out + w * val
output = out
# %% softmax
# Four weights made with exponentials, and the output that they give.
import math
powers = [math.exp(s) for s in scores]
softmax_weights = [p / sum(powers) for p in powers]
soft_out = values[0].clone()
for sw, val in zip(softmax_weights, values):
    soft_out = soft_out + w * val
softmax_output = soft_out
# %% softmax-reflection
# The weights of cat and chases increased from 0.375 to 0.498 and those of both "the" decreased to nearly 0. The weight goes to
# tokens with large scores, since the exponential function enlarges differences.
# %% experiment
# My prediction: a shorter query gives the same weights
my_query = torch.tensor([1.0, 1.5])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases is the winner
compute_attention(torch.tensor([0.0, 3.0]), keys, values, tokens)
# %% experiment-reflection
# With [0, 3] chases is the winner as predicted because of the 3 in its key. It was surprising that a shorter query
# gives more to the two "the".
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, 0.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = (50, 896 / 14)
# %% shapes-reflection
# Keys and output are (100, 64) which is double, scores are (100, 100) which is four times. So it gets quadratically more expensive.
