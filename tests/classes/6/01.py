# Summer-school pupil, strong in maths: fractions on paper, matrix notation and einsum in code, queries derived instead of guessed.
# %% by-hand
from fractions import Fraction as F
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(s, 24) for s in by_hand_scores]   # 1/12, 3/8, 3/8, 1/6
by_hand_output = [F(9, 4), F(9, 8)]
# %% after by-hand
by_hand_weights, sum(by_hand_weights)
# %% scores
# s_i = sum_j K_ij q_j, no loop needed
scores = torch.einsum("ij,j->i", keys, query)
# %% weights
weights = scores / torch.einsum("i->", scores)
# %% output
output = torch.einsum("i,ij->j", weights, values)
# %% softmax
# softmax does not change when the same number is taken off every score; then nothing overflows
shifted = scores - scores.max()
softmax_weights = shifted.exp() / shifted.exp().sum()
softmax_output = torch.einsum("i,ij->j", softmax_weights, values)
# %% softmax-reflection
# Cat and chases got more (0.375 to 0.498), both *the* got less: the first one practically everything, 0.083 to 0.0005.
# A difference of d in the score becomes a factor of e^d in the weight, so 5 points behind means 1/148 of the weight of the winner.
# %% experiment
# My prediction: (0, -1): only chases has a negative score, so it loses nearly all, and the three others are not equal: cat has -1.
my_query = torch.tensor([0.0, -1.0])
_ = compute_attention(my_query, keys, values, tokens)
# My prediction: (-2, 3): chases has 9, the others are negative, so chases takes it all
_ = compute_attention(torch.tensor([-2.0, 3.0]), keys, values, tokens)
# %% experiment-reflection
# Turning the query to (0, -1) gave both *the* equal weight, as predicted, because their keys have second component 0. I was surprised that cat is still at 0.15: its key has a 1 there, so it loses only a factor e.
# %% query-cat
# perpendicular to the key of chases is (1, 0); make it long: cat beats "the (3)" by x, so I need e^-x + e^-2x + e^-3x < 1/9
query_cat = 4 * torch.tensor([1.0, 0.0])
# %% query-split
# equal scores: q . (k_cat - k_chases) = 0, so turn the difference by 90 degrees
d = keys[tokens.index("cat")] - keys[tokens.index("chases")]
quarter_turn = torch.tensor([[0.0, -1.0], [1.0, 0.0]])
query_split = quarter_turn @ d
# %% after query-split
query_split, keys @ query_split
# %% shapes
n, d_head = 50, 896 // 14
keys_shape = (n, d_head)
scores_shape = (n, n)
output_shape = (n, d_head)
# %% shapes-reflection
# Keys and output double, from 3200 to 6400 numbers. Scores go from 2500 to 10000, four times as many, because both sides double. So for long texts the scores cost O(n^2), and that becomes the problem.
