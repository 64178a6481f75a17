# 08: general practitioner, used MATLAB as a student; tries things in own cells, does not run the checks
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 6]
by_hand_weights = [2/26, 9/26, 9/26, 6/26]
# The numbers of the output.
by_hand_output = [54/26, 27/26]
# %% after by-hand
# first the example from the text, to see how dot works
query = torch.tensor([1.0, 2.0])
k = torch.tensor([4.0, 5.0])
torch.dot(query, k)     # 14, correct
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores = scores + [torch.dot(query, key)]
# %% weights
# Four numbers, one share for each token.
scores_vec = torch.tensor(scores)
weights = scores_vec / torch.sum(scores_vec)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(0, 4):
    for j in range(0, 2):
        output[j] = output[j] + weights[i] * values[i, j]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(scores_vec) / torch.sum(torch.exp(scores_vec))
# values @ softmax_weights gives a size error (4x2 and 4), so make it 2x4
softmax_output = values.reshape(2, 4) @ softmax_weights
# %% softmax-reflection
# chases got much more than before, and the two "the" lost. Exponentials make the gap between scores larger,
# and since all must add to 1 the weight goes to the top.
# %% experiment
# My prediction: [5, 0] cat
my_query = torch.tensor([5.0, 0.0])
compute_attention(my_query, keys, values, tokens);
# My prediction: [0, 5] chases
compute_attention(torch.tensor([0.0, 5.0]), keys, values, tokens);
# %% experiment-reflection
# Both predictions were right, the first number of the query asks for cat and the second for chases.
# I was surprised that it is so extreme, almost 1 and 0. A difference of 5 in the score is already a factor of 148.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 1.0])
# %% query-split
query_split = [2, 3]
# %% shapes
keys_shape = (50, 896/14)
scores_shape = (50, 50)
output_shape = (50, 896/14)
# %% shapes-reflection
# The keys and the output have twice as many rows and so twice the numbers, the scores go from 2500 to 10000.
# For long texts it is a square, so it soon becomes too large.
