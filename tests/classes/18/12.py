# A student of biomedical engineering who turns everything into numpy first and keeps one running sum
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2*1 + 3*0, 2*3 + 3*1, 2*0 + 3*3, 2*2 + 3*0]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import numpy as np
keys = keys.numpy()
values = values.numpy()
query = query.numpy()

scores = np.zeros(4)
n = 0
for token, key in zip(tokens, keys):
    scores[n] = np.dot(query, key)
    n = n + 1
# %% weights
# Four numbers, one share for each token.
weights = scores / np.sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
acc = np.zeros(2)
for n in range(4):
    acc += weights[n] * values[n]
output = acc
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = np.exp(scores) / np.sum(np.exp(scores))
for n in range(4):
    acc += softmax_weights[n] * values[n]
softmax_output = acc
# %% softmax-reflection
# Cat and chases get about 0.4964 each instead of 0.375, the two the go down to nearly nothing. The exponential favours the highest scores, so they take the weight of the lower ones.
# %% experiment
# My prediction: half as long, flatter
my_query = torch.tensor([1.0, 1.5])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I could not run the pictures in the end (an error with the types), but by hand: half the query gives half the scores, so the gaps get smaller and the weights flatter. That cat and chases stay equal is because both scores are halved.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = np.array([4.0, -1.0])
# %% query-split
query_split = np.array([0.2, 0.3])
# %% shapes
keys_shape = np.array([50, 64])
scores_shape = np.array([50, 50])
output_shape = np.array([50, 64])
# %% shapes-reflection
# Keys: double. Output: double. Scores: from 2500 to 10000. The longer the text the more the scores dominate.
