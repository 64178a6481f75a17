# 12: a mathematics teacher; exact fractions, and Decimal where e comes in, everything right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2 + 1/4, 1 + 1/8]
# %% scores
from fractions import Fraction

def exact(vector):
    return [Fraction(number) for number in vector.tolist()]

scores = []
for token, key in zip(tokens, keys):
    scores.append(sum((q * k for q, k in zip(exact(query), exact(key))), Fraction(0)))
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
print(*weights, "together", sum(weights))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
columns = list(zip(*(exact(value) for value in values)))    # transposed: one tuple per component
output = [sum(w * v for w, v in zip(weights, column)) for column in columns]
print(*output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# e to the s is irrational, so Fraction ends here: 40 decimal places instead
from decimal import Decimal, getcontext
getcontext().prec = 40

def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)

# 1 / (sum over j of e^(s_j - s_i)) is the same as e^(s_i) / (sum over j of e^(s_j))
softmax_weights = [1 / sum(decimal(other - own).exp() for other in scores) for own in scores]
softmax_output = [sum(w * decimal(v) for w, v in zip(softmax_weights, column)) for column in columns]
# %% softmax-reflection
# Cat and chases gained, from 3/8 to nearly 1/2; the two articles lost 1/12 and 1/6 nearly completely, and this quarter went in equal parts to cat and chases.
# The ratio of two weights is now e to the difference of the scores, and no longer the quotient of the scores.
# %% experiment
# My prediction: on the line y = 3/2 x cat and chases stay equal, also at a tenth of the length
my_query = torch.tensor([0.2, 0.3])
compute_attention(my_query, keys, values, tokens)
# My prediction: and also on the other side of the origin
compute_attention(torch.tensor([-0.2, -0.3]), keys, values, tokens)
# %% experiment-reflection
# Cat and chases stayed equal both times, as 3x + y = 3y on that line. I was surprised that on the other side they are equal but both the smallest: their scores are the most negative ones there.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([7.0, 1.0]) / 2
# %% query-split
x = 8.0
query_split = torch.tensor([x, 3 * x / 2])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# 50 * 64 becomes 100 * 64, twice as many, for keys and output. 50 * 50 becomes 100 * 100, four times as many. For n tokens it is n squared, so for a book the scores outgrow everything else.
