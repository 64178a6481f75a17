# Student of biology who trusts the paper more than the code and reads "find another" as "hand in two"
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2*1 + 3*0, 2*3 + 3*1, 2*0 + 3*3, 2*2 + 3*0]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum())
# %% weights
# Four numbers, one share for each token.
weights = torch.stack(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# (with the exact weights, the tensor shows only 0.0833)
output = torch.zeros(2)
for weight, value in zip(by_hand_weights, values):
    output = output + weight * value
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = 2.718
powers = [e ** score for score in scores]
softmax_weights = [p / sum(powers) for p in powers]
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# Cat and chases got more and the articles less. A power of e grows like bacteria, so the largest take over the whole dish.
# %% experiment
# My prediction: chases
my_query = torch.tensor([0.0, 5.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: half and half
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# Both as predicted: [0, 5] sees only the second component of the keys, where chases has 3. I was surprised how close to 1.000 it gets.
# %% query-cat
query_cat = torch.tensor([7.0, 1.0])
# %% query-split
# one that I know, and another; they have in common that b is 1.5 times a
query_split = torch.tensor([[2.0, 3.0],
                            [4.0, 6.0]])
# %% shapes
keys_shape = 50, 64
scores_shape = 50, 50
output_shape = 50, 64
# %% shapes-reflection
# keys times 2, scores times 4, output times 2. Very long texts cost too much.
