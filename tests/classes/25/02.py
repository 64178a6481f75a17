# 02: Physicist who writes plane vectors as complex numbers and softmax as a Boltzmann distribution, with exact fractions; everything is right.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2*1 + 3*0, 2*3 + 3*1, 2*0 + 3*3, 2*2 + 3*0]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% after by-hand
# Notation. A vector of the plane is a complex number x + iy. Then a.b = Re(conj(a) b).
def z(vector):
    x, y = vector.tolist()
    return complex(x, y)

def pair(number):
    return [number.real, number.imag]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    overlap = z(query).conjugate() * z(key)
    scores += [overlap.real]
    print(token, overlap)   # the imaginary part is the cross product, not needed
# %% weights
# Four numbers, one share for each token.
from fractions import Fraction

norm = Fraction(0)
for s in scores:
    norm += Fraction(s)
weights = [Fraction(s) / norm for s in scores]   # exact, 1/12 3/8 3/8 1/6
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# = centre of mass of the values, if the weights are masses with total mass 1
centre = 0j
for mass, value in zip(weights, values):
    centre += float(mass) * z(value)
output = pair(centre)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# I guess exp(5) = 148 times.
# Boltzmann with kT = 1 and energy E = -score, measured from the ground state
import math

energies = [-s for s in scores]
ground = sorted(energies)[0]
boltzmann = [math.exp(-(E - ground)) for E in energies]
Z = math.fsum(boltzmann)
softmax_weights = [b / Z for b in boltzmann]
softmax_output = pair(math.fsum(p * v.real for p, v in zip(softmax_weights, map(z, values)))
                      + 1j * math.fsum(p * v.imag for p, v in zip(softmax_weights, map(z, values))))
# %% softmax-reflection
# Cat and chases are a degenerate ground state: they take 0.498 each. Both "the" are excited states, 5 and 7 units
# higher, and are practically empty now; what they had before (together a quarter) went to cat and chases in equal
# parts. Only differences of scores matter, so a constant added to all changes nothing, and negative scores are no problem.
# %% experiment
# My prediction: twice as long = half the temperature, both "the" vanish completely, cat = chases stays
my_query = 2 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: length nearly 0 = infinite temperature, all 1/4
my_query = 0.01 * query
_ = compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# A short query gives 0.25 for everybody, as predicted: all scores are near zero, so all exponentials near 1.
# A surprise was [1, 3]: cat goes down from 0.498 to 0.047 only because the first number became one smaller. The key of cat
# has 3 there, so its score drops by 3, that is a factor of 20; the key of chases has 0 there.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# direction of cat's own key is 18.4 degrees above the axis, length 4
import cmath
query_cat = pair(cmath.rect(4, cmath.phase(z(keys[1]))))
# %% query-split
# 3x + y = 3y  ->  y/x = 3/2, any length that is not too short
query_split = pair(cmath.rect(5, math.atan2(3, 2)))
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# keys and outputs double (6400 numbers), scores become four times as many: 2500 to 10000. It is pair interaction,
# every particle with every particle, N squared. At 100 000 tokens that is 10^10 scores for one head, too much to store.
