# A student of aerospace engineering who knows projections from mechanics
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [.0833, .375, .375, .1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    # how much of the key lies in the direction of the query = projection
    proj = torch.dot(query, key) / torch.norm(query)
    scores.append(proj)
# %% weights
# Four numbers, one share for each token.
weights = [sc / sum(scores) for sc in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = sum(w * v for w, v in zip(weights, values))
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = [torch.exp(sc) for sc in scores]
softmax_weights = [x / sum(exps) for x in exps]
softmax_output = sum(w * v for w, v in zip(softmax_weights, values))
# %% softmax-reflection
# Cat and chases went from 0.375 to about 0.42, the first the lost the most in relation. The exponential widens the gaps between the scores, so the weight goes from the low ones to the high ones.
# %% experiment
# My prediction: [3,1] is exactly the key of cat so cat wins
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: same query negative, cat loses
compute_attention(torch.tensor([-3.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# Pointing the query along cat's key made cat win, as predicted, as the projection is the largest there. For the negative one I did not expect a tie of the first the and chases, but both have the score -3.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
# half for cat, half for chases
query_split = torch.tensor([0.5, 0.5])
# %% shapes
keys_shape = (50, 896/14)
scores_shape = (50, 50)
output_shape = (50, 896/14)
# %% shapes-reflection
# Scores: 4 times as many (100*100). Keys and outputs: 2 times. For a book this would be billions of scores.
