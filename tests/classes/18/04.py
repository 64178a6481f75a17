# A student of control engineering who normalises with ready-made functions
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
by_hand_output = [4*9/24 + 2*9/24, 9/24 + 2*9/24]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())
# %% weights
# Four numbers, one share for each token.
s = torch.tensor(scores)
# weights = s / torch.linalg.norm(s)       # adds to 1.78, not to 1
weights = torch.nn.functional.normalize(s, p=1, dim=0)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = (weights[:, None] * values).sum(dim=0)
# %% softmax
# Four weights made with exponentials, and the output that they give.
z = s / s.max()          # scale first so that exp does not overflow
softmax_weights = torch.exp(z) / torch.exp(z).sum()
softmax_output = (softmax_weights[:, None] * values).sum(dim=0)
# %% softmax-reflection
# In my numbers cat and chases lost a bit and the two the got more, so softmax makes the weights more even. The weight went from the large to the small scores. I had expected it the other way round.
# %% experiment
# My prediction: short query, all about the same
my_query = torch.tensor([0.1, 0.1])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat only
my_query = torch.tensor([6.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# A short query gave nearly equal weights as predicted, since all scores are near zero then. The surprise was how sharp [6, 2] is, cat has nearly 1, because the scores are 20 and 6 and 12.
# %% query-cat
query_cat = torch.tensor([6.0, 2.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# keys and output double to 100x64. scores goes from 2500 to 10000 numbers, so four times. Long texts become expensive quadratically.
