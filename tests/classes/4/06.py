# A pair that saves memory: weights multiplied into the values where they stand; column vectors from linear algebra.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(key @ query)
# %% weights
weights = [score / sum(scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
for i in range(4):
    values[i] *= weights[i]
output = values.sum(dim=0)
print(output)   # same as paper!! but check says no?
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.exp(torch.tensor(scores))
softmax_weights = exps / torch.sum(exps)
softmax_output = softmax_weights @ values
print(softmax_output)
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# cat and chases more, the less. Strange: the output got smaller with softmax although the important words have more weight.
# %% experiment
# My prediction: chases
my_query = torch.tensor([0.0, 2.0])
w, o = compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [0,2] chases wins as predicted since its key points up. We did not expect that cat still has a bit.
# %% query-cat
query_cat = 10 * torch.tensor([1.0, 0.0])
# %% query-split
query_split = 0.5 * torch.tensor([2.0, 3.0])
# %% shapes
# vectors are columns
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# 100 columns instead of 50. scores 100x100 so 4 times as much. Bad for long texts, memory!
