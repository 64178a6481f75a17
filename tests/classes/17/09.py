# A linguistics student who tidied up at the end: the helper moved to a cell below the cells that use it.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2 + 1/4, 1 + 1/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores += [float(query[0] * key[0] + query[1] * key[1])]
# %% weights
# Four numbers, one share for each token.
weights = list(map(lambda s: s / sum(scores), scores))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = mix(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = [math.exp(s) for s in scores]
softmax_weights = [e / sum(exponentials) for e in exponentials]
softmax_output = mix(softmax_weights)
# %% after softmax-check
# my helper for Step 3 and Step 4
def mix(some_weights):
    mixed = torch.zeros(2)
    for w, v in zip(some_weights, values):
        mixed = mixed + w * v
    return mixed
# %% softmax-reflection
# The two highest got more and the two lowest less. Exp grows so fast that a lead of 5 points means about 148 times the weight.
# %% experiment
# My prediction: the last token wins with its own key
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: like before but stronger
my_query = torch.tensor([4.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that twice as long makes the long bar longer. It surprised me that "the" does not win with its own key: cat's key has an even larger first number.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 1)    # one score per token
output_shape = (50, 64)
# %% shapes-reflection
# Everything gets twice as long: 100 rows in place of 50. So twice the text is twice the work.
