# 09: clever shortcuts; sees green checks and trusts them, reads the bars of the wrong chart
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.sum(key * query))
# %% weights
# Four numbers, one share for each token.
scores_t = torch.stack(scores)
weights = scores_t / scores_t.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = values[0]   # [0, 0], start with the first token and add the other three
for w, v in zip(weights[1:], values[1:]):
    output += w * v
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(scores_t) / torch.exp(scores_t).sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# cat and chases share 99 percent now, both "the" lost. Because e^s multiplies by e for each point, it is the
# difference of the scores that counts and no longer their ratio.
# %% experiment
# My prediction: 10 times the query -> cat and chases exactly one half each
my_query = 10 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 1] -> chases first, then cat
compute_attention(torch.tensor([0.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# 10 * query gave 0.5000 twice, as predicted, since the lead over the others is 50 points. [0, 1] surprised me,
# the two "the" get 0.04 each although their score is 0: e^0 is 1 and not 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# compute_attention(query_cat, keys, values, tokens, use_softmax=False) says 0.9318
query_cat = torch.tensor([1.0, -0.95])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = keys_shape
# %% shapes-reflection
# keys_shape and output_shape get twice the numbers, scores_shape four times. A text with 10 times as many
# tokens needs 100 times as many scores.
