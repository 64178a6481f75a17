# 09: an accountant; the books have to balance to the cent
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    posting = query[0] * key[0] + query[1] * key[1]
    scores.append(float(posting))
# %% weights
# Four numbers, one share for each token.
balance = sum(scores)
weights = [round(score / balance, 2) for score in scores[:-1]]
weights.append(round(1 - sum(weights), 2))    # the last item takes the rounding difference, so that it adds up to 1
# check: the (3) on paper 0.1667, in code 0.16. That is the rounding difference, OK
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [
    sum(w * float(v[0]) for w, v in zip(weights, values)),
    sum(w * float(v[1]) for w, v in zip(weights, values)),
]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# not rounded here, the small ones would vanish
import math
balance_e = sum(math.exp(score) for score in scores)
softmax_weights = [math.exp(score) / balance_e for score in scores]
softmax_output = [
    sum(w * float(v[0]) for w, v in zip(softmax_weights, values)),
    sum(w * float(v[1]) for w, v in zip(weights, values)),
]
# %% softmax-reflection
# Cat +0.12, chases +0.12, the -0.08, the -0.16. It balances: what the two the lost is what cat and chases won. The exponential favours the large scores.
# %% experiment
# My prediction: [1, 1] cat first, chases second
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [2, 2] same order, cat more
compute_attention(torch.tensor([2.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# Both as predicted in the order. I was surprised that doubling moved cat from 0.64 to 0.86: the scores 4 and 3 are now 8 and 6, so the lead is two points and not one.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# I tried [1, 0] and [10, 0] below: cat is at 0.5 both times, and a longer query does not help. 0.9 is not possible, so the best one:
query_cat = torch.tensor([1.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 896 / 14)
scores_shape = (50, 50)
output_shape = (50, 896 / 14)
# %% shapes-reflection
# keys 6400 instead of 3200, output the same, scores 10000 instead of 2500. So x2, x2, x4. Long texts cost more than proportionally.
