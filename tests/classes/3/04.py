# A nurse with some Python from an online video: writes one helper and uses it everywhere.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
def sumproduct(a, b):
    total = 0
    for x, y in zip(a, b):
        total = total + x * y
        return total

scores = []
for token, key in zip(tokens, keys):
    scores.append(sumproduct(query, key))
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
first = sumproduct(weights, values[:, 0])
second = sumproduct(weights, values[:, 1])
output = [first, second]
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / torch.sum(e)
softmax_output = torch.matmul(softmax_weights, values)
print(softmax_weights, softmax_output)
# %% softmax-reflection
# With softmax cat got even more, and the others lost. The exponential makes big numbers much bigger, so the largest takes almost everything. My numbers are not the same as on paper, I did not find out why.
# %% experiment
# My prediction: [1, 1] -> cat wins because 3 + 1 = 4
my_query = torch.tensor([1.0, 1.0])
w, o = compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, 0] -> chases, it is the only one without a first number
w, o = compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that cat wins for [1, 1], since it has 3 + 1 = 4 and chases has only 3. With [-1, 0] I was surprised that the first *the* still gets 0.2.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
# exactly halfway between cat [3, 1] and chases [0, 3]
query_split = (keys[1] + keys[2]) / 2
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output get twice as long, the scores get four times as many because every word looks at every word. Long texts become slow.
