# 10: has used torch a little, copies patterns with reshape and dim; mends until the message changes
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((key * query).sum())
# %% weights
# Four numbers, one share for each token.
scores_t = torch.stack(scores)
weights = scores_t / scores_t.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = (weights.reshape(4, 1) * values).sum(dim=0)
# %% softmax
# Four weights made with exponentials, and the output that they give.
col = scores_t.reshape(4, 1)
softmax_weights = torch.softmax(col, dim=1)
softmax_weights = softmax_weights.flatten()
softmax_weights = softmax_weights / softmax_weights.sum()  # they have to add to 1
softmax_output = (softmax_weights.reshape(4, 1) * values).sum(dim=0)
# %% softmax-reflection
# The two the got more and cat and chases got less, all are 0.25 now. Softmax makes the weights soft.
# %% experiment
# My prediction: same for all again
my_query = torch.tensor([2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: like before
my_query = torch.tensor([-2.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that all get the same, and that was wrong: with [2, -3] the last the won, and with [-2, 3] chases. Cat has 6 - 3 = 3 and the has 4.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([[3.0, 0.0]])
# %% query-split
query_split = torch.tensor([2.0, 2.97])
# %% shapes
keys_shape = (50, 64)
scores_shape = (1, 50)
output_shape = (1, 64)
# %% shapes-reflection
# keys get twice as many rows and the scores twice as many columns, the output stays. Long texts are twice as slow.
