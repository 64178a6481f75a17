# Physicist, thinks in index notation, works with numpy and einsum throughout
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% after by-hand
import numpy as np
K = keys.numpy().copy()      # K_ti
V = values.numpy().copy()    # V_tj
q = query.numpy().copy()     # q_i
K.shape, V.shape, q.shape
# %% scores
# s_t = K_ti q_i   (sum over i)
scores = np.einsum("ti,i->t", K, q)
scores
# %% weights
Z = np.einsum("t->", scores)
weights = scores / Z
# %% output
# o_j = w_t V_tj
output = np.einsum("t,tj->j", weights, V)
# %% softmax
# shift by the largest score first, the ratio does not change
boltz = np.exp(scores - scores.max())
softmax_weights = boltz / boltz.sum()
softmax_output = np.einsum("t,tj->j", softmax_weights, V)
# %% softmax-reflection
# Cat and chases went up from 0.375 to about 0.498 each, both "the" went down to nearly 0. The lost weight went to the two tokens with the top score.
# The exponential turns differences of scores into ratios, so 9 against 4 becomes a factor e^5.
# %% experiment
# My prediction: along the x axis only the first component of the keys counts, so cat > the(3) > the(0) > chases
my_query = torch.tensor([1.0, 0.0])
_ = compute_attention(my_query, keys, values, tokens)
# prediction: twice the length = half the temperature, sharper
_ = compute_attention(2 * my_query, keys, values, tokens)
# %% experiment-reflection
# Twice the length made the distribution sharper, as I predicted (like lowering the temperature). What surprised me: with [1,0] the last "the" is second, because its key is [2,0] and points exactly along the query.
# %% query-cat
# perpendicular to chases = (0,3), so along +x; a bit of -y does not hurt much
phi = np.deg2rad(-5)
query_cat = 4 * np.array([np.cos(phi), np.sin(phi)])
# %% query-split
# need q.(k_cat - k_chases) = 0, so rotate the difference by 90 degrees
d = K[1] - K[2]
query_split = 0.8 * np.array([-d[1], d[0]])
query_split
# %% shapes
n_t = 50
d_head = 896 // 14
keys_shape = (n_t, d_head)
scores_shape = (n_t, n_t)
output_shape = (n_t, d_head)
# %% shapes-reflection
# Keys and output go from 50x64 to 100x64, two times as many numbers. The scores go from 50x50 to 100x100, four times as many. So for very long texts the scores grow quadratically and fill the memory.
