# 01: Polish pupil, maths olympiad, writes every vector as a complex number; everything right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
# iloczyn skalarny = Re( conj(q) * k ), plane vectors are complex numbers
q = complex(*query.tolist())
scores = []
for token, key in zip(tokens, keys):
    k = complex(*key.tolist())
    scores.append((q.conjugate() * k).real)
# %% weights
# Four numbers, one share for each token.
suma = sum(scores)
weights = tuple(wynik / suma for wynik in scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
srodek = 0j      # the barycentre
for waga, wartosc in zip(weights, values):
    srodek += waga * complex(*wartosc.tolist())
output = [srodek.real, srodek.imag]
# %% softmax
# Four weights made with exponentials, and the output that they give.
import math
# only differences matter, so I measure everything from the last token (it gets e^0 = 1)
potegi = [math.e ** (wynik - scores[-1]) for wynik in scores]
softmax_weights = tuple(p / math.fsum(potegi) for p in potegi)
srodek2 = sum(p * complex(*v.tolist()) for p, v in zip(softmax_weights, values))
softmax_output = [srodek2.real, srodek2.imag]
# %% softmax-reflection
# Cat and chases got more (0.375 -> 0.498 each), both "the" almost lost everything.
# The weights always add up to 1, so what the two "the" lost went to cat and chases, half and half.
# Softmax looks at differences of scores: 5 points less means e^5 = 148 times less.
# %% experiment
# My prediction: [-2, -3] is the opposite, so the first "the" (smallest score before) wins now.
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: twice as long, cat and chases still 50:50, the rest vanishes
compute_attention(2 * query, keys, values, tokens);
# %% experiment-reflection
# I predicted that the negative query turns the order round: scores -2, -9, -9, -4.
# What surprised me: the first "the" gets 0.88, I expected a more even share.
# Explanation: the difference between -2 and -4 is already a factor e^2 = 7.4.
# %% query-cat
# chases is 3i. Multiplying by -i turns it by 90 degrees: then chases has the score 0 and cat a large one.
obrot = -1j * complex(*keys[2].tolist())
query_cat = [obrot.real, obrot.imag]
# %% query-split
# must be perpendicular to (cat - chases), so turn the difference by +90 degrees
roznica = complex(*(keys[1] - keys[2]).tolist())
prostopadly = 2 * 1j * roznica
query_split = [prostopadly.real, prostopadly.imag]
# %% shapes
n, d = 50, 896 // 14
keys_shape = (n, d)
scores_shape = (n, n)
output_shape = (n, d)
# %% shapes-reflection
# All three change. Keys and output have twice as many numbers, the scores four times (100 x 100).
# For very long texts the table of scores grows with the square and is the bottleneck.
