# A computational linguistics student who follows torch tutorials: a Module, einsum, an optimizer for the queries.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = torch.tensor([2, 9, 9, 4])
by_hand_weights = by_hand_scores / 24
# The numbers of the output.
by_hand_output = torch.tensor([9 / 4, 9 / 8])
# %% after by-hand-check
from torch import nn
import torch.nn.functional as F

class SelfAttention(nn.Module):
    def __init__(self, keys, values):
        super().__init__()
        self.register_buffer("k", keys)
        self.register_buffer("v", values)

    def score(self, q):
        return torch.einsum("d,nd->n", q, self.k)

    def share(self, s, soft):
        if soft:
            s = (s - s.max()).exp()   # numerically stable
        return s / s.sum()

    def forward(self, q, soft=True):
        return torch.einsum("n,nd->d", self.share(self.score(q), soft), self.v)

model = SelfAttention(keys, values)
# %% scores
scores = model.score(query)
# %% weights
# Four numbers, one share for each token.
weights = model.share(scores, soft=False)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = model(query, soft=False)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = model.share(scores, soft=True)
softmax_output = model(query)
assert torch.allclose(softmax_weights, F.softmax(scores, dim=-1))
# %% softmax-reflection
# The weight of the two articles moves to cat and chases, which have the top scores and now share nearly 100 %. softmax looks at differences of scores: 5 points less means e^5 = 148 times less weight.
# %% experiment
# My prediction: negative -> the ones with small scores get the most
my_query = -query
compute_attention(my_query, keys, values, tokens);
# My prediction: half as long -> flatter
compute_attention(0.5 * query, keys, values, tokens);
# %% experiment-reflection
# A shorter query made the bars flatter, as predicted. With -query the first "the" wins, I had expected both to win: but its key is shorter than that of the last one, so its negative score is closer to zero.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.zeros(2, requires_grad=True)
optimizer = torch.optim.SGD([query_cat], lr=0.5)
for step in range(200):
    optimizer.zero_grad()
    loss = F.cross_entropy(model.score(query_cat)[None], torch.tensor([1]))
    loss.backward()
    optimizer.step()
print(query_cat, loss.item())
# %% query-split
query_split = nn.Parameter(torch.tensor([1.0, 1.0]))
optimizer = torch.optim.Adam([query_split], lr=0.05)
target = torch.tensor([0.0, 0.5, 0.5, 0.0])
for step in range(500):
    optimizer.zero_grad()
    loss = ((model.share(model.score(query_split), soft=True) - target) ** 2).sum()
    loss.backward()
    optimizer.step()
print(query_split, loss.item())
# %% shapes
n, d = 50, 896 // 14
Q = K = V = torch.empty(n, d)
keys_shape = K.shape
scores_shape = (Q @ K.T).shape
output_shape = (Q @ K.T @ V).shape
# %% shapes-reflection
# (100, 64), (100, 100), (100, 64): keys and output double, scores become four times as many. Attention is O(n^2), so long texts hit a wall in memory and time.
