# A linguistics student: looks each word up with index, and corrects the paper when the check finds a difference.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# corrected: the last one was 4, but the is the same word so it must be 2
by_hand_scores = [2, 9, 9, 2]
by_hand_weights = [2/22, 9/22, 9/22, 2/22]
# The numbers of the output.
by_hand_output = [54/22, 27/22]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    position = tokens.index(token)
    score = torch.dot(keys[position], query)
    scores.append(score.item())
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = []
for score in scores:
    exps.append(torch.exp(torch.tensor(score)))
softmax_weights = []
for x in exps:
    softmax_weights.append(x / sum(exps))
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# The content words get more, the function words get less. Because of the e the weight of "the" is nearly 0, it went to cat and chases.
# %% experiment
# My prediction: cat
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With the key of cat as the query cat wins. I did not expect that the two "the" are different in the picture, the keys at position 0 and 3 are not the same.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# The 50 becomes 100 everywhere. The scores have it twice so they are four times as big, that is bad for long texts.
