# A student of naval architecture, Matlab habits in the operators and in the order of rows and columns
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]
# The numbers of the output.
by_hand_output = [2.25, 1.13]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    a = (query * key).sum()
    scores.append(float(a))
# %% weights
# Four numbers, one share for each token.
S = sum(scores)
weights = [round(x/S, 3) for x in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [0, 0]
for w, v in zip(weights, values.tolist()):
    output[0] += w*v[0]
    output[1] += w*v[1]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = 2.71828182846
E = [e^x for x in scores]
softmax_weights = [x/sum(E) for x in E]
softmax_output = [0, 0]
for w, v in zip(softmax_weights, values.tolist()):
    softmax_output[0] += w*v[0]
    softmax_output[1] += w*v[1]
# %% softmax-reflection
# My code did not run here (unsupported operand), but I think cat and chases get more since e^9 is much larger than e^2 and e^4. The weight comes from the two the.
# %% experiment
# My prediction: cat and the last the share, as both keys point to the right
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: without softmax cat is at one half
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# For [2, 0] I had predicted that cat wins and the last the comes second, keys 3 and 2. I was surprised that without softmax the picture is far flatter and stays the same when the query gets longer.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([2.5, 0.0])
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# The 50 turns into 100 wherever it stands. Keys and output double, the scores get four times as large. For long texts the score matrix will not fit into memory.
