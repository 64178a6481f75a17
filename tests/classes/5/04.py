# Physicist, numpy with compact in-place operators
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
import numpy as np
K = keys.numpy()
q = query.numpy()
K *= q                      # component by component, every row
scores = K.sum(axis=1)      # and add up
print(scores)
# %% weights
weights = scores / scores.sum()
# %% output
V = values.numpy()
output = weights @ V
# %% softmax
p = np.exp(scores)
p /= p.sum()
softmax_weights = p
softmax_output = p @ V
# %% softmax-reflection
# The two large scores now share almost all of the weight, the others are exponentially suppressed, as in a Boltzmann distribution.
# %% experiment
# My prediction: along y only chases has a big component, so chases wins
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: along x cat wins
compute_attention(torch.tensor([0.5, 0.0]), keys, values, tokens);
# %% experiment-reflection
# Predicted: along x cat wins since its key has the largest first component. Surprising: already [2, 3] gives nearly everything to chases, although the scores in step 1 were equal. I could not explain this.
# %% query-cat
# along x. [1, 0] gives 0.866, so twice as long
query_cat = torch.tensor([2.0, 0.0])
# %% query-split
# I thought [2, 3] because of step 1 but the check says cat gets 0.002 and chases 0.997
# turned it towards cat until it was even
query_split = torch.tensor([1.0, 1.0])
# %% shapes
N = 50
d = 896 // 14
keys_shape = (N, d)
scores_shape = (N, N - 1)    # no self-interaction, each token looks at the others
output_shape = (N, d)
# %% shapes-reflection
# Keys and output double. The number of pairs goes from 50*49 to 100*99, about four times. Like a pair interaction it is O(N^2), so long texts are expensive.
