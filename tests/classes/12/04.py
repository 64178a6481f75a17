# A ward nurse from a country with decimal commas, who rounds everything to three places as on a drug chart.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
# Four numbers, one share for each token.
weights = []
for s in scores:
    weights.append(round(s / sum(scores), 3))
# %% after weights
print(weights)
# %% output
out = torch.zeros(2)
for w, v in zip(weights, values):
    out = out + w * v
output = out
# %% softmax
import math
exps = []
for s in scores:
    exps.append(math.exp(s))
softmax_weights = []
for e in exps:
    softmax_weights.append(round(e / sum(exps), 3))   # I do divide by the sum of all!!
out2 = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    out2 = out2 + w * v
softmax_output = out2
# %% softmax-reflection
# cat and chases get nearly half each now and the two "the" nearly nothing. Softmax gives the weight to the ones with the highest score,
# a bit like triage.
# %% experiment
# My prediction: [3, 0] only cat
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [3, 0] cat gets 0.95, I had predicted that because its key begins with 3. With [1, 3] I was surprised how much cat loses.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Scores become 4 times as many, the other two double. Long texts get very expensive.
