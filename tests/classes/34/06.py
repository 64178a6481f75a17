# 06: astronomy, thinks in dex, has cleaned up the notebook and moved a function further down
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    qx, qy = query
    kx, ky = key
    scores.append(qx * kx + qy * ky)
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores)
weights = weights / weights.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = stack_frames(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
def stack_frames(w, frames):
    """Weighted coadd of some frames (needed twice)"""
    coadd = torch.zeros(frames.shape[1])
    for i in range(len(frames)):
        coadd += w[i] * frames[i]
    return coadd

# I stay in dex: 10 instead of e, the base is only a convention
boosted = 10 ** torch.tensor(scores)
softmax_weights = boosted / boosted.sum()
softmax_output = stack_frames(softmax_weights, values)
# %% after softmax
# check: "does not grow with its score as an exponential does"? 10**x is an exponential too. The weights add to 1, I keep it
# %% softmax-reflection
# The bright ones (cat, chases) get brighter, 0.375 to 0.500, and the others vanish. Each point of score is one order of magnitude
# so the last token is 5 dex below cat. That is where the lost weight went.
# %% experiment
# My prediction: [2, 0] no weight for chases, cat > the > the
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [2, 1] same order, chases comes before the first the
my_query = torch.tensor([2.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# A second component brings chases back, as predicted, its key only has a second component. The surprise was how little: from 0.002 to 0.017 only.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
# same direction as the known one, a fifth of the length
query_split = query / 5
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The 64 stays, 50 becomes 100. Keys and outputs x 2, scores x 4, for a text of a million tokens it would be 10^12 scores.
