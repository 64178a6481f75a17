# Writes plain loops, is used to the decimal comma, and wants clean whole numbers without tensor(...) around them.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # int, otherwise it prints tensor(2.)
    scores.append(int(torch.dot(query, key)))
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = []
for s in scores:
    weights.append(s / sum(scores))
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output += weights[i] * values[i]
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = []
for s in scores:
    exponentials.append(math.exp(s))
softmax_weights = []
for x in exponentials:
    softmax_weights.append(x / sum(exponentials))
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output += softmax_weights[i] * values[i]
# %% softmax-reflection
# cat and chases got more, the and the got less. The weight went to the ones with the high scores, because e to the 9 is so much bigger than e to the 4.
# %% experiment
# My prediction: [3, 3] cat wins
my_query = torch.tensor([3.0, 3.0])
a = compute_attention(my_query, keys, values, tokens)
# My prediction: [0.1, 0.1] nearly the same for everyone
b = compute_attention(torch.tensor([0.1, 0.1]), keys, values, tokens)
# %% experiment-reflection
# With [0.1, 0.1] all four are nearly equal as I thought. I was surprised that with [3, 3] cat gets nearly everything, but 12 against 9 points is 3 points more.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
# the heads are put side by side again at the end
output_shape = (50, 14 * 64)
# %% shapes-reflection
# The keys and the output double, the scores become four times as much. Very long texts need a lot of memory for the scores.
