# Writes object-oriented programs at home: a class for tokens and one for the head; all right.
# %% by-hand
from fractions import Fraction
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Fraction(2, 24), Fraction(9, 24), Fraction(9, 24), Fraction(4, 24)]
# The numbers of the output.
by_hand_output = [Fraction(54, 24), Fraction(27, 24)]
# %% scores
class Token:
    def __init__(self, word, key, value):
        self.word = word
        self.key = key
        self.value = value

    def score(self, asked):
        return sum(a * b for a, b in zip(self.key.tolist(), asked.tolist()))


sentence = [Token(*parts) for parts in zip(tokens, keys, values)]
scores = [one.score(query) for one in sentence]
# %% after scores
for one, s in zip(sentence, scores):
    print(one.word, s)
# %% weights
class Head:
    def __init__(self, sentence, asked):
        self.sentence = sentence
        self.scores = [one.score(asked) for one in sentence]

    def weights(self, change=lambda s: s):
        parts = [change(s) for s in self.scores]
        return [p / sum(parts) for p in parts]

    def output(self, change=lambda s: s):
        result = [0.0, 0.0]
        for one, w in zip(self.sentence, self.weights(change)):
            result[0] += w * float(one.value[0])
            result[1] += w * float(one.value[1])
        return result


head = Head(sentence, query)
weights = head.weights()
# %% output
output = head.output()
# %% softmax
softmax_weights = head.weights(math.exp)
softmax_output = head.output(math.exp)
# %% softmax-reflection
# Cat and chases got more, both *the* got nearly nothing. The lost weight went to the two with 9 points, because every point more multiplies the weight by e.
# %% experiment
# My prediction: [0, 1] looks only at the second number, so chases wins
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: a negative one turns it around, the two `the` win
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens);
# %% experiment-reflection
# I predicted that [0, 1] goes to chases, its key is [0, 3]. With [-1, -1] I was surprised that only the first *the* wins: its key is the shortest, so its score is the least negative.
# %% query-cat
query_cat = torch.tensor([4.0, -1.0])
# %% query-split
# 3a + b = 3b, so 3a = 2b
query_split = torch.tensor([4 / 3, 2.0])
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# Keys and output double, scores get four times as many numbers. So for very long texts the scores are the trouble.
