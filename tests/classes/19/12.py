# A statistics student who thinks of a match as a correlation and of mixing as an average.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [54/24, 27/24]
# %% scores
def similarity(a, b):
    """Like a correlation: between -1 and 1."""
    return torch.dot(a, b) / (a.norm() * b.norm())

scores = []
for token, key in zip(tokens, keys):
    scores.append(similarity(query, key).item())
# %% weights
scores_t = torch.tensor(scores)
weights = scores_t / scores_t.sum()
# %% output
weighted_values = weights[:, None] * values
output = weighted_values.mean(dim=0)   # weighted mean of the values
# %% softmax
e = torch.exp(scores_t)
softmax_weights = e / e.sum()
softmax_output = (softmax_weights[:, None] * values).mean(dim=0)
# %% softmax-reflection
# The weights got a little more even, the two "the" gained. I expected the opposite from the text, but the scores are all below 1 so the exponential does not do much.
# %% experiment
# My prediction: same direction, same weights
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: only the second number counts
compute_attention(torch.tensor([0.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# I predicted that a longer query in the same direction changes nothing, but the winners got even more. With [0, 1] chases won as predicted, because of the 3 in its key.
# %% query-cat
# more than 0.9 for cat, the rest for chases
query_cat = torch.tensor([0.95, 0.05])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Scores quadruple, the other two double. Very long texts need a different method, I guess.
