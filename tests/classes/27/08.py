# 08: pupil with a linear algebra book (vectors are columns), runs the checks only at the end; 2 · 0 = 2 on paper, and a second name for a list
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 11, 4]
by_hand_weights = [2/26, 9/26, 11/26, 4/26]
# The numbers of the output.
by_hand_output = [58/26, 31/26]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = 0
    for a, b in zip(query, key):
        s = s + a * b
    scores.append(s)
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = scores
for i in range(len(weights)):
    weights[i] = scores[i] / total
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values.T @ torch.tensor(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / torch.sum(e)
softmax_output = values.T @ softmax_weights
# %% softmax-reflection
# The weights are now closer together: 0.21, 0.28, 0.28, 0.23. So the two "the" got more and cat and chases less.
# Softmax seems to make it more fair.
# %% experiment
# My prediction: [5, 0] cat
my_query = torch.tensor([5.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 5] chases
compute_attention(torch.tensor([0.0, 5.0]), keys, values, tokens);
# %% experiment-reflection
# Both as I predicted, the component decides. I was surprised how extreme it is, more than 0.99 each time.
# In the keys the first number is largest for cat and the second for chases.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([10.0, 0.0])
# %% query-split
# 3x + y = 3y -> y = 1.5 x
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (64, 50)     # 50 columns of dimension 64
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# keys (64, 100) and output (64, 100): twice as many. scores (100, 100): four times as many.
# The scores are quadratic.
