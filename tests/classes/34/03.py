# 03: neuroscience, two-photon imaging, MATLAB habits: counts as whole numbers, everything normalised to the peak, features x time
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # like counting spikes: a plain whole number, without the tensor(...) around it
    match = int(torch.dot(query, key))
    scores.append(match)
# %% weights
# Four numbers, one share for each token.
# normalise to the peak, as we do with tuning curves
s = torch.tensor(scores, dtype=torch.float32)
weights = s / s.max()
# %% after weights
# the check is red: my weights add to 2.667. But the best tokens have 1 = full response, this is what normalised means (?)
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for t in range(0, 4):
    output = output + weights[t] * values[t, :]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# Prediction: more for cat and chases. 5 points so about 3*3*3*3*3 = 243, a bit less
E = torch.exp(s)
softmax_weights = E / E.sum()
softmax_output = torch.zeros(2)
for t in range(0, 4):
    softmax_output = softmax_output + softmax_weights[t] * values[t, :]
# %% softmax-reflection
# Softmax is a soft winner-take-all: the two strong ones suppress the two weak ones, like lateral inhibition. The two "the" lose nearly
# all, cat and chases share it, because each point of score is a factor e.
# %% experiment
# My prediction: chases only, because it points straight up
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: same but weaker
my_query = torch.tensor([0.0, 0.5])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that a query along the second axis picks chases, key [0, 3], and it gets 0.98. Surprise: with a four times shorter query
# it has only about one half. So the length of the query is like a gain.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 0.5])
# %% query-split
query_split = torch.tensor([1.8, 2.7])   # 0.9 * the old one
# %% shapes
# 896 / 14 = 64 units, 50 time points
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# Everything with a 50 in it becomes 100. The keys and the output double, the scores have 50 twice so four times (10000 instead of 2500).
# Long texts are expensive because of the scores.
