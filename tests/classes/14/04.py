# A student who missed the handout and takes the angle between vectors as score; takes the wanted weights for the query
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # how well do they match = cosine of the angle, <q,k> / (|q| |k|)
    scores.append(torch.dot(query, key) / (torch.linalg.norm(query) * torch.linalg.norm(key)))
# %% weights
# Four numbers, one share for each token.
import numpy as np
weights = np.array(scores) / np.sum(np.array(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights @ values.numpy()
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = np.exp(scores) / np.exp(scores).sum()
softmax_output = softmax_weights @ values.numpy()
# %% softmax-reflection
# The weights hardly changed: from 0.20/0.29/0.30/0.20 to 0.22/0.28/0.29/0.22. So for me softmax made it a bit more even.
# Maybe that is so because my scores are all below 1.
# %% experiment
# My prediction: twice as long -> nothing changes because the angle is the same
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat
compute_attention(torch.tensor([3.0, 1.0]), keys, values, tokens);
# %% experiment-reflection
# I predicted that the length does not matter, but [4, 6] gave almost 0.5 and 0.5, so it seems that it does. With the query equal to cat's key, cat wins as predicted.
# %% query-cat
query_cat = torch.tensor([5.0, -1.0])
# %% query-split
# each 0.45, so both over 0.4 and 0 apart
query_split = torch.tensor([0.45, 0.45])
# %% shapes
keys_shape = 50, 64
scores_shape = 50, 50
output_shape = 50, 64
# %% shapes-reflection
# scores: (100, 100), 4x. The other two: 2x. So the scores are the bottleneck for long texts.
