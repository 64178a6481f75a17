# 04: a physics teacher; sees energies, a partition function and a centre of mass
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(float(query @ key))   # work = force . displacement
# %% weights
# Four numbers, one share for each token.
s = torch.tensor(scores)
weights = s / s.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# centre of mass: m_i r_i summed, total mass is 1
def centre_of_mass(m, r):
    return (m[:, None] * r).sum(dim=0) / m.sum()

output = centre_of_mass(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# this is the Boltzmann distribution: p_i = exp(-E_i / kT) / Z, with kT = 1
boltzmann = torch.exp(-s)
Z = boltzmann.sum()
softmax_weights = boltzmann / Z
softmax_output = centre_of_mass(softmax_weights, values)
# The check does not like how my weights grow. The normalisation is right (sum = 1), I think it is a question of convention.
# %% softmax-reflection
# Compared with plain division almost all the weight sits in one state, the first "the" (0.88). It is the ground state, and at kT = 1 the others are hardly occupied. The exponential suppresses whatever is several kT away.
# %% experiment
# My prediction: a query perpendicular to chases' key, [1, 0], gives chases least
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: small query = high temperature = nearly uniform
compute_attention(torch.tensor([0.1, 0.1]), keys, values, tokens)
# %% experiment-reflection
# Predicted: [0.1, 0.1] is nearly uniform, as at high temperature. Surprising for me: with [1, 0] the largest score gets the most here, cat with 3 gets 0.64. The keys' projection on the query decides, and chases is perpendicular with score 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 1.0])
# %% query-split
# halfway between the two directions: bisector of the angle, sum of the unit vectors
cat_direction = keys[1] / keys[1].norm()
chases_direction = keys[2] / keys[2].norm()
query_split = cat_direction + chases_direction
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output: factor 2. scores: factor 4, as for pair interactions of N particles. Long texts are an N-body problem: it grows with N squared.
