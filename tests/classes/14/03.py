# A student who writes plain Python, turns tensors into int, and looks up values by the word
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(int(torch.dot(query, key)))   # without int it shows tensor(2.)
scores
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [score / total for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for token, weight in zip(tokens, weights):
    output += weight * values[tokens.index(token)]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = torch.exp(torch.tensor(scores, dtype=torch.float32))  # softmax wants floats
softmax_weights = exponentials / exponentials.sum()
softmax_output = torch.zeros(2)
for token, weight in zip(tokens, softmax_weights):
    softmax_output += weight * values[tokens.index(token)]
# %% softmax-reflection
# Cat and chases got more, both *the* got less. Because e^9 is so much larger than e^4, what the two *the* lose goes to the two big ones.
# %% experiment
# My prediction: with a long query along x, cat gets everything
my_query = torch.tensor([5.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: zero query -> all the same
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# Longer queries make the winner clearer: [5, 0] gave cat nearly everything, as predicted. The zero query gave 0.25 each, and it was a surprise that it is not zero. All scores are 0 and e^0 = 1.
# %% query-cat
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0]) * 2
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# Keys and output have twice as many numbers and the scores four times as many (100 x 100). Very long texts: quadratic, it explodes.
