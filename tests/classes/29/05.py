# 05: an architect who works with Rhino and Grasshopper: sees vectors as arrows and their shadows
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
# dot product = length of the shadow of the key on the direction of the query
direction = query / torch.norm(query)
scores = []
for token, key in zip(tokens, keys):
    shadow = torch.dot(key, direction)
    scores.append(shadow)
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = torch.stack(scores) / torch.stack(scores).sum()
print(weights)  # 0.0833 0.375 0.375 0.1667 same as my handout, so the scores must be fine, just another unit
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
output = output + weights[0] * values[0]
output = output + weights[1] * values[1]
output = output + weights[2] * values[2]
output = output + weights[3] * values[3]
# %% softmax
# Four weights made with exponentials, and the output that they give.
ex = torch.exp(torch.stack(scores))
softmax_weights = ex / ex.sum()
softmax_output = (softmax_weights.reshape(4, 1) * values).sum(0)
# %% softmax-reflection
# cat and chases got more, the articles got less, not zero but thin like a hairline. The lost weight is on the
# two strong ones. The exponential stretches the section, what is high gets a lot higher.
# %% experiment
# My prediction: perpendicular to cat = cat gets nothing
my_query = torch.tensor([-1.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: mirror image of the query on the first axis, [2, -3], chases is dead
compute_attention(torch.tensor([2.0, -3.0]), keys, values, tokens)
# %% experiment-reflection
# I turned the query to be perpendicular to cat and all went to chases, predicted. At [2, -3] I thought that cat would
# win, but the last "the" won: its key [2, 0] lies nearer in angle, and cat pays for the 1 with -3.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# 2 x the key of cat
query_cat = 2 * torch.tensor([3.0, 1.0])
# %% query-split
# same direction as [2, 3], at scale 1:10. Direction is what counts
query_split = torch.tensor([0.2, 0.3])
# %% shapes
keys_shape = (50, 896/14)
scores_shape = (50, 50)
output_shape = (50, 896/14)
# %% shapes-reflection
# Keys and output are a strip that gets twice as long with the same width. The scores are a square whose side doubles,
# so the area is four times. Long text = huge square.
