# A controller from a logistics firm who ranks every table before going on with it.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(float(query @ key))
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
# ranking from the highest share to the lowest
ranking = sorted(zip(scores, tokens), reverse=True)
weights = []
for score, token in ranking:
    print(f"{token:10} {score:5} {score / total:8.1%}")
    weights.append(score / total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [0, 0]
for weight, value in zip(weights, values.tolist()):
    output[0] += weight * value[0]
    output[1] += weight * value[1]
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
scores = torch.exp(torch.tensor(scores))
softmax_weights = scores / scores.sum()
softmax_output = softmax_weights @ values
print(softmax_weights, softmax_output)
# %% softmax-reflection
# Before, the best two had 37.5 % each, now almost 50 %. The others lost 25 % together and it went to the top. Exponentials make the gap between ranks wider.
# %% experiment
# My prediction: [2, 4] chases first, because it has more in the second place
my_query = torch.tensor([2.0, 4.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: [-1, -1] the last "the" is first
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens);
# %% experiment-reflection
# I predicted chases for [2, 4]: 12 against 10 for cat. For [-1, -1] I was wrong, the first *the* leads since its key [1, 0] is the shortest and loses the least.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 5.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
head_width = 896 // 14
keys_shape = (50, head_width)
scores_shape = (50, 50)
output_shape = (50, head_width)
# %% shapes-reflection
# 100 instead of 50: keys and output have double the numbers, scores four times, as both sides of the table grow. Long texts are expensive.
