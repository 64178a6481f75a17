# Trusts the computer more than the pencil: took the last token's key for its query, then corrected the paper; skips what is zero.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# corrected after step 1 (had 2, 9, 9, 4 first, the check said they differ)
by_hand_scores = [2, 6, 0, 4]
by_hand_weights = [2/12, 6/12, 0/12, 4/12]
# The numbers of the output.
by_hand_output = [6/12 * 4 + 0 * 2, 6/12 * 1 + 0 * 2]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # the last token asks: position 3
    scores.append(torch.dot(keys[3], key))
# %% weights
scores_t = torch.tensor(scores)
weights = scores_t / scores_t.sum()
# %% output
# "the" passes on nothing (0, 0), so only cat and chases are needed
output = weights[1] * values[1] + weights[2] * values[2]
# %% softmax
exp_t = torch.exp(scores_t)
softmax_weights = exp_t / exp_t.sum()
softmax_output = softmax_weights[1] * values[1] + softmax_weights[2] * values[2]
# %% softmax-reflection
# Cat got much more (0.5 to 0.86) and the last the got less. chases had zero before and now it has a tiny bit, because e to the 0 is 1 and not 0. The weight went to the largest score.
# %% experiment
# My prediction: cat, like in my step 4
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases
my_query = torch.tensor([1.0, 4.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [2, 0] gives the same as my step 4, I expected that. What surprised me is the first picture with [2, 3], there cat and chases are equal. For [1, 4] chases wins because its key [0, 3] points up.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
# tried until it fitted
query_split = torch.tensor([2.0, 3.01])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output have 2 times as many, scores 4 times. A long text takes much more time than a short one.
