# 05: an R user from a genomics lab; vectors, matrices and columns as samples
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
# in R: scores <- as.vector(K %*% q)
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.sum(query * key))
# %% weights
# Four numbers, one share for each token.
x = torch.tensor(scores)
weights = x / torch.sum(x)       # prop.table(x)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# in R: V <- matrix(values, nrow = 2), then one column per token
V = values.reshape(2, -1)
output = V @ weights
# Not yet: component 0 on paper 2.25, in code 1.667 ... but the matrix product is right, and the dimensions fit
# %% softmax
# Four weights made with exponentials, and the output that they give.
ex = torch.exp(x)
softmax_weights = ex / torch.sum(ex)
softmax_output = V @ softmax_weights
# %% softmax-reflection
# cat and chases got more (0.375 -> 0.496), both the got less (0.083 -> 0.0005, 0.167 -> 0.003). The weight moved to the largest scores. exp() turns differences into ratios.
# %% experiment
# My prediction: [0, 1] is for chases
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, 0] prefers chases too, as it is the only one with 0
w, o = compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# Both went to chases as predicted. It surprised me that for [-1, 0] the first the has 0.24: its key [1, 0] gives only -1, the next best after 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
# 3a + b = 3b  =>  b = 1.5 a
a = 3.0
query_split = torch.tensor([a, 1.5 * a])
# %% shapes
# features in rows, samples (tokens) in columns, as in every expression matrix
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# keys and output double, scores is 100 x 100 and so 4 times as big. Like a distance matrix: dist() on many samples fills the memory first.
