# 06: teacher of physics from Germany, thinks of softmax as a Boltzmann distribution, and of an even split as the bisector
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
S = torch.stack(scores)
weights = S / S.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def schwerpunkt(massen, orte):
    """Centre of mass."""
    return (massen.reshape(-1, 1) * orte).sum(dim=0) / massen.sum()

output = schwerpunkt(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# This is Boltzmann with kT = 1: p_i = exp(-E_i) / Z
E = torch.stack(scores)
Z = torch.exp(-E).sum()          # Zustandssumme
softmax_weights = torch.exp(-E) / Z
softmax_output = schwerpunkt(softmax_weights, values)
# %% softmax-reflection
# In the exponential distribution the state with the smallest score takes most of the weight (0.88), and cat and chases are nearly empty.
# The sum stays 1. I am a bit surprised, I should have expected that the largest score wins. Temperature too low?
# %% experiment
# My prediction: [3, 0]: cat clearly first, then the last "the"
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: same direction with half the length = higher temperature, everything more even
compute_attention(my_query / 2, keys, values, tokens);
# %% experiment-reflection
# The length of the query acts like 1/T: with [1.5, 0] the distribution is flatter (cat 0.78 instead of 0.95), as predicted.
# I was surprised that chases gets practically nothing, but its key is perpendicular to the query.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, -1.0])
# %% query-split
# by symmetry: along the bisector between the two keys
richtung = keys[1] / keys[1].norm() + keys[2] / keys[2].norm()
query_split = 3 * richtung
# %% shapes
d = 896 // 14
keys_shape = (50, d)
scores_shape = (50, 50)
output_shape = (50, d)
# %% shapes-reflection
# Keys and outputs are proportional to n (factor 2), the scores to n^2 (factor 4).
# For n to infinity the n^2 term dominates, both memory and time.
