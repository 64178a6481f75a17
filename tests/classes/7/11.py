# A student who knows R: a default argument that is a list (fresh at every call in R), weights recycled to a matrix row by row where R goes column by column, and the scores as large as the keys.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [18/8, 9/8]
# %% after by-hand-check
def dot_all(q, K, result=[]):
    for i in range(len(K)):
        result.append(torch.dot(q, K[i]).item())
    return result

def weighted_colsums(w, V):
    # R recycles the vector over the columns, here I must do it by hand
    W = torch.tensor(w).repeat(V.shape[1]).reshape(V.shape)
    return (W * V).sum(dim=0)
# %% scores
scores = dot_all(query, keys)
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weighted_colsums(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = (e / e.sum()).tolist()
softmax_output = weighted_colsums(softmax_weights, values)
# %% softmax-reflection
# chases and cat have more than before (0.498 each) and the two the are close to 0. e^9 is so much bigger than e^4 and e^2 that the big ones take it all.
# %% experiment
# My prediction: cat first, then the (3)
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
my_scores = dot_all(my_query, keys)
print(my_scores[-4:])   # prints 8 otherwise, I don't know why
# My prediction: everything even, short query
compute_attention(torch.tensor([0.1, 0.1]), keys, values, tokens)
# %% experiment-reflection
# With [1, 0] the scores are just the first column of the keys, so cat (3) is first and the last the (2) second, as predicted. Surprising was that the first the still gets 9 percent.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 1.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 64)
output_shape = (50, 64)
# %% shapes-reflection
# All three have 100 rows then, so each holds twice as many numbers. A long text costs in proportion to its length.
