# a confident student with programming experience: small class, einsum, Fraction for the paper numbers; all right
# %% by-hand
from fractions import Fraction as F

# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(s, 24) for s in by_hand_scores]
# The numbers of the output.
by_hand_output = [F(9, 4), F(9, 8)]
# %% after by-hand
class Attention:
    """Keys and values stay, the way of making weights can be swapped."""

    def __init__(self, keys, values):
        self.K = keys
        self.V = values

    def score(self, q):
        return torch.einsum("td,d->t", self.K, q)

    def share(self, s):
        return s / s.sum()

    def mix(self, w):
        return torch.einsum("t,td->d", w, self.V)


class SoftAttention(Attention):
    def share(self, s):
        return super().share(torch.exp(s - s.max()))
# %% scores
att = Attention(keys, values)
scores = []
for token, score in zip(tokens, att.score(query)):
    scores.append(score.item())
# %% weights
# Four numbers, one share for each token.
weights = att.share(torch.tensor(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = att.mix(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# (subtracting the maximum changes nothing in the shares, it only avoids overflow)
soft = SoftAttention(keys, values)
softmax_weights = soft.share(torch.tensor(scores))
softmax_output = soft.mix(softmax_weights)
assert torch.allclose(softmax_weights, torch.softmax(torch.tensor(scores), 0))
# %% softmax-reflection
# Cat and chases went from 0.375 to almost 0.5 each, the two "the" went to nearly zero. Every point of
# score is a factor of e, so being 5 or 7 points behind costs a factor of 148 or 1097 and the lost
# weight ends up with the two leaders in equal parts because their scores are equal.
# %% experiment
# My prediction: [4, 6] is twice as long, so still 50/50 and the rest practically 0
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: negative: everything turns round, so "the" (0) wins
compute_attention(-query, keys, values, tokens);
# %% experiment-reflection
# Twice as long made the pattern sharper, as predicted. The negative query was what I wanted to see: the (0)
# has the smallest dot product with [2, 3], so it has the largest with [-2, -3] and takes most of the weight.
# %% query-cat
# cat's key is the only one with a large first AND a positive second component
query_cat = 2 * keys[1]
# %% query-split
# equal scores: 3a + b = 3b, so b = 1.5 a, any long enough vector in this direction
a = 3.0
query_split = torch.tensor([a, 1.5 * a])
# %% shapes
T, H, WID = 50, 14, 896
d = WID // H
_q, _k, _v = (torch.empty(T, d) for _ in range(3))
keys_shape = _k.shape
scores_shape = (_q @ _k.T).shape
output_shape = (_q @ _k.T @ _v).shape
# %% shapes-reflection
# Keys and output double (100 x 64), the scores become 100 x 100, which is four times as many. The cost of
# attention is quadratic in the length, so very long texts get expensive because of the scores.
