# 03: from Java; a class with methods, exact fractions for the plain weights; everything right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
from fractions import Fraction
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Fraction(1, 12), Fraction(3, 8), Fraction(3, 8), Fraction(1, 6)]
# The numbers of the output.
by_hand_output = [Fraction(9, 4), Fraction(9, 8)]
# %% scores
from fractions import Fraction

class AttentionHead:
    def __init__(self, keyMatrix, valueMatrix):
        self.keyMatrix = [[Fraction(x) for x in row] for row in keyMatrix.tolist()]
        self.valueMatrix = [[Fraction(x) for x in row] for row in valueMatrix.tolist()]

    @staticmethod
    def dotProduct(a, b):
        result = Fraction(0)
        for x, y in zip(a, b):
            result += x * y
        return result

    def getScores(self, queryVector):
        q = [Fraction(x) for x in queryVector.tolist()]
        return [self.dotProduct(q, k) for k in self.keyMatrix]

    def getWeights(self, scoreList):
        s = sum(scoreList)
        return [x / s for x in scoreList]

    def getOutput(self, weightList):
        columns = zip(*self.valueMatrix)
        return [self.dotProduct(map(Fraction, weightList), column) for column in columns]

    def getSoftmaxWeights(self, scoreList):
        biggest = max(scoreList)
        exps = [math.exp(x - biggest) for x in scoreList]
        return [x / sum(exps) for x in exps]

head = AttentionHead(keys, values)
scores = head.getScores(query)
# %% weights
# Four numbers, one share for each token.
weights = head.getWeights(scores)
print([str(w) for w in weights])
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = head.getOutput(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = head.getSoftmaxWeights(scores)
softmax_output = [float(x) for x in head.getOutput(softmax_weights)]
# %% softmax-reflection
# Cat and chases get more, the two "the" get less. Exponentials make big scores much bigger than small ones, so the weight moves from the small to the big ones.
# %% experiment
# My prediction: (5, 5) -> cat, because 3+1 > 3
my_query = torch.tensor([5.0, 5.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: same with plain division but less clear
compute_attention(my_query, keys, values, tokens, use_softmax=False);
# %% experiment-reflection
# I predicted that cat wins with (5, 5), because the sum of its key is 4 and of chases 3. I was surprised that it is 0.993 with softmax and only 0.4 with division.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = 5 * keys[1] / keys[1].norm()
# %% query-split
# perpendicular to (cat - chases)
difference = keys[1] - keys[2]
query_split = 2 * torch.tensor([-difference[1], difference[0]])
# %% shapes
HEADS_IN_MODEL = 14
keys_shape = torch.Size([50, 896 // HEADS_IN_MODEL])
scores_shape = torch.Size([50, 50])
output_shape = keys_shape
# %% shapes-reflection
# keys (100, 64) and output (100, 64) hold twice as many numbers, scores (100, 100) four times as many. Long texts need a lot of memory and time, quadratic.
