# a physics student who thinks in energies, and uses torch with loops
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.37, 0.38, 0.17]   # rounded so that it makes 1.00
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for tokens, key in zip(tokens, keys):
    scores.append(query @ key)
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(len(tokens)):
    output += weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# Boltzmann: p = exp(-E) / Z
boltzmann_factors = torch.exp(-torch.tensor(scores))
Z = boltzmann_factors.sum()
softmax_weights = boltzmann_factors / Z
softmax_output = torch.zeros(2)
for i in range(len(tokens)):
    softmax_output += softmax_weights[i] * values[i]
# restarted the kernel as the check says, still the same message
# %% softmax-reflection
# The first "the" got nearly everything (0.88) and cat and chases got almost nothing (0.001). The weight went to the state with the lowest score, as in a cold gas where everybody sits in the ground state.
# %% experiment
# My prediction: x axis, cat wins
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: y axis, chases wins
compute_attention(torch.tensor([0.0, 2.0]), keys, values, tokens);
# %% experiment-reflection
# On the x axis the second bar wins, on the y axis the third, as predicted from the components of the keys. I was surprised that the largest score wins here, in my own softmax it was the smallest. The labels of my bars are letters (t, h, e) and I do not know why.
# %% query-cat
query_cat = torch.tensor([4.0, -1.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# N -> 2N: keys and output double, the scores are quadrupled. For very long texts the scores are the bottleneck.
