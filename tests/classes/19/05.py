# A statistics student who reports everything to two decimals and likes small formatting helpers.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.08, 0.38, 0.38, 0.17]
by_hand_output = [2.25, 1.13]
# %% after by-hand
def tidy(numbers, digits=2):
    """Round for a table."""
    return [round(float(n), digits) for n in numbers]

def proportions(numbers):
    total = sum(numbers)
    return [n / total for n in numbers]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key).item())

# %% weights
weights = tidy(proportions(scores))
print(weights, sum(weights))   # 1.01 ?!
weights = proportions(weights) # so that they add to 1 again
# %% output
output = torch.zeros(2)
for token, w in zip(tokens, weights):
    output = output + w * values[tokens.index(token)]
# %% softmax
E = 2.72
softmax_weights = proportions([E ** s for s in scores])
softmax_output = torch.zeros(2)
for token, w in zip(tokens, softmax_weights):
    softmax_output = softmax_output + w * values[tokens.index(token)]
# %% softmax-reflection
# Cat and chases got more (0.38 to 0.50) and the others got less. The weight moved to the largest scores because e to the power s grows so quickly.
# %% experiment
# My prediction: [3, 1] is cat's key so cat wins
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, -1], the two "the" share
compute_attention(torch.tensor([0.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# As predicted cat won with its own key. With [0, -1] the two "the" got the same because both keys have 0 in the second place; I had not thought that cat would still get some.
# %% query-cat
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The scores have 4 times as many numbers, the keys and outputs twice. For very long texts the scores need most of the memory.
