# a business student who knows SUMPRODUCT, tidied the notebook at the end, and ran out of time
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(sumproduct(query, key))
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
# %% after weights
# =SUMPRODUCT(A;B) like in Excel. Moved down here, I need it for the output as well
def sumproduct(a, b):
    return sum(float(x) * float(y) for x, y in zip(a, b))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [sumproduct(weights, values[:, 0]), sumproduct(weights, values[:, 1])]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exp_scores = [math.exp(score) for score in scores]
softmax_weights = [x / sum(exp_scores) for x in exp_scores]
softmax_output = ...
# %% softmax-reflection
# Cat and chases got more, both "the" lost nearly all of their share to them. e^9 is about 8000 and e^4 only 55, so a lead of some points becomes a huge lead.
# %% experiment
# My prediction: more for chases
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [0, 3] nearly everything went to chases, as I thought, because only its key has a large second number. I was surprised that both "the" get exactly the same.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# All three change, keys and output double and the scores are four times as many. So long texts cost much more than short ones.
