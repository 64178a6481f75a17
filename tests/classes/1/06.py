# Student 06: computer science, stores everything in dictionaries; trusts code more than paper
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [4, 9, 9, 4]     # corrected, had 2 for the first one
by_hand_weights = [4/26, 9/26, 9/26, 4/26]
# The numbers of the output.
by_hand_output = [54/26, 27/26]
# %% scores
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = torch.dot(query, key).item()
scores = [score_of[token] for token in tokens]
# %% after scores
print(score_of)
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value
# %% softmax
# e is a constant in math
powers = [s ** math.e for s in scores]
softmax_weights = [p / sum(powers) for p in powers]
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# Cat and chases got more (0.35 to 0.45), both "the" got less. The exponential favours large numbers.
# %% experiment
# My prediction: cat
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat even more
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# A longer query gives more to cat, like I thought. I was surprised that the two "the" differ although it is the same word: their keys are different.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
shape_of = {"keys": (50, 896 // 14), "scores": (50, 50), "output": (50, 896 // 14)}
keys_shape, scores_shape, output_shape = shape_of.values()
# %% shapes-reflection
# Keys and outputs double, scores get four times as big. Very long texts do not fit into memory any more.
