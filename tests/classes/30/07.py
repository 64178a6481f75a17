# 07: exchange student who thinks in MATLAB; one product wrong on paper hides a reshape that should be a transpose
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 6, 4]
by_hand_weights = [2/21, 9/21, 6/21, 4/21]
# The numbers of the output.
by_hand_output = [48/21, 21/21]
# %% scores
scores = []
for k in range(len(tokens)):
    scores.append(query @ keys[k, :])
# %% after scores
# check: chases on paper 6, in code 9. I trust the computer and go on
scores
# %% weights
# Four numbers, one share for each token.
s = torch.tensor(scores)
weights = s / s.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# Matlab: V' * w, with one column of V' for each token
def mix(w):
    n, d = values.shape
    Vt = values.reshape(d, n)
    return Vt @ w

output = mix(weights)
# different from paper, but my weights are different too
# %% softmax
# Four weights made with exponentials, and the output that they give.
E = torch.exp(s)
softmax_weights = E / E.sum()
softmax_output = mix(softmax_weights)
# %% softmax-reflection
# cat and chases: more. the and the: less, nearly zero. The weight moved to the highest scores because exp grows faster than a line.
# %% experiment
# My prediction: [1, -1] is good for the last the, because it has no second component
my_query = torch.tensor([1.0, -1.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: 4 times longer, the same winner
compute_attention(4 * my_query, keys, values, tokens);
# %% experiment-reflection
# For [1, -1] I predicted the last "the" but cat has the same score (3 - 1 = 2, and 2 - 0 = 2) so they are equal, this surprised me.
# Four times longer: the same two win and the others are at zero, predicted.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = 3 * torch.tensor([1.0, -0.2])
# %% query-split
# the bisector of the angle between the two keys
unit = lambda v: v / torch.sqrt(v @ v)
query_split = unit(keys[1]) + unit(keys[2])
# 0.512 and 0.414, nearly
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys 100x64 and output 100x64: double. scores 100x100: four times. For long texts the score matrix is too big.
