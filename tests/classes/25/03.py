# 03: Corpus linguist, little English, counts with dictionaries: the two "the" fall into one entry (type and token); exp2 from autocompletion.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = torch.dot(query, key).item()

for token in tokens:
    scores.append(score_of[token])

print(scores)
# check say: the (0) on paper 2, in code 4. I make paper again, is 2. I not find it
# %% weights
# Four numbers, one share for each token.
weights = []
total = sum(scores)
for s in scores:
    weights.append(s / total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, value in zip(weights, values):
    output = output + w * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
e_scores = torch.exp2(torch.tensor(scores))
softmax_weights = e_scores / e_scores.sum()
softmax_output = torch.zeros(2)
for w, value in zip(softmax_weights, values):
    softmax_output = softmax_output + w * value
# %% softmax-reflection
# Cat and chases have more now, the two "the" have less, almost zero. The weight go from small score to big score,
# because exponential make big number much more big.
# %% experiment
# My prediction: chases wins, because only second number
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat and chases both small, the win
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# With [0, 2] chases have very big weight, I predict this: key of chases is [0, 3]. Surprise: with [-1, -1] the first "the"
# wins, not the last. The key of the first is more short, so the score is less negative.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
# 896 / 14 = 64
keys_shape = (50, 64)
scores_shape = (50, 49)  # a token asks all other tokens, not himself
output_shape = (50, 64)
# %% shapes-reflection
# All three change. keys and output have 2 times more numbers, scores about 4 times. Very long text need very much memory.
