# PhD student of literature: likes dictionaries because names are easier to read than positions.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# (first I had 2 for the first "the", but the code says 4, so I have corrected the sheet)
by_hand_scores = [4, 9, 9, 4]
by_hand_weights = [4/26, 9/26, 9/26, 4/26]
# The numbers of the output.
by_hand_output = [54/26, 27/26]
# %% scores
scores = []
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = float(torch.dot(query, key))

for token in tokens:
    scores.append(score_of[token])
# %% after scores
print(score_of)
# %% weights
# Four numbers, one share for each token.
weights = []
total = sum(scores)
for score in scores:
    weights.append(score / total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
value_of = dict(zip(tokens, values))
output = torch.zeros(2)
for token, weight in zip(tokens, weights):
    output = output + weight * value_of[token]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = torch.exp(torch.tensor(scores))
softmax_weights = exponentials / exponentials.sum()
softmax_output = torch.zeros(2)
for token, weight in zip(tokens, softmax_weights):
    softmax_output = softmax_output + weight * value_of[token]
# %% softmax-reflection
# The content words cat and chases got more and the article got less, both times it stands in the sentence. The weight went over to the words that fit the query best. Softmax exaggerates what is already there, like a caricature.
# %% experiment
# My prediction: a negative query looks for the opposite, so the article wins
my_query = torch.tensor([-1.0, -1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: along one axis only cat
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# As I had predicted, the negative query favours the article. I was surprised that the two *the* get different weights there although it is the same word. Their keys are different, [1, 0] and [2, 0].
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# With 100 tokens the keys and the output double, and the scores become four times as many, because every word looks at every other word. Reading a novel this way would be very expensive.
