# A civil engineering student who writes counting loops as in Matlab
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2.0, 9.0, 9.0, 4.0]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = 0
    for j in range(2):
        s = s + query[j] * key[j]
    scores.append(s)
# %% weights
# Four numbers, one share for each token.
total = sum(scores)
weights = [s / total for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
# for i = 1:4
# range(1, 5) says "index 4 is out of bounds", so one less
for i in range(1, 4):
    output = output + weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
ex = torch.exp(torch.tensor(scores))
softmax_weights = ex / ex.sum()
softmax_output = torch.matmul(softmax_weights, values)
# %% softmax-reflection
# The tokens cat and chases got more weight and the two the got less. The weight moved to the biggest scores since exp grows so fast.
# %% experiment
# My prediction: cat gets everything because its key points to the right the most
my_query = torch.tensor([4.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases wins
compute_attention(torch.tensor([0.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# When I pointed the query up, chases won as predicted since its key is [0, 3]. I was surprised how little the last the gets for [4, 0], it has 2 in x and cat has 3.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 896)   # 14 heads * 64 side by side
# %% shapes-reflection
# The scores get four times as many numbers because both sides double. Keys and output only double. So long texts need a lot of memory for scores.
