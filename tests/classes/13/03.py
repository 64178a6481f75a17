# Somebody who has programmed before: a small class in a cell of their own, einsum, and a query that is trained by gradient; all right.
# %% by-hand
by_hand_scores = (2.0, 9.0, 9.0, 4.0)
by_hand_weights = tuple(s / 24 for s in by_hand_scores)
by_hand_output = (2.25, 1.125)
# %% after by-hand-check
class Head:
    """One attention head. `normalise` turns scores into shares."""

    def __init__(self, keys, values, normalise):
        self.K, self.V, self.normalise = keys, values, normalise

    def scores(self, q):
        return torch.einsum("d,nd->n", q, self.K)

    def weights(self, q):
        return self.normalise(self.scores(q))

    def __call__(self, q):
        return torch.einsum("n,nd->d", self.weights(q), self.V)


plain = Head(keys, values, lambda s: s / s.sum())
soft = Head(keys, values, lambda s: (e := s.exp()) / e.sum())
# %% scores
scores = plain.scores(query)
scores
# %% weights
weights = plain.weights(query)
weights, weights.sum()
# %% output
output = plain(query)
output
# %% softmax
softmax_weights, softmax_output = soft.weights(query), soft(query)
assert torch.allclose(softmax_weights, torch.softmax(scores, dim=0))
# %% softmax-reflection
# Winners take (nearly) all: cat/chases 0.375 -> 0.498, the first "the" 0.083 -> 0.0005, the last 0.167 -> 0.003. Exponentials turn score differences into ratios, so a gap of 7 is a factor 1097.
# %% experiment
# My prediction: opposite query, the two "the" win because cat and chases have the longest keys, and position 0 beats position 3
my_query = -query
compute_attention(my_query, keys, values, tokens)
# My prediction: tiny query, nearly uniform
compute_attention(query / 20, keys, values, tokens);
# %% experiment-reflection
# Length acts like a temperature: query/20 gave nearly uniform weights as I predicted. Surprise: for -query, position 0 got 0.88, I thought it would be nearer to half-half with position 3; but the scores are -2 and -4 and e^2 is 7.4.
# %% query-cat
# "Be the training": gradient ascent on log of cat's share
query_cat = torch.zeros(2, requires_grad=True)
optimiser = torch.optim.SGD([query_cat], lr=0.5)
for step in range(60):
    optimiser.zero_grad()
    loss = -torch.log(soft.weights(query_cat)[tokens.index("cat")])
    loss.backward()
    optimiser.step()
query_cat
# %% query-split
# orthogonal to (cat - chases) means equal scores; pick the sense in which both win
difference = keys[1] - keys[2]
direction = torch.stack([-difference[1], difference[0]])
query_split = direction / direction.norm() * 3
query_split
# %% shapes
n, d = 50, 896 // 14
K = torch.empty(n, d)
keys_shape, scores_shape, output_shape = K.shape, (K @ K.T).shape, (K @ K.T @ K).shape
# %% shapes-reflection
# K and the output go from 50x64 to 100x64 (x2), the scores from 50x50 to 100x100 (x4). Quadratic in the text length, so a 100k-token context would need 10^10 scores per head.
