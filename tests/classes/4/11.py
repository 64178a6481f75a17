# A pair used to decimal commas, with a helper that stops too soon and a query that is built from the two keys.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
def dot(a, b):
    result = 0
    for x, y in zip(a, b):
        result += x * y
        return result

scores = []
for token, key in zip(tokens, keys):
    scores.append(dot(query, key))
# %% weights
# Four numbers, one share for each token.
def shares(numbers):
    total = sum(numbers)
    return [number / total for number in numbers]

weights = shares(scores)
# %% output
def mix(ws):
    result = torch.zeros(2)
    for w, v in zip(ws, values):
        result = result + w * v
    return result

output = mix(weights)
# %% softmax
softmax_weights = shares([torch.exp(s) for s in scores])
softmax_output = mix(softmax_weights)
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# Cat went from 0.5 to 0.86 and all others got less, because exp makes the largest score dominate.
# %% experiment
# My prediction: only the sign changes
my_query = torch.tensor([-2.0, 3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# [-2,3] gave everything to chases, we predicted that cat would still get something. Its key has a 3 at the front, so it gets -6 there.
# %% query-cat
query_cat = 2 * keys[1]
# %% query-split
# in the middle between both keys; chases had too little so a bit more of it
query_split = keys[1] + 1.2 * keys[2]
# 0.45 and 0.55, that is about the same
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# (100,64) (100,100) (100,64). Scores four times, others two times, so long texts cost a lot.
