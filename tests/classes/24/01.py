# 01: a pair in computer science; they copy their own cells down and rename half of the names
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # int so that it prints 9 and not tensor(9.)
    scores.append(int(torch.dot(query, key)))
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = []
total = sum(scores)
for s in scores:
    weights.append(s / total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output = output + w * v
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = []
exps = torch.exp(torch.tensor(scores))
total = sum(exps)
for s in exps:
    softmax_weights.append(s / total)

for w, v in zip(softmax_weights, values):
    output = output + w * v
softmax_output = output
# %% softmax-reflection
# cat and chases got more (0.375 -> 0.498), both "the" lost nearly everything. The exponential makes
# differences between scores into factors, so the biggest scores take the weight from the small ones.
# %% experiment
# My prediction: negative query -> all upside down, the first "the" should win
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 2] -> chases wins
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With the negative query the (0) won and we predicted that. We were surprised that [0, 2] gives cat anything,
# but cat's key has a 1 in the second place.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat, out_cat = compute_attention(torch.tensor([4.0, 1.0]), keys, values, tokens)
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change. Keys and output get 2 times as many numbers, scores 4 times (100 x 100).
# Long texts get very expensive because of the scores.
