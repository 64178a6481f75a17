# a student who writes helper functions and works with two decimals on paper
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]
# The numbers of the output.
by_hand_output = [2.28, 1.14]
# %% scores
def dot_product(a, b):
    return sum(x * y for x, y in zip(a, b))

scores = []
for token, key in zip(tokens, keys):
    scores.append(dot_product(query, key).item())
# %% weights
# Four numbers, one share for each token.
def to_shares(numbers):
    return [n / sum(scores) for n in numbers]

weights = to_shares(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def weighted_sum(ws, vs):
    result = torch.zeros(2)
    for w, v in zip(ws, vs):
        result = result + w * v
    return result

output = weighted_sum(weights, values)
# difference to paper is only the rounding I think
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = to_shares(torch.exp(torch.tensor(scores)))
softmax_output = weighted_sum(softmax_weights, values)
# it says they do not add to 1, but to_shares worked above, so I don't know
# %% softmax-reflection
# cat and chases get much more, they go up to 337 and the the gets only 0.3 and 2.3. The exponential makes big scores very big, so
# the lost weight goes to the tokens with high scores.
# %% experiment
# My prediction: [1, 0]: cat first, then the last the
my_query = torch.tensor([1.0, 0.0])
weights_1, output_1 = compute_attention(my_query, keys, values, tokens)
# My prediction: the other way round with minus
weights_2, output_2 = compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# With [1, 0] the order was as I predicted, the scores are just the first numbers of the keys: 1, 3, 0, 2. With minus chases won, which was
# a surprise until I saw that its score is 0 and the others are negative.
# %% query-cat
query_cat = torch.tensor([3.5, 0.0])
# %% query-split
query_split = torch.tensor([1.6, 2.4])
# %% shapes
keys_shape = 50 * 64
scores_shape = 50 * 50
output_shape = 50 * 64
# %% shapes-reflection
# Keys and output go from 3200 to 6400, that is double. The scores go from 2500 to 10000, that is four times. Very long texts
# become expensive.
