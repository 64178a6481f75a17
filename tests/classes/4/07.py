# A pair that rounds like a pocket calculator, and puts the heads together too early.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key)
    scores.append(round(float(score), 3))
# %% after scores
def r(x):
    "round like on the calculator"
    return round(float(x), 3)
# %% weights
# Four numbers, one share for each token.
weights = [r(s / sum(scores)) for s in scores]
weights
# %% output
output = [r(sum(w * v[0] for w, v in zip(weights, values))),
          r(sum(w * v[1] for w, v in zip(weights, values)))]
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
def r(x):
    return round(float(x), 4)     # 3 was not enough, check said 0 is never possible
e_scores = [math.exp(s) for s in scores]
softmax_weights = [r(e / sum(e_scores)) for e in e_scores]
softmax_output = [r(sum(w * v[0] for w, v in zip(softmax_weights, values))),
                  r(sum(w * v[1] for w, v in zip(softmax_weights, values)))]
# %% after softmax-check
softmax_weights, sum(softmax_weights)   # what is wrong here??
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# cat 0.375 -> 0.498, chases the same, the 0.083 -> 0.0005 and 0.167 -> 0.0034. The weight goes to the winners since e^9 is huge against e^2.
# %% experiment
# My prediction: longer query = more extreme
my_query = torch.tensor([20.0, 30.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the other way around
compute_attention(torch.tensor([3.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# 10 times longer: exactly 0.5 and 0.5, predicted. [3,2] gives it all to cat, because 3*3+1*2 = 11 and chases has only 6.
# %% query-cat
query_cat = torch.tensor([3.0, 2.0])
# %% query-split
query_split = torch.tensor([20.0, 30.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 896)   # the 14 heads together make the width again
# %% shapes-reflection
# keys double, output double, scores times 4. So very long texts are a problem because of the scores.
