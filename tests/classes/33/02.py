# 02: comes from Java at school, one object for each token with getters and setters, all right
# %% by-hand
from fractions import Fraction
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Fraction(1, 12), Fraction(3, 8), Fraction(3, 8), Fraction(1, 6)]
# The numbers of the output.
by_hand_output = [Fraction(9, 4), Fraction(9, 8)]
# %% after by-hand
class TokenNode:
    """One token of the sentence, with all that belongs to it."""

    def __init__(self, word, key, value):
        self.__word = word
        self.__key = key
        self.__value = value
        self.__score = None
        self.__weight = None

    def computeScore(self, theQuery):
        self.__score = 0.0
        for i in range(len(theQuery)):
            self.__score += float(theQuery[i]) * float(self.__key[i])
        return self

    def getScore(self):
        return self.__score

    def setWeight(self, weight):
        self.__weight = weight

    def getWeight(self):
        return self.__weight

    def getShareOfValue(self):
        return [self.__weight * float(component) for component in self.__value]

    def __str__(self):
        return f"{self.__word}: score {self.__score}, weight {self.__weight}"


class Sentence:
    def __init__(self):
        self.nodes = []

    def add(self, node):
        self.nodes.append(node)

    def weigh(self, function):
        """Weights in proportion to function(score)."""
        total = 0.0
        for node in self.nodes:
            total += function(node.getScore())
        for node in self.nodes:
            node.setWeight(function(node.getScore()) / total)
        return [node.getWeight() for node in self.nodes]

    def collect(self):
        result = None
        for node in self.nodes:
            part = node.getShareOfValue()
            if result is None:
                result = part
            else:
                result = [a + b for a, b in zip(result, part)]
        return result
# %% scores
scores = []
sentence = Sentence()
for token, key in zip(tokens, keys):
    node = TokenNode(token, key, values[len(sentence.nodes)])
    sentence.add(node.computeScore(query))
    scores.append(node.getScore())
# %% weights
# Four numbers, one share for each token.
weights = sentence.weigh(lambda score: score)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
sentence.weigh(lambda score: score)   # to be sure that the nodes hold the plain weights
output = sentence.collect()
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = sentence.weigh(math.exp)
softmax_output = sentence.collect()
for node in sentence.nodes:
    print(node)
# %% softmax-reflection
# Cat and chases gained (0.375 to 0.498), the two "the" lost almost everything. exp makes a difference of scores
# into a ratio of weights, so the ones in front get further in front.
# %% experiment
# My prediction: twice as long = the same winners, but even less for the others
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 0] -> cat first, then the (3), because of the first components 3 and 2
compute_attention(torch.tensor([1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# Predicted: the query twice as long leaves nothing for "the". Surprise: [1, 0] gives the last "the" still a quarter,
# its key has 2 in the first component against 3 of cat, that is only one point less.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# 3x + y must be ahead of 2x and of 3y: (5, 2) -> 17, 10, 6, 5
query_cat = torch.tensor([5.0, 2.0])
# %% query-split
# same score: 3x + y == 3y  <=>  y == 1.5x
x = 3.0
query_split = torch.tensor([x, 1.5 * x])
# %% shapes
TOKENS = 50
PER_HEAD = 896 // 14
keys_shape = (TOKENS, PER_HEAD)
scores_shape = (TOKENS, TOKENS)
output_shape = (TOKENS, PER_HEAD)
# %% shapes-reflection
# All three change. keys and output get twice as many numbers, scores four times (100 * 100 instead of 50 * 50).
# A text of 100000 tokens would have ten billion scores per head.
