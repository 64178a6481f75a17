# A mechatronics student with some object-oriented programming, works in own cells, uses fractions and einsum; all right
# %% by-hand
from fractions import Fraction as F
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [F(2), F(9), F(9), F(4)]
by_hand_weights = [F(2, 24), F(9, 24), F(9, 24), F(4, 24)]
# The numbers of the output.
by_hand_output = [F(9, 4), F(9, 8)]
# %% after scores
class Attention:
    """One query against all keys."""

    def __init__(self, q, K, V):
        self.q, self.K, self.V = q, K, V

    def scores(self):
        return torch.einsum("nd,d->n", self.K, self.q)

    def plain(self):
        s = self.scores()
        return s / torch.sum(s)

    def soft(self):
        e = self.scores().exp()
        return e / torch.sum(e)

    def mix(self, w):
        return torch.einsum("n,nd->d", w, self.V)


att = Attention(query, keys, values)
scores = att.scores()
scores
# %% weights
weights = att.plain()
# %% output
output = att.mix(att.plain())
# %% softmax
softmax_weights = att.soft()
softmax_output = att.mix(att.soft())
# %% softmax-reflection
# cat and chases: more, both the: less. It shares out by differences, so that a score that is a few points lower gets next to nothing. This makes the choice clearer and works with negative scores as well.
# %% experiment
# My prediction: [0, -1] chases gets the least, the two the get the same
my_query = torch.tensor([0.0, -1.0])
Attention(my_query, keys, values).soft(), compute_attention(my_query, keys, values, tokens)
# My prediction: [0, -4] the same, but clearer
compute_attention(torch.tensor([0.0, -4.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted the two the had equal weights for [0, -1], their keys differ only in x and x was not asked for. That cat kept so much of it was a surprise, with the longer query it was gone.
# %% query-cat
query_cat = 2 * keys[1] - keys[2]
# %% query-split
# same score for both: the query is perpendicular to the difference of the two keys
diff = keys[1] - keys[2]
query_split = torch.stack([-diff[1], diff[0]])
# %% shapes
tokens_in_text, width, heads = 50, 896, 14
keys_shape = tokens_in_text, width // heads
scores_shape = tokens_in_text, tokens_in_text
output_shape = keys_shape
# %% shapes-reflection
# keys_shape and output_shape: (100, 64), twice. scores_shape: (100, 100), four times. The work for long texts goes up with the square of the length.
