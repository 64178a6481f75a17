# Data analyst, numpy arrays, fills arrays entry by entry
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import numpy as np
scores = np.zeros(4)
for i in range(4):
    scores[i] = np.dot(query.numpy(), keys[i].numpy())
scores
# %% weights
weights = np.array(by_hand_scores) / sum(by_hand_scores)
weights
# %% output
output = np.average(values.numpy(), axis=0, weights=weights)
output
# %% softmax
softmax_weights = weights
total = np.exp(scores).sum()
for i in range(4):
    softmax_weights[i] = np.exp(scores[i]) / total
softmax_output = np.average(values.numpy(), axis=0, weights=softmax_weights)
# %% after softmax
print("before ", weights.round(4))
print("softmax", softmax_weights.round(4))
# %% softmax-reflection
# In my table the weights before and with softmax are the same, but on paper cat had 0.375 and now it has 0.498. So cat and chases got more and "the" lost. The exponential makes large scores larger.
# %% experiment
# My prediction: [5, 5] cat wins because its key has the largest sum
my_query = torch.tensor([5.0, 5.0])
res = compute_attention(my_query, keys, values, tokens)
# My prediction: [0.1, 0.1] same but less
res = compute_attention(torch.tensor([0.1, 0.1]), keys, values, tokens)
# %% experiment-reflection
# A long query gave cat everything, a short one gave nearly equal bars. I had predicted that cat wins (3+1 = 4 is the largest) but not that the short one is nearly uniform.
# %% query-cat
query_cat = np.array([5, 5])
# %% query-split
# cat and chases about the same, each more than 0.4
query_split = np.array([0.45, 0.45])
# %% shapes
keys_shape = np.array([50, 64])
scores_shape = np.array([50, 50])
output_shape = np.array([50, 64])
# %% shapes-reflection
# All three change, the keys and the output times 2 and the scores times 4. For long texts the scores are the bottleneck.
