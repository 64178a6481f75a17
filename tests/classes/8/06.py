# A student who was helped by a friend (who has taken the deep-learning course) and kept the friend's names and habits.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = [torch.dot(query, k) for k in keys]
# %% weights
# Four numbers, one share for each token.
s = torch.stack(scores)
w = s / s.sum()
print(w)
weights = ...
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = w @ values
# %% softmax
import torch.nn.functional as F

# Four weights made with exponentials, and the output that they give.
softmax_weights = F.softmax(s, dim=-1)
q, K, V = query.view(1, 1, 2), keys.unsqueeze(0), values.unsqueeze(0)
softmax_output = F.scaled_dot_product_attention(q, K, V).squeeze()   # (1, 1, 2) -> (2)
# %% softmax-reflection
# The two tokens with score 9 got more, about 0.5 each, and the others nearly nothing. Softmax exaggerates the differences because of the exponential function.
# %% experiment
# My prediction: the same as before but less clear
my_query = 0.1 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: first the
compute_attention(-query, keys, values, tokens)
# %% experiment-reflection
# I predicted that a short query makes the bars more equal, and it did. I was surprised that the minus query gives nearly everything to the first the: its score is only -2 and all the others are lower.
# %% query-cat
query_cat = torch.tensor([3.0, 0.5])
# %% query-split
query_split = torch.tensor([2.0, 3.0]) * 1.5
# %% shapes
# (batch, tokens, dim)
keys_shape = (1, 50, 64)
scores_shape = (1, 50, 50)
output_shape = (1, 50, 64)
# %% shapes-reflection
# All change in the token dimension. keys and output double, scores times four (quadratic). That is why context length is limited.
