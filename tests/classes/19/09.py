# A part-time learner with little time, who writes helper functions and did not finish.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [..., ...]
# %% scores
def dot_product(a, b):
    total = 0
    for x, y in zip(a, b):
        total += x * y
        return total

scores = []
for token, key in zip(tokens, keys):
    scores.append(dot_product(query, key))
# %% weights
def normalise(numbers):
    return [number / sum(numbers) for number in numbers]

weights = normalise(scores)
# %% output
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output += weight * value
# %% softmax
softmax_weights = normalise([torch.exp(s) for s in scores])
softmax_output = ...   # later
# %% softmax-reflection
# Cat gets almost everything now. The exponential makes the big ones bigger.
# %% experiment
# My prediction: cat
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I only had time for one, cat won as I predicted because its key has a 3 in front.
# %% query-cat
query_cat = torch.tensor([3.0, 0.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
# %% shapes-reflection
# The keys double and the scores become four times as large. I did not get to the output.
