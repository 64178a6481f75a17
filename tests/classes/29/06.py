# 06: a game developer: a 2D vector is a complex number, the mixture is a running lerp; entirely right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
# old 2D trick: a vector is a complex number, and dot(a, b) is the real part of conj(a) * b
# (the imaginary part would be the 2D cross product)
def vec(t):
    x, y = t.tolist()
    return complex(x, y)

scores = []
for token, key in zip(tokens, keys):
    scores.append((vec(query).conjugate() * vec(key)).real)
# %% weights
# Four numbers, one share for each token.
# loot table: drop chance = own tickets / all tickets
tickets = 0.0
for s in scores: tickets += s
weights = []
for s in scores: weights.append(s / tickets)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
spots = [vec(v) for v in values]
acc = 0j
for i in range(len(spots)):
    acc += weights[i] * spots[i]
output = (acc.real, acc.imag)
# %% after output
def lerp(a, b, t):
    return a + (b - a) * t
# %% softmax
# Four weights made with exponentials, and the output that they give.
# one pass like blending animation clips: each clip is lerped in with its part of the weight so far.
# top is subtracted so that exp cannot blow up, it cancels out anyway
top = max(scores)
pose, heat = 0j, 0.0
for s, spot in zip(scores, spots):
    h = math.exp(s - top)
    heat += h
    pose = lerp(pose, spot, h / heat)

softmax_weights = [math.exp(s - top) / heat for s in scores]
softmax_output = (pose.real, pose.imag)
# %% softmax-reflection
# Buffed: cat and chases, 0.375 to 0.498. Nerfed: both "the", together from 0.25 to under 0.004. Total is always 1, so
# every bit that they lost went to the top two. Each point of score is a factor of e, so small gaps become big ones.
# %% experiment
# My prediction: rotate the query by 90 degrees (times 1j), [-3, 2]: chases only one with positive score -> chases
my_query = torch.tensor([-3.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: tiny query, all about the same
compute_attention(query * 0.01, keys, values, tokens)
# %% experiment-reflection
# Rotated by 90 degrees the query gave everything to chases, as predicted, all other keys look to the right where the
# query is negative. The tiny query surprised me a bit: even with the same direction it is nearly 1/4 for all, so length is
# a temperature knob.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 1.5])
# %% query-split
# cat - chases = [3, -2], perpendicular to that = times 1j = [2, 3]. So scale it.
n = (3 - 2j) * 1j
query_split = [5 * n.real, 5 * n.imag]
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = keys_shape[:1] * 2                   # token x token
output_shape = scores_shape[:1] + keys_shape[1:]    # inner 50 goes away
# %% shapes-reflection
# keys and output: 2x. scores: 4x, it is the all-pairs collision check, O(n^2). For very long texts you would want something
# like a broad phase, otherwise memory and frame time explode.
