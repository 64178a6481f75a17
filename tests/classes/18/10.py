# A student of production engineering who writes functions as in Matlab and thinks in percent
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [8.3, 37.5, 37.5, 16.7]   # in %
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
def dotprod(a, b):
    return float((a * b).sum())

scores = [dotprod(query, keys[i]) for i in range(len(keys))]
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def weighted_sum(w, v):
    out = w @ v
    print(out)

output = weighted_sum(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
sc = torch.tensor(scores)
softmax_weights = torch.exp(sc) / torch.sum(torch.exp(sc))
softmax_output = weighted_sum(softmax_weights, values)
# %% softmax-reflection
# Cat and chases went from 37.5 % to nearly 50 % each, the two the from 25 % together to about 0.4 %. The lost 25 % went half and half to cat and chases because their scores are equal.
# %% experiment
# My prediction: the last the gets more than cat
my_query = torch.tensor([1.0, -2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat 100 %
compute_attention(torch.tensor([8.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# With a negative second component the last the overtakes cat, which I predicted: cat pays for the 1 in its key. The surprise was that [8, 1] gives cat really everything down to four digits.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([8.0, 1.0])
# %% query-split
query_split = torch.tensor([2.0, 3.01])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys +100 %, output +100 %, scores +300 %. Long texts are slow because of the scores.
