# quick and confident, saves lines of code, tries queries out until a number looks good
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(query @ key)
# %% weights
weights = torch.stack(scores) / sum(scores)
# %% output
output = values[0]  # is zero, so I can start there
for weight, value in zip(weights, values):
    output += weight * value
# %% softmax
e = torch.stack(scores).exp()
softmax_weights = e / e.sum()
softmax_output = torch.zeros(2)  # with values[0] again the check complained
for weight, value in zip(softmax_weights, values):
    softmax_output += weight * value
# %% softmax-reflection
# cat and chases go up to almost 0.5, "the" and "the" go down to almost 0. Softmax rewards the winners, because an
# exponential grows so fast.
# %% experiment
# My prediction: [2, -1] chases goes down
my_query = torch.tensor([2.0, -1.0])
a = compute_attention(my_query, keys, values, tokens)
b = compute_attention(my_query, keys, values, tokens, use_softmax=False)
# My prediction: twice as long, no change
c = compute_attention(2 * my_query, keys, values, tokens)
# %% experiment-reflection
# chases went down as predicted because its key points up and the query down. It surprised me that a query that is
# twice as long does change the weights with softmax: the difference of the scores is doubled.
# %% query-cat
# tried out, see below
query_cat = torch.tensor([2.0, -1.9])
# %% after query-cat
tried = compute_attention(query_cat, keys, values, tokens, use_softmax=False)  # cat 0.93 :)
# %% query-split
query_split = query / 2
# %% shapes
d = 896 // 14
keys_shape, scores_shape, output_shape = (50, d), (50, 50), (50, d)
# %% shapes-reflection
# keys x2, scores x4, output x2. The scores are the problem in long texts.
