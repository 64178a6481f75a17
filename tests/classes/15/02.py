# programs a lot already: writes a small class in a cell of their own, uses einsum; all right
# %% by-hand
by_hand_scores = torch.tensor([2.0, 9.0, 9.0, 4.0])
by_hand_weights = by_hand_scores / 24
by_hand_output = torch.tensor([2.25, 1.125])
# %% after scores
class Head:
    """One query that looks at all tokens."""

    def __init__(self, query, keys, values):
        self.query, self.keys, self.values = query, keys, values

    @property
    def scores(self):
        return torch.einsum("d,td->t", self.query, self.keys)

    def share(self, soft=False):
        s = self.scores
        if soft:
            s = torch.exp(s - s.max())
        return s / s.sum()

    def collect(self, soft=False):
        return torch.einsum("t,td->d", self.share(soft), self.values)


head = Head(query, keys, values)
scores = head.scores
# %% weights
weights = head.share()
# %% output
output = head.collect()
# %% softmax
softmax_weights, softmax_output = head.share(soft=True), head.collect(soft=True)
# %% experiment
# My prediction: [-1, -1] picks position 0, the shortest key
my_query = torch.tensor([-1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
compute_attention(torch.tensor([3.0, 3.0]), keys, values, tokens)
# %% query-cat
query_cat = Head(keys[1] * 1.5, keys, values).query
# %% after query-split
# 3x + y = 3y, so y = 1.5 x
query_split = torch.tensor([1.0, 1.5]) * 3
# %% shapes
keys_shape = torch.empty(50, 896 // 14).shape
scores_shape = (torch.empty(keys_shape) @ torch.empty(keys_shape).T).shape
output_shape = torch.Size([50, 64])
# %% softmax-reflection
# cat and chases got more, both the less: a gap of 5 points is a factor of 148.
# %% experiment-reflection
# The negative query went to the first the, as I thought. That [3, 3] gives cat so much surprised me: 12 against 9 is e to the 3.
# %% shapes-reflection
# Keys and output have twice as many numbers, the scores four times. Very long texts need a lot of memory.
