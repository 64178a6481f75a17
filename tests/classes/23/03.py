# 03: accountant: shares in cents, and the difference is booked on the largest item so that the books balance; thinks of 4 tokens in the big model
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    amount = torch.dot(query, key)
    scores.append(amount.item())
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [round(score / total, 2) for score in scores]
# rounding difference goes to the largest item, so that it adds up to 1.00
difference = 1 - sum(weights)
weights[weights.index(max(weights))] += difference
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value
# %% softmax
# Four weights made with exponentials, and the output that they give.
# (no rounding here, the check did not like a weight of 0.00)
growth = [math.exp(score) for score in scores]
softmax_weights = [g / sum(growth) for g in growth]
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# Cat and chases got more, the two small accounts "the" were nearly written off.
# What they lost was transferred to cat and chases in equal parts, because e to the power s grows like compound interest.
# %% experiment
# My prediction: a query twice as long leaves the shares as they are
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [3, 0] cat first, then the last the
compute_attention(torch.tensor([3.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# With [3, 0] cat was first with 0.95 as I had predicted, since it has the largest first component.
# The doubled query surprised me, I expected the same shares but cat and chases took everything: doubling doubles the differences.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 1.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 4)      # 50 queries, each one has 4 scores
output_shape = (50, 896 / 14)
# %% shapes-reflection
# Twice as many tokens means twice as many rows everywhere, so all three double.
# For long texts the costs grow in proportion.
