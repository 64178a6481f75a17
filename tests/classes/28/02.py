# 02: Junior Java developer (Spring Boot): indexOf finds the first "the" twice, and a replaceAll overwrites the scores; ran out of time before the second design
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
def dot_product(a, b):
    result = 0.0
    for i in range(len(a)):
        result += a[i].item() * b[i].item()
    return result

scores = []
for token, key in zip(tokens, keys):
    index = tokens.index(token)
    scores.append(dot_product(query, keys[index]))
# %% after scores
# TODO check says the (3) is 4 on paper and 2 in code. But both are "the"?? Look at this later
for token in tokens:
    print(token, tokens.index(token))
# %% weights
# Four numbers, one share for each token.
total = 0.0
for score in scores:
    total += score
weights = []
for score in scores:
    weights.append(score / total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [0.0, 0.0]
for i in range(len(values)):
    for j in range(len(output)):
        output[j] += weights[i] * values[i][j].item()
# %% softmax
# Four weights made with exponentials, and the output that they give.
# Java: scores.replaceAll(Math::exp);
scores[:] = map(math.exp, scores)
exp_total = sum(scores)
softmax_weights = [e / exp_total for e in scores]
softmax_output = [0.0, 0.0]
for i in range(len(values)):
    for j in range(len(softmax_output)):
        softmax_output[j] += softmax_weights[i] * values[i][j].item()
# %% softmax-reflection
# Cat and chases got more (almost 0.5 each), both "the" got almost 0. The weight went to the big ones because exp grows so fast. When I ran the cell again I got an OverflowError, I do not know why, after a restart it was OK.
# %% experiment
# My prediction: all the same, 0.25 each
my_query = torch.tensor([0.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases wins, because of the 3
my_query = torch.tensor([0.0, 3.0])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# With the query [0, 0] everyone got 0.25, as I said: all scores are 0 and e^0 = 1. I was surprised that with [0, 3] cat gets nearly nothing (0.002), although its key has a 1 there. But 3 against 9 is six points.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
