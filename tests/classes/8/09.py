# A complete beginner (history) who copies the example line of the text and writes decimals as in school, with a comma.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
scores.append(torch.dot(torch.tensor([2.0, 3.0]), torch.tensor([1.0, 0.0])))
scores.append(torch.dot(torch.tensor([2.0, 3.0]), torch.tensor([3.0, 1.0])))
scores.append(torch.dot(torch.tensor([2.0, 3.0]), torch.tensor([0.0, 3.0])))
scores.append(torch.dot(torch.tensor([2.0, 3.0]), torch.tensor([2.0, 0.0])))
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights[0]*values[0] + weights[1]*values[1] + weights[2]*values[2] + weights[3]*values[3]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores)) / sum(torch.exp(torch.tensor(scores)))
softmax_output = softmax_weights[0]*values[0] + softmax_weights[1]*values[1] + softmax_weights[2]*values[2] + softmax_weights[3]*values[3]
# %% softmax-reflection
# cat and chases have more now and the two "the" have less. The weight went to cat and chases since they had the biggest scores, and e makes big scores very big.
# %% experiment
# My prediction: chases gets the most
my_query = torch.tensor([1.0, 4.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that chases gets the most for [1, 4] because 3 times 4 is 12 and that was correct. I was surprised that cat gets so little although it has a score of 7.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([10.0, 1.0])
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
# 896 : 14 = 62
keys_shape = (50, 62)
scores_shape = (50, 50)
output_shape = (50, 62)
# %% shapes-reflection
# Everything that has 50 becomes 100. The scores have 50 two times, so they become four times as many, the others two times.
