# 03: Spanish-speaking pupil, long variable names, a loop variable of an earlier cell sneaks into the output
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    producto = query[0] * key[0] + query[1] * key[1]
    scores.append(producto)
# %% weights
# Four numbers, one share for each token.
suma_total = sum(scores)
weights = []
for score in scores:
    weight = score / suma_total
    weights.append(weight)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for value in values:
    output = output + weight * value
output
# not green, it says 1 and on paper 2.25. I go on
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponenciales = torch.exp(torch.tensor(scores))
softmax_weights = exponenciales / exponenciales.sum()
softmax_output = softmax_weights @ values     # my neighbour showed me the @, much shorter
# %% softmax-reflection
# Cat and chases have grown from 0.375 to almost 0.5, and the articles have almost disappeared.
# The sum is always 1, therefore the lost weight is in cat and chases now.
# %% experiment
# My prediction: query [1, 1] cat wins, chases second
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: query [0, 0] nobody wins
compute_attention(torch.zeros(2), keys, values, tokens);
# %% experiment-reflection
# With [1,1] cat gets 0.64 and chases 0.24, as I predicted because cat has 3+1 = 4 and chases 3.
# With [0,0] I thought that all would get zero but each gets 0.25, since e^0 = 1 for all of them. That surprised me.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([6.0, -2.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)      # 896/14 = 64
scores_shape = (50, 49)    # each token asks all the others
output_shape = (50, 64)
# %% shapes-reflection
# The keys have the double, the outputs have the double, and the scores about four times more (100 x 99).
# So for very long texts the scores are the problem, it grows like n squared.
