# A student who writes a helper with the return in the loop, formats weights as text, and puts the heads back together
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = [torch.dot(query, key).item() for key in keys]
print(scores)
# %% weights
# Four numbers, one share for each token.
weights = [f"{score / sum(scores):.4f}" for score in scores]
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def weighted_sum(ws, vs):
    total = torch.zeros(2)
    for w, v in zip(ws, vs):
        total = total + float(w) * v
        return total

output = weighted_sum(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = [math.exp(score) for score in scores]
softmax_weights = [x / sum(e) for x in e]
softmax_output = weighted_sum(softmax_weights, values)
# %% softmax-reflection
# cat and chases got more, the and the got less, almost zero. The weight went to the large ones because e^x grows so fast.
# %% experiment
# My prediction: cat and chases swap
my_query = torch.tensor([3.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: same but stronger
compute_attention(torch.tensor([6.0, 4.0]), keys, values, tokens)
# %% experiment-reflection
# With [3, 2] cat had nearly everything, I thought that chases would still get something. Score 11 against 6. The longer query made it stronger as predicted.
# %% query-cat
query_cat = torch.tensor([3.0, 2.0])
# %% query-split
query_split = torch.tensor([2.2, 3.3])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 896)   # must be as wide as a token again for the next layer
# %% shapes-reflection
# keys 2x, scores 4x, output 2x. So the scores need most space when the text is long.
