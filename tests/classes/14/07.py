# A student with physics as a second subject: normalises like a state vector and squares; hands in two queries for one
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(query @ key)
# %% weights
# Four numbers, one share for each token.
psi = torch.stack(scores)
psi = psi / torch.linalg.norm(psi)
weights = psi**2       # before: psi alone added to 1.78, the squares add to 1
weights, weights.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights @ values
# %% softmax
# Four weights made with exponentials, and the output that they give.
boltzmann = torch.exp(torch.stack(scores))
Z = boltzmann.sum()
softmax_weights = boltzmann / Z
softmax_output = softmax_weights @ values
# %% softmax-reflection
# Compared with my weights 0.02, 0.45, 0.45, 0.09 both *the* lose nearly all and cat and chases get it, like a Boltzmann distribution at low temperature.
# %% experiment
# My prediction: twice as long = half the temperature, so sharper
my_query = 2 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: high temperature, all about the same
compute_attention(0.05 * query, keys, values, tokens);
# %% experiment-reflection
# The length acts like 1/T: with 0.05 * query all weights were near 0.25, as predicted. Surprise: 2 * query changed next to nothing, since cat and chases tie with a score of 18 and so share evenly at each temperature.
# %% query-cat
query_cat = torch.tensor([5.0, -1.0])
# %% query-split
# the one that I know already, and another one. They lie on the same line
query_split = torch.tensor([[2.0, 3.0], [4.0, 6.0]])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# N doubles: keys N*64 and output N*64 double, scores N^2 is 4 times as much. For a book N^2 is far too much for the memory.
