# A student of process engineering who likes named entries and trusts the computer more than the paper
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [4, 9, 9, 4]   # first had 2 for the first one, corrected
by_hand_weights = [4/26, 9/26, 9/26, 4/26]
# The numbers of the output.
by_hand_output = [54/26, 27/26]
# %% scores
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = torch.dot(query, key).item()
# list(score_of.values()) had only 3 numbers, so:
scores = []
for t in tokens:
    scores.append(score_of[t])
# %% weights
# Four numbers, one share for each token.
weights = []
for t in tokens:
    weights.append(score_of[t] / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output = output + w * v
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.softmax(torch.tensor(scores), dim=0)
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output = softmax_output + w * v
# %% softmax-reflection
# The and the went down from 0.15 to under 0.01 each, cat and chases went up to almost one half. The weight goes to the strong ones since e to the 9 is so much larger than e to the 4.
# %% experiment
# My prediction: chases gets the most
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: nobody gets anything
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# With [0, 1] chases won, as I had said, it has the 3 in the second place. The zero query surprised me: all got 0.25, because all scores are 0 and e^0 is 1 for everyone.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [10, 0]
# %% query-split
query_split = [3, 4.5]
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Double tokens: the keys and the output are (100, 64), so 2x, and the scores are (100, 100), so 4x. A very long text is dominated by the scores.
