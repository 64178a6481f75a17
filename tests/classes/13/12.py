# Thinks in dictionaries, one entry for each word, and two of the words are the same; did not share the width out among the heads.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = {}
for token, key in zip(tokens, keys):
    scores[token] = torch.dot(query, key).item()
print(scores)
# the check wants square brackets
scores = list(scores.values())
# %% after scores-check
# it holds 3 because "the" is there twice, I think it is okay, a word has one score
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [s / total for s in scores]
print(weights, sum(weights))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, value in zip(weights, values):
    output += w * value
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = [math.exp(s) for s in scores]
softmax_weights = [x / sum(exps) for x in exps]
softmax_output = torch.zeros(2)
for w, value in zip(softmax_weights, values):
    softmax_output += w * value
print(softmax_weights, softmax_output)
# %% softmax-reflection
# cat and chases have now almost 0.5 each and "the" has nearly nothing, 0.003. The small score loses because the exponential grows so fast, and the big ones take it.
# %% experiment
# My prediction: chases bigger than cat
my_query = torch.tensor([1.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the cat is bigger
my_query = torch.tensor([2.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [2, 1] makes cat bigger like I said. [1, 2] surprised me a bit, cat still gets 0.26, because it has the score 5 against 6 and that is only one point.
# %% query-cat
query_cat = keys[1] * 2
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
keys_shape = (50, 896)
scores_shape = (50, 50)
output_shape = (50, 896)
# %% shapes-reflection
# The keys and the output are doubled, the scores are 100 x 100, four times. If the text is very long, the scores are more than everything else.
