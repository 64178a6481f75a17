# 02: power engineer, every vector is a phasor (complex number), Millman's theorem and decibels; all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
G = 2 + 9 + 9 + 4
by_hand_weights = [2/G, 9/G, 9/G, 4/G]
# The numbers of the output.
by_hand_output = [54/G, 27/G]
# %% scores
# Two components = one phasor. The dot product is the "active power": Re(conj(q) * k) = |q| |k| cos(phi)
q = complex(*query.tolist())
scores = []
for token, key in zip(tokens, keys):
    k = complex(*key.tolist())
    S = q.conjugate() * k
    scores.append(S.real)      # S.imag is the "reactive" part, not needed
# %% after scores
import cmath
for token, key in zip(tokens, keys):
    k = complex(*key.tolist())
    print(token, "phi =", round(math.degrees(cmath.phase(k) - cmath.phase(q)), 1), "deg")
# %% weights
# Four numbers, one share for each token.
# current divider: I_n / I = G_n / G_total
G_total = sum(scores)
weights = tuple(map(lambda G_n: G_n / G_total, scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# Millman: sources E_n behind conductances G_n on one node, U = sum(G_n E_n) / sum(G_n)
def millman(G, E):
    numerator = 0j
    for G_n, E_n in zip(G, E):
        numerator += G_n * E_n
    return numerator / sum(G)

E = [complex(re, im) for re, im in values.tolist()]
U = millman(scores, E)
output = [U.real, U.imag]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# score in neper-like units -> dB -> linear:  e^s = 10^(dB/10) with dB = s * 10*log10(e)
DB_PER_POINT = 10 * math.log10(math.e)     # 4.3429...
linear = [10 ** (s * DB_PER_POINT / 10) for s in scores]
softmax_weights = torch.tensor(linear) / sum(linear)
U_soft = millman(linear, E)
softmax_output = torch.tensor([U_soft.real, U_soft.imag])
# %% softmax-reflection
# The two strong ones (cat, chases) went from 37.5 % to 49.8 %, both "the" dropped to almost nothing.
# One point of score is 4.34 dB, so 5 points are 21.7 dB, a factor 148. What the weak lose, the strong get, the sum stays 1.
# %% experiment
# My prediction: turn the query by 90 degrees, [-3, 2]: then cat gets a negative score and chases stays ahead
my_query = torch.tensor([-3.0, 2.0])
# Then: compute_attention(my_query, keys, values, tokens)
turned = compute_attention(my_query, keys, values, tokens)
# My prediction: half the length, same bars
half = compute_attention(query / 2, keys, values, tokens)
# %% experiment-reflection
# I predicted that turning by 90 degrees kills cat, its key then stands at more than 90 degrees to the query.
# Half the length did NOT give the same bars: the angle is the same, but the differences of the scores are halved, so "the" gets some weight again.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# the nearest competitor is the last "the": point along the difference of the two, and give it length
query_cat = 3 * (keys[1] - keys[3])
# %% query-split
# equal scores <=> query at right angles to (cat - chases): times j turns by 90 degrees
difference = complex(*(keys[1] - keys[2]).tolist())
turned = 1.5 * (1j * difference)
query_split = [turned.real, turned.imag]
# %% shapes
keys_shape = [50, 896 / 14]
scores_shape = [50, 50]
output_shape = [50, 896 / 14]
# %% shapes-reflection
# keys (100, 64) and output (100, 64) double, scores (100, 100) go up 4 times. Long texts get expensive with the square of the length.
