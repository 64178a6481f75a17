# A mechanical engineer who writes short in-place code, as in C.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    key *= query              # component by component
    scores.append(key.sum())  # and add up
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [0.0] * 4
for i in range(4):
    weights[i] = scores[i] / total
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [0.0, 0.0]
for i in range(4):
    for j in range(2):
        output[j] += weights[i] * values[i, j]
# %% softmax
# Four weights made with exponentials, and the output that they give.
p = [torch.exp(s) for s in scores]
total = sum(p)
softmax_weights = [x / total for x in p]
softmax_output = [0.0, 0.0]
for i in range(4):
    for j in range(2):
        softmax_output[j] += softmax_weights[i] * values[i, j]
# %% softmax-reflection
# cat and chases up to 0.498 each, the articles nearly zero. exp(9) is 8103 and exp(4) only 55, so the big scores eat the rest.
# %% experiment
# My prediction: [2, 3] again must give the tie
my_query = torch.tensor([2.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# it does not! chases takes all. [1, 1] then?
compute_attention(torch.tensor([1.0, 1.0]), keys, values, tokens)
# My prediction: twice as long stays a tie
compute_attention(torch.tensor([2.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# I thought that [2, 3] gives a tie as on paper but chases got everything, I could not explain it. With [1, 1] it is a tie, and it stays one when the query is twice as long, as I predicted.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([1.5, 0.0])
# %% query-split
query_split = torch.tensor([1.0, 1.0])
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# keys: x2, scores: x4 (100*100 / 50*50), output: x2. Memory for scores is O(n^2), this is the limit for long texts.
