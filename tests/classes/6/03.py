# Pupil who programs games at home: no torch, plain Python numbers, one class with methods, answers called from cells of their own.
# %% by-hand
by_hand_scores = 2, 9, 9, 4
by_hand_weights = 2/24, 9/24, 9/24, 4/24
by_hand_output = 9/24*4 + 9/24*2, 9/24*1 + 9/24*2
# %% after by-hand-check
import math

class Attention:
    """One query that looks at all tokens."""

    def __init__(self, query, keys, values):
        self.query = query.tolist()
        self.keys = keys.tolist()
        self.values = values.tolist()

    def scores(self):
        return [sum(q * k for q, k in zip(self.query, key)) for key in self.keys]

    @staticmethod
    def shares(numbers):
        total = math.fsum(numbers)
        return [number / total for number in numbers]

    def mix(self, weights):
        columns = zip(*self.values)
        return [sum(w * v for w, v in zip(weights, column)) for column in columns]

    def plain(self):
        return self.shares(self.scores())

    def softmax(self):
        return self.shares([math.exp(s) for s in self.scores()])
# %% scores
scores = []
# see below
# %% after scores
att = Attention(query, keys, values)
scores = att.scores()
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = att.plain()
# %% output
output = att.mix(att.plain())
# %% softmax
softmax_weights = softmax_output = None
# %% after softmax
softmax_weights = att.softmax()
softmax_output = att.mix(softmax_weights)
# %% softmax-reflection
# cat and chases: more, both the: less. The weight moves from the losers to the winners because e^9 is 148 times e^4 but 9 is only about twice 4.
# %% experiment
# My prediction: twice as long = same thing
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: minus = the opposite, the two "the" get all
compute_attention(-query, keys, values, tokens)
# %% experiment-reflection
# I predicted that the negative query prefers the two *the*, because the scores change sign and -2 is the largest then. I was surprised that a query of double length changes anything: the small ones become even smaller.
# %% query-cat
# brute force
best = max(((x, y) for x in range(-5, 6) for y in range(-5, 6)),
           key=lambda q: Attention(torch.tensor(q), keys, values).softmax()[1])
query_cat = best
# %% after query-cat-check
print(best)
# %% query-split
def fair(q):
    w = Attention(torch.tensor(q), keys, values).softmax()
    return min(w[1], w[2]) >= 0.4 and abs(w[1] - w[2]) <= 0.05

found = [(x / 10, y / 10) for x in range(0, 40) for y in range(0, 40) if fair((x / 10, y / 10))]
print(len(found), found[:5], found[-5:])
query_split = found[-1]
# %% shapes
text, width, heads = 50, 896, 14
keys_shape = [text, width // heads]
scores_shape = [text, text]
output_shape = [text, width // heads]
# %% shapes-reflection
# keys (100, 64) and output (100, 64) have 2x as many numbers, scores (100, 100) has 4x as many. Long texts get slow and eat memory, quadratically.
