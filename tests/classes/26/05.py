# 05: microbiologist with gene expression tables (genes in rows, samples in columns), writes tidy small loops
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum())
# %% weights
# Four numbers, one share for each token.
weights = []
total = 0
for score in scores:
    total = total + score
    weights.append(score / total)
# %% after weights
# My weights add to 2.4 and not to 1?? I do add all of them up. No idea, go on.
print(total)
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.tensor(weights) @ values
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / exps.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# The small scores are pushed to zero and the large ones get what was theirs.
# It is like a selection medium: a small advantage grows exponentially. The last the goes from 0.17 to 0.003.
# %% experiment
# My prediction: query [0, 1] -> chases, and with [0, 10] only chases
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
compute_attention(10 * my_query, keys, values, tokens)
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# With [0, 1] chases won as predicted, because only its key has a large second number. Surprise: with plain division
# the two "the" get exactly 0, with softmax they always get a bit.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.5])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
# features x samples, as in our count tables
keys_shape = (896 // 14, 50)
scores_shape = (50, 50)
output_shape = (896 // 14, 50)
# %% shapes-reflection
# Keys and output double (one column more for each token), the score table has four times as many fields.
# For a whole genome as text that would be impossible.
