# likes helper functions; return stands inside the loop; cuts decimals off on paper
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.37, 0.37, 0.16]
by_hand_output = [2.22, 1.11]
# %% scores
def dot(a, b):
    return sum(x * y for x, y in zip(a, b))

scores = []
for token, key in zip(tokens, keys):
    scores.append(float(dot(query, key)))
# %% weights
def shares(numbers):
    whole = sum(numbers)
    return [n / whole for n in numbers]

weights = shares(scores)
# %% output
def mix(ws, vs):
    total = torch.zeros(2)
    for w, v in zip(ws, vs):
        total = total + w * v
        return total

output = mix(weights, values)
# %% softmax
softmax_weights = shares([math.exp(s) for s in scores])
softmax_output = mix(softmax_weights, values)
# %% experiment
# My prediction: [10, 0] gives only cat
my_query = torch.tensor([10.0, 0.0])
compute_attention(my_query, keys, values, tokens)
compute_attention(my_query * -1, keys, values, tokens)  # prediction: the opposite, chases
# %% query-cat
query_cat = torch.tensor([2.5, 0.0])
# %% query-split
# equal! but not quite 0.4
query_split = torch.tensor([0.4, 0.6])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% softmax-reflection
# cat and chases won, the the lost, as exponentials are steep.
# %% experiment-reflection
# [10, 0] only cat: predicted. -10 gives chases since its first component is 0 and the others are negative.
# %% shapes-reflection
# 4 times as many scores, so long texts are a problem.
