# a physics student, numpy all the way, with in-place arithmetic and unit vectors
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
by_hand_output = [9/4, 9/8]
# %% scores
import numpy as np
K = keys.numpy()
q = query.numpy()
scores = []
for token, key in zip(tokens, K):
    scores.append(np.dot(q, key))
scores = np.array(scores)
# %% weights
weights = scores / scores.sum()
# %% output
# multiply each row with its weight, then sum over the tokens
weighted = values.numpy()
weighted *= weights[:, np.newaxis]
output = weighted.sum(axis=0)
# %% softmax
boltzmann = np.exp(scores)
softmax_weights = boltzmann / boltzmann.sum()
softmax_output = softmax_weights @ values.numpy()
# check complains about `values`, but I never assign to values?! formula is right
# %% softmax-reflection
# Cat and chases got more (0.375 to 0.498), both "the" got less. The ratio of two weights is exp of the score difference, so the lost weight flows to the highest scores; it is the canonical distribution.
# %% experiment
# My prediction: antiparallel query -> opposite order
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: perpendicular to cat's key -> cat gets nothing
compute_attention(torch.tensor([-1.0, 3.0]), keys, values, tokens);
# %% experiment-reflection
# As predicted the order is reversed for the antiparallel query, the short key of the first "the" wins because its score -2 is nearest to 0. For the perpendicular query I was surprised that cat comes second and not last, its score is 0 but those of the two "the" are negative. The outputs look too small somehow.
# %% query-cat
query_cat = np.array([5.0, -1.0])
# %% query-split
# equal share = same angle to both keys -> angle bisector of the unit vectors
k_cat = K[1] / np.linalg.norm(K[1])
k_chases = K[2] / np.linalg.norm(K[2])
query_split = k_cat + k_chases
# was 3 * (...) first, then they are even further apart
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# N = 100: keys and output scale with N (x 2), the scores with N^2 (x 4). For long texts the N^2 term dominates memory and time.
