# Likes helper functions; one helper keeps its running total in a default argument, and the total of the scores comes from paper.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
def match(a, b):
    return torch.dot(a, b)

scores = []
for token, key in zip(tokens, keys):
    scores.append(match(query, key))
# %% weights
def share(part, whole):
    return part / whole

# Four numbers, one share for each token.
weights = [share(s, sum(by_hand_scores)) for s in scores]
# %% output
def collect(shares, result=torch.zeros(2)):
    for w, v in zip(shares, values):
        result += w * v
    return result

# The weighted sum of the four values: as many numbers as in one value.
output = collect(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
powers = [torch.exp(s) for s in scores]
softmax_weights = [share(p, sum(powers)) for p in powers]
softmax_output = collect(softmax_weights)
# %% after softmax-check
# the helper worked in step 3?? same function
print(softmax_output)
# %% softmax-reflection
# More for cat and chases, less for the two articles. The exponential makes the large scores larger still, and the shares have to add to 1.
# %% experiment
# My prediction: [2, -3] cat wins since chases becomes negative
my_query = torch.tensor([2.0, -3.0])
r1 = compute_attention(my_query, keys, values, tokens)
# My prediction: with plain division something strange
r2 = compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# I predicted something strange for plain division, and it was an error about infinity, because the four scores add to 0. It surprised me that with [2, -3] the last the beats cat: 4 points, while cat has 6 - 3 = 3.
# %% query-cat
query_cat = torch.tensor([3.5, 0.5])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
def per_head(width, heads):
    return width // heads

keys_shape = (50, per_head(896, 14))
scores_shape = (50, 50)
output_shape = (50, per_head(896, 14))
# %% shapes-reflection
# Keys: 2 times, outputs: 2 times, scores: 4 times. Attention on long texts costs the square.
