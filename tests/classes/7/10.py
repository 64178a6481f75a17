# A student from accounting who rounds every column as in Excel: right paper numbers rounded to two places, the code then rounded to match the paper, softmax weights rounded to four places, the last shape left open.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]
# The numbers of the output.
by_hand_output = [2.28, 1.14]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    product = key * query
    scores.append(product.sum().item())
# %% weights
# Four numbers, one share for each token.
weights = []
for score in scores:
    weights.append(score / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# rounded as on my sheet, without it the check says that it differs
output = [0, 0]
for i in range(len(tokens)):
    w = round(weights[i], 2)
    output[0] += w * values[i][0].item()
    output[1] += w * values[i][1].item()
# %% softmax
# Four weights made with exponentials, and the output that they give.
powers = [math.exp(score) for score in scores]
softmax_weights = [round(power / sum(powers), 4) for power in powers]
softmax_output = [0, 0]
for i in range(len(tokens)):
    softmax_output[0] += softmax_weights[i] * values[i][0].item()
    softmax_output[1] += softmax_weights[i] * values[i][1].item()
# %% softmax-reflection
# cat and chases got more, the other two got less. The weight went from the small scores to the large scores because e to the power of 9 is so big.
# %% experiment
# My prediction: chases is first, cat second
my_query = torch.tensor([1.0, 5.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that chases wins because of the 5. I did not expect that cat gets practically zero, but its score is 8 and that of chases is 15.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([2.5, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.01])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = ...
# %% shapes-reflection
# The keys double and the scores become four times as many. I am not sure about the output, I ran out of time. Long texts must be very slow.
