# 03: C++ developer (game engine): believes that `=` copies, so the accumulator is values[0] itself; stores vectors as columns as in Eigen; one wrong number on paper
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1./12, 3./8, 3./8, 1./6]
# The numbers of the output.
by_hand_output = [2.25, 1.5]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # std::inner_product
    acc = 0.0
    for a, b in zip(query, key):
        acc += a * b
    scores.append(float(acc))
# %% weights
# Four numbers, one share for each token.
inv = 1.0 / sum(scores)   # one division, four multiplications
weights = [s * inv for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values[0]          # auto output = values[0];
output *= weights[0]
for i in range(1, len(tokens)):
    output += weights[i] * values[i]
# %% after output
print(output)   # second component: 1.125, I had 1.5 on the handout. Computer is right I guess
# %% softmax
# Four weights made with exponentials, and the output that they give.
peak = max(scores)
softmax_weights = [math.exp(s - peak) for s in scores]
inv = 1.0 / sum(softmax_weights)
softmax_weights = [e * inv for e in softmax_weights]
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output += w * v
# %% softmax-reflection
# Cat and chases get 0.498 each instead of 0.375. The rest goes down to 0.0005 and 0.003. Weight sums to one so it moved to the winners. exp amplifies differences of scores.
# %% experiment
# My prediction: twice as long = sharper, cat and chases still equal
my_query = 2 * query
# Then: compute_attention(my_query, keys, values, tokens)
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# Twice the query leaves the tie and squeezes the others to nothing, as predicted. I did not expect that with [1, 3] cat falls that far (0.047): the score of chases stays 9 and cat has only 6, three points = factor 20.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0]) * 1.5
# %% shapes
d = 896 // 14   # 64
keys_shape = (d, 50)      # one column per token, contiguous
scores_shape = (50, 50)
output_shape = (d, 50)
# %% shapes-reflection
# Keys and output double, scores times four. O(n^2) memory, so long texts need tiling.
