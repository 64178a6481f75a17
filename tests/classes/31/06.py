# 06: biochemist who lives in Mathematica and on a pocket calculator: EXP means ten to the power, parts count from 1, and the output goes back to the whole width
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
# my old friends from Mathematica
Total = lambda lst: sum(lst[1:], lst[0])
Map = lambda f, lst: [f(x) for x in lst]
MapThread = lambda f, a, b: [f(x, y) for x, y in zip(a, b)]
Times = lambda x, y: x * y

scores = []
for token, key in zip(tokens, keys):
    scores += [Total(MapThread(Times, query.tolist(), key.tolist()))]
# %% weights
# Four numbers, one share for each token.
weights = Map(lambda s: s / Total(scores), scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = Total(MapThread(Times, weights, values))
# %% softmax
# Four weights made with exponentials, and the output that they give.
EXP = lambda s: 10 ** s      # like the EXP key
softmax_weights = Map(lambda s: EXP(s) / Total(Map(EXP, scores)), scores)
softmax_output = Total(MapThread(Times, softmax_weights, values))
# %% softmax-reflection
# Cat and chases go up to one half each, and the two "the" vanish completely (5e-8 and 5e-6).
# That is like pH, one point is a factor of ten. The check complains that the weights do not grow like an exponential, but they do, only in powers of ten.
# %% experiment
# My prediction: Table of queries {t, 1}: somewhere cat takes over from chases, at 3t + 1 = 3, t = 2/3
for t in [0.0, 0.5, 1.0, 1.5]:
    my_query = torch.tensor([t, 1.0])
    # Then: compute_attention(my_query, keys, values, tokens)
    weights_t, output_t = compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With t from 0 to 1.5 the weight moves from chases to cat, I had predicted the crossing at t = 2/3 from 3t + 1 = 3.
# It surprised me that also the last "the" grows with t. Its key {2, 0} likes a large first component too.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# three times the key of cat itself, the 2nd token
query_cat = 3 * keys[2]
# %% query-split
# Solve[3 x + y == 3 y, y]  ->  y = 3 x / 2
query_split = torch.tensor([1.4, 2.1])
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896)   # back to the width, one full vector per token
# %% shapes-reflection
# keys and output double, the scores become four times as many (10000). The memory for long texts grows quadratically.
