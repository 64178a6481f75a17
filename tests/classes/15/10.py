# comprehension and dictionaries; two tokens have the same name; then corrects the paper
# %% by-hand
by_hand_scores = [4, 9, 9, 4]   # corrected, the code says 4
by_hand_weights = [4/26, 9/26, 9/26, 4/26]
by_hand_output = [9*4/26 + 9*2/26, 9/26 + 18/26]
# %% scores
score_of = {token: torch.dot(query, key).item() for token, key in zip(tokens, keys)}
print(score_of)
scores = [score_of[token] for token in tokens]
# %% weights
weights = [score / sum(scores) for score in scores]
# %% output
output = sum(weight * value for weight, value in zip(weights, values))
# %% softmax
exp_scores = [math.e ** score for score in scores]
softmax_weights = [x / sum(exp_scores) for x in exp_scores]
softmax_output = sum(weight * value for weight, value in zip(softmax_weights, values))
# %% experiment
# My prediction: a query like chases' key gives chases
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, -1] gives the last the
compute_attention(torch.tensor([1.0, -1.0]), keys, values, tokens)
# %% query-cat
query_cat = torch.tensor([2.0, 1.0])
# %% query-split
query_split = torch.tensor([3.0, 4.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% softmax-reflection
# cat and chases get nearly 0.5 each. The two the are alike and get nearly nothing, because 4 is much less than 9 for an exponential.
# %% experiment-reflection
# chases, predicted. [1, -1] gave cat and the last the the same, which surprised me: both have the score 2.
# %% shapes-reflection
# The scores are four times as many, the keys and outputs double. Long texts cost a lot.
