# likes classes and einsum, writes one small class in a cell of their own and reads the answers out of it
# %% by-hand
by_hand_scores = (2, 9, 9, 4)
by_hand_weights = (0.083, 0.375, 0.375, 0.167)
by_hand_output = (2.25, 1.125)
# %% after by-hand
class Attention:
    """One query looks at all keys."""

    def __init__(self, query, keys, values):
        self.q, self.k, self.v = query, keys, values

    def scores(self):
        return torch.einsum("d,td->t", self.q, self.k)

    def plain(self):
        return self.scores() / self.scores().sum()

    def soft(self):
        return self.scores().exp() / self.scores().exp().sum()

    def collect(self, shares):
        return torch.einsum("t,td->d", shares, self.v)
# %% scores
attention = Attention(query, keys, values)
scores = attention.scores()
# %% weights
weights = attention.plain()
# %% output
output = attention.collect(weights)
# %% softmax
softmax_weights = attention.soft()
softmax_output = attention.collect(attention.soft())
# %% softmax-reflection
# more: cat, chases. less: both "the", almost zero now. Softmax looks only at differences between the scores,
# and e^5 = 148 is a lot more than 9/4.
# %% experiment
# My prediction: the opposite direction to [2, 3] makes position 0 win since its score is the least negative
my_query = torch.tensor([-2.0, -3.0])
w, o = compute_attention(my_query, keys, values, tokens)
# My prediction: zero query, everybody the same
w, o = compute_attention(torch.zeros(2), keys, values, tokens)
# %% experiment-reflection
# Zero query gives 0.25 to each, as I had predicted: all scores are 0. With the negative query the shortest key
# won, and this surprised me at first, but -2 is simply the biggest of the four scores.
# %% query-cat
query_cat = keys[1]
# %% after query-cat
Attention(query_cat, keys, values).soft()
# %% query-split
# orthogonal to the difference cat - chases = [3, -2]
query_split = torch.tensor([2.0, 3.0]) / torch.linalg.norm(torch.tensor([2.0, 3.0])) * 3
# %% shapes
tokens_in_text, head_dim = 50, 896 / 14
keys_shape = [tokens_in_text, head_dim]
scores_shape = [tokens_in_text, tokens_in_text]
output_shape = [tokens_in_text, head_dim]
# %% shapes-reflection
# All three change. keys and output twice, scores 2*2 = 4 times. Long texts need quadratically more work and memory.
