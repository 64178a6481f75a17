# Student of psychology with some object-oriented tutorial behind them: fractions, a class, answers in cells of their own; all right
# %% after setup
class Token:
    """a token with its key and its value"""
    def __init__(self, word, key, value):
        self.word = word
        self.key = key
        self.value = value

    def match(self, query):
        return (self.key * query).sum().item()

sentence = [Token(w, k, v) for w, k, v in zip(tokens, keys, values)]
# %% by-hand
# One number per token, in order: the, cat, chases, the.
from fractions import Fraction
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [Fraction(s, 24) for s in by_hand_scores]
# The numbers of the output.
by_hand_output = [Fraction(9, 4), Fraction(9, 8)]
# %% scores
scores = []
# see my cell below
# %% after scores
scores = [t.match(query) for t in sentence]
scores
# %% weights
# Four numbers, one share for each token.
def normalise(numbers):
    numbers = list(numbers)
    return tuple(n / sum(numbers) for n in numbers)

def mix(shares):
    return sum(share * t.value for share, t in zip(shares, sentence))

weights = normalise(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = mix(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = normalise(map(math.exp, scores))
softmax_output = mix(softmax_weights)
# %% softmax-reflection
# Both "the" lost weight, cat and chases got it, half each. Because of the exponential a lead of 5 points is a factor of 148.
# %% experiment
# My prediction: a zero query means no attention at all
my_query = torch.zeros(2)
# Then: compute_attention(my_query, keys, values, tokens)
compute_attention(my_query, keys, values, tokens)
# My prediction: chases
compute_attention(torch.tensor([-1.0, 1.0]), keys, values, tokens);
# %% experiment-reflection
# I predicted that [-1, 1] finds chases, whose key has nothing along the first axis and a lot along the second. The zero query surprised me: every token gets 0.25, since all scores are 0 and the weights have to go somewhere.
# %% query-cat
query_cat = torch.tensor([0.5, 0.5])
# %% after query-cat
# longer and longer, until it is enough
query_cat = torch.tensor([3.0, 1.0])
while torch.softmax(keys @ query_cat, dim=0)[1] < 0.95:
    query_cat = query_cat * 1.5
query_cat
# %% query-split
query_split = query
# the one from paper, it counts. Another: 2 * query. They point in the same direction.
# %% shapes
keys_shape = torch.zeros(50, 896 // 14).shape
scores_shape = [50, 50]
output_shape = (50, 64)
# %% shapes-reflection
# Keys (100, 64) and output (100, 64) hold twice as many, scores (100, 100) four times as many. Very long texts get expensive very fast.
