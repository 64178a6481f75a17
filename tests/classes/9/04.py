# works late, prints a lot, from a country with a decimal comma
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key)
    print(token, score)
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = []
for s in scores:
    weights.append(score / total)
print(weights)
# they have to add to 1
all_weights = sum(weights)
weights = [w / all_weights for w in weights]
print(weights)
# %% output
output = torch.zeros(2)
for w, v in zip(weights, values):
    output += w * v
print(output)
# %% softmax
exponentials = []
for s in scores:
    exponentials.append(torch.exp(s))
total = sum(exponentials)
softmax_weights = []
for e in exponentials:
    softmax_weights.append(e / total)
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    softmax_output += w * v
print(softmax_weights, softmax_output)
# %% softmax-reflection
# Before, all four had 0.25. With softmax cat and chases have half each and "the" almost nothing, so softmax makes
# differences where there were none.
# %% experiment
# My prediction: a longer query [4, 6] makes cat bigger than chases
my_query = torch.tensor([4.0, 6.0])
print(compute_attention(my_query, keys, values, tokens))
# My prediction: [1, 0] cat wins
my_query = torch.tensor([1.0, 0.0])
print(compute_attention(my_query, keys, values, tokens))
# %% experiment-reflection
# I thought a longer query would make a difference between cat and chases but they stay the same because both have
# score 18. [1, 0] was as I predicted, cat has the largest first number in its key.
# %% query-cat
query_cat = torch.tensor([2.0, -2.0])
# %% after query-cat
print(compute_attention(query_cat, keys, values, tokens))
query_cat = torch.tensor([5.0, 0.0])
print(compute_attention(query_cat, keys, values, tokens))
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys: double. scores: four times. output: double. It means that very long texts need very much memory.
