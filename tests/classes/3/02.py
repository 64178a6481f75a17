# An engineer who knows PyTorch from tutorials: a small module, einsum, and gradient descent for the designs. Everything right.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = torch.tensor([2.0, 9.0, 9.0, 4.0])
by_hand_weights = by_hand_scores / by_hand_scores.sum()
# The numbers of the output.
by_hand_output = (9 / 4, 9 / 8)
# %% scores
from torch import nn


class OneQueryAttention(nn.Module):
    """Attention of a single query. norm is 'sum' (handout) or 'softmax'."""

    def __init__(self, norm="sum"):
        super().__init__()
        self.norm = norm

    def get_scores(self, q, K):
        return torch.einsum("d,td->t", q, K)

    def get_weights(self, s):
        if self.norm == "softmax":
            return (s - s.logsumexp(dim=-1)).exp()
        return s / s.sum(dim=-1, keepdim=True)

    def forward(self, q, K, V):
        w = self.get_weights(self.get_scores(q, K))
        return w, torch.einsum("t,te->e", w, V)


plain = OneQueryAttention()
scores = plain.get_scores(query, keys)
# %% weights
# Four numbers, one share for each token.
weights = plain.get_weights(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
_, output = plain(query, keys, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
soft = OneQueryAttention(norm="softmax")
softmax_weights, softmax_output = soft(query, keys, values)
assert torch.allclose(softmax_weights, torch.softmax(scores, dim=-1))
# %% softmax-reflection
# cat/chases up from .375 to .498, the two "the" down to .0005 and .003. Softmax turns score differences into ratios (5 points = factor 148), so the mass of the small ones moves to the two large ones.
# %% experiment
# My prediction: twice as long does nothing new here, cat and chases are already tied
my_query = 2 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: along cat's key with the minus sign, cat gets least
compute_attention(-keys[1], keys, values, tokens);
# %% experiment-reflection
# Doubling kept the tie, as predicted, because both scores double. What surprised me with -[3,1] is that the first "the" does not win, chases does: -3 for both, so they tie.
# %% query-cat
# "Be the training for a moment": so train it
query_cat = torch.zeros(2, requires_grad=True)
opt = torch.optim.Adam([query_cat], lr=0.1)
for step in range(200):
    w, _ = soft(query_cat, keys, values)
    loss = -torch.log(w[1])
    opt.zero_grad()
    loss.backward()
    opt.step()
print(query_cat, w)
# %% query-split
q = torch.tensor([0.3, 0.1], requires_grad=True)
opt = torch.optim.Adam([q], lr=0.1)
target = torch.tensor([0.0, 0.5, 0.5, 0.0])
for step in range(400):
    w, _ = soft(q, keys, values)
    loss = ((w - target) ** 2).sum()
    opt.zero_grad()
    loss.backward()
    opt.step()
query_split = q.detach()
print(query_split, w)
# %% shapes
tokens_n, heads, width = 50, 14, 896
K50 = torch.empty(tokens_n, width // heads)
Q50, V50 = torch.empty_like(K50), torch.empty_like(K50)
keys_shape = K50.shape
scores_shape = (Q50 @ K50.T).shape
output_shape = (Q50 @ K50.T @ V50).shape
# %% shapes-reflection
# Keys and output grow linearly (2x), the score matrix grows with the square (4x). So the cost of long contexts is in the scores.
