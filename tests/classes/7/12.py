# A physics student who writes much Python: a nested comprehension multiplies every component with every other, the paper is then changed to match the code, and a helper reads a global name instead of its argument.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# had 2, 9, 9, 4 on paper, but the check of the code said that one of the two is off, so corrected
by_hand_scores = [5, 20, 15, 10]
by_hand_weights = [0.1, 0.4, 0.3, 0.2]
# The numbers of the output.
by_hand_output = [2.2, 1.0]
# %% scores
def dot(a, b):
    return float(sum(x * y for x in a for y in b))

scores = [dot(query, key) for key in keys]
# %% weights
# Four numbers, one share for each token.
normalise = lambda xs: [x / sum(xs) for x in xs]
weights = normalise(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def mix(w):
    total = torch.zeros(2)
    for weight, value in zip(weights, values):
        total += weight * value
    return total

output = mix(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = normalise([math.exp(s) for s in scores])
softmax_output = mix(softmax_weights)
# %% softmax-reflection
# cat takes nearly everything (0.993), the others lose all of their weight to it, chases too. This is like a Boltzmann distribution at low temperature: a gap of 5 is already a factor of 148.
# %% experiment
# My prediction: twice as long is like half the temperature, so sharper
my_query = 2 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: a tenth is hot, nearly uniform
compute_attention(query / 10, keys, values, tokens)
# %% experiment-reflection
# The length works like an inverse temperature, as predicted: query / 10 is nearly uniform. I was surprised that [2, 3] gives cat and chases the same here, in my own numbers cat was ahead. Both keys have 9 in the picture.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, -1.0])
# %% query-split
query_split = 2 * query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and outputs scale with N (factor 2), scores with N squared (factor 4). For N = 100000 that is 10^10 numbers per head.
