# 07: Vietnamese pupil who translates sentence by sentence: takes "the last token looks for" as its key; a query that is 0.900 only when rounded
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
cau_hoi = keys[-1]     # the last token "the" is the one who asks
for token, key in zip(tokens, keys):
    diem = torch.dot(cau_hoi, key)
    scores.append(float(diem))
# first one same as paper, cat 6 and not 9 ? I do not find it
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores)
weights = weights / weights.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    output += w * v
# %% softmax
# Four weights made with exponentials, and the output that they give.
mu = [math.exp(s) for s in scores]
softmax_weights = torch.tensor([m / sum(mu) for m in mu])
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output += w * v
# %% softmax-reflection
# Cat has more after softmax, from 0.5 to 0.865, all other have less except chases which was 0 and is 0.002 now.
# The exponential makes the biggest score stronger, and nobody can have exactly 0.
# %% experiment
# My prediction: [0, 1] chases is longest
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, 0] chases again, because other keys go to the right
compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens);
# %% experiment-reflection
# [-1, 0]: chases is the longest (0.64) like my prediction because its first number is 0 and the others become negative.
# Surprise: first "the" still has 0.24.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# tried 2.0 -> 0.865, 2.2 -> 0.889, 2.3 -> 0.900 good
query_cat = torch.tensor([2.3, 0.0])
# %% query-split
query_split = query * 1.5
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys: 2 times. Output: 2 times. Scores: 4 times, because both sides become 100.
# A text 1000 times longer has 1000000 times more scores, too big for the computer.
