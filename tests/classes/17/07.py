# A linguistics student who writes loops with zip and uses the same name for the list and for the thing in it.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(sum(query * key))
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, values in zip(weights, values):
    output += weight * values
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores))
softmax_weights = softmax_weights / sum(softmax_weights)
softmax_output = torch.zeros(2)
for weight, values in zip(softmax_weights, values):
    softmax_output += weight * values
# %% softmax-reflection
# cat and chases get more, the tokens "the" get less. Their weight goes to those with high scores. I do not know why my output is 0 0 now.
# %% experiment-reflection
# My pictures did not come after I had run everything (error), but on the sheet: with [1, 3] cat goes from 9 to 6 and chases keeps 9, because its key has a 0 in the first place. So chases wins.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# [1, 0] was 0.64, longer is better
query_cat = torch.tensor([2.0, 0.0])
# %% query-split
query_split = query * 2
# %% shapes
keys_shape = 50, 64
scores_shape = 50, 50
output_shape = 50, 64
# %% shapes-reflection
# keys and output: twice. scores: four times (100 x 100 = 10000 and not 2500). Very long texts need very many scores.
