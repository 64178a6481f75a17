# 11: a lawyer; reads every sentence closely and draws conclusions of her own
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
# "self-attention": the last token asks, so its own vector (position 3) is compared with all keys
asking = keys[3]
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(asking, key))
# check: cat on paper 9, in code 6. The paper and the code contradict each other, I do not see which is wrong
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for position in range(4):
    output = output + weights[position] * values[position]
# %% softmax
# Four weights made with exponentials, and the output that they give.
powers = torch.exp(torch.tensor(scores))
softmax_weights = powers / powers.sum()
softmax_output = torch.zeros(2)
for position in range(4):
    softmax_output = softmax_output + softmax_weights[position] * values[position]
# %% softmax-reflection
# Only cat got more (0.5 to 0.86), both articles got less; chases had nothing before and has a very little now, because e to the power of 0 is 1 and not 0. The weight went to the highest score, as the exponential rewards a lead.
# %% experiment
# My prediction: [3, 1] is exactly cat's key, so cat wins
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: with the opposite sign cat gets least
compute_attention(torch.tensor([-3.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted cat wins with its own key and loses with the opposite. I was surprised that with [-3, -1] the first article and chases are equal: both keys give 3 times the sign, namely 3 * 1 and 1 * 3.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# I ask for the token cat and for no other: the, cat, chases, the
query_cat = torch.tensor([0.0, 1.0, 0.0, 0.0])
# %% query-split
# "you know one of them already"
query_split = query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 49)   # each token is compared with all the others
output_shape = (50, 64)
# %% shapes-reflection
# Keys and outputs have twice as many numbers. The scores have about four times as many. For long texts the scores are by far the largest item.
