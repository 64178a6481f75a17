# PhD student of musicology: loops as in the Python course, short names, reuses names freely.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% weights
# Four numbers, one share for each token.
weights = []
for s in scores:
    weights.append(s / sum(scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for w, v in zip(weights, values):
    v *= w
    output += v
# %% after output-check
print(output)
print(sum(weights))
# 2.25 and 1.125 as on paper, and my weights do add to 1! I think the check is wrong here.
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = []
exps = []
for s in scores:
    exps.append(torch.exp(s))
for e in exps:
    softmax_weights.append(e / sum(exps))
softmax_output = torch.zeros(2)
for w, v in zip(softmax_weights, values):
    v *= w
    softmax_output += v
# %% softmax-reflection
# Cat and chases have more than before and the two articles less. Their weight went to the two loudest voices. The exponential function is like a compressor turned the wrong way: loud becomes louder and quiet becomes silent.
# %% experiment
# My prediction: only chases, because its key is [0, 3]
query = torch.tensor([0.0, 4.0])
compute_attention(query, keys, values, tokens)
# My prediction: a negative one gives negative weights
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [0, 4] chases got nearly all, as I had predicted from its key. I was surprised that a negative query has no negative weights: an exponential is never negative. I do not understand why the outputs became so small.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, -1.0])
# %% query-split
# the query of the handout splits evenly (9 and 9), and twice as long it still does
query_split = 2 * query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Twice as many keys, twice as many outputs, but four times as many scores. So very long texts become very slow.
