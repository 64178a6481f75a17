# Student 02: computer science, comes from Java, thinks in classes; exact fractions, no torch arithmetic; some answers in cells of their own
# %% by-hand
from fractions import Fraction as F
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [F(1, 12), F(3, 8), F(3, 8), F(1, 6)]
# The numbers of the output.
by_hand_output = [F(9, 4), F(9, 8)]
# %% after by-hand
from dataclasses import dataclass
import math

def exact(vector):
    return [F(number) for number in vector.tolist()]

@dataclass
class Token:
    name: str
    key: list
    value: list

    def score(self, q):
        return sum((a * b for a, b in zip(self.key, q)), F(0))


class Sentence:
    def __init__(self, names, keys, values):
        self.tokens = [Token(n, exact(k), exact(v)) for n, k, v in zip(names, keys, values)]

    def score_all(self, q):
        return [t.score(q) for t in self.tokens]

    @staticmethod
    def shares(numbers):
        total = sum(numbers)
        return [number / total for number in numbers]

    def mix(self, weights):
        result = [0] * len(self.tokens[0].value)
        for w, t in zip(weights, self.tokens):
            for i, component in enumerate(t.value):
                result[i] += w * component
        return result
# %% scores
sentence = Sentence(tokens, keys, values)
scores = sentence.score_all(exact(query))
# %% after weights
# I put my answer here, the cell above is left as it was
weights = Sentence.shares(scores)
print(weights)
# %% after output
output = sentence.mix(weights)
print(*output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = Sentence.shares([math.exp(s) for s in scores])
softmax_output = sentence.mix(softmax_weights)
# %% softmax-reflection
# The weights of both "the" shrink to nearly nothing, cat and chases share what they lose. The exponential makes a gap in
# score into a ratio, so a small score loses a lot.
# %% experiment
# My prediction: chases wins, because only it has a large second component
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat wins, the(3) second
compute_attention(torch.tensor([1.0, 0.0]), keys, values, tokens);
# %% experiment-reflection
# With a query along axis 2 chases won as predicted. Along axis 1 "the (3)" got more than I thought: its key [2,0] points
# exactly along that axis.
# %% after query-cat
for x in range(1, 20):
    candidate = [F(x, 2), F(0)]
    e = [math.exp(s) for s in sentence.score_all(candidate)]
    if e[1] / sum(e) > 0.9:
        break
query_cat = candidate
print("found", query_cat)
# %% query-split
# 3x + y = 3y  =>  y = 3/2 x
query_split = (F(4), F(4) * F(3, 2))
# %% shapes
HEAD_SIZE = 896 / 14
keys_shape = [50, HEAD_SIZE]
scores_shape = [50, 50]
output_shape = [50, HEAD_SIZE]
# %% shapes-reflection
# keys and output hold twice as many numbers, scores four times as many. For very long texts the scores dominate.
