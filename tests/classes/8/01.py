# A very tidy student who likes small functions with docstrings and names for every number (all right).
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2 / 24, 9 / 24, 9 / 24, 4 / 24]
# The numbers of the output.
by_hand_output = [9 / 24 * 4 + 9 / 24 * 2, 9 / 24 * 1 + 9 / 24 * 2]
# %% scores
def score(query: torch.Tensor, key: torch.Tensor) -> float:
    """How well one key matches the query (dot product)."""
    return torch.dot(query, key).item()


scores = []
for token, key in zip(tokens, keys):
    scores.append(score(query, key))
# %% weights
def share_out(numbers: list[float]) -> list[float]:
    """Divide every number by the total, so that the results add up to 1."""
    total = sum(numbers)
    return [number / total for number in numbers]


# Four numbers, one share for each token.
weights = share_out(scores)
assert math.isclose(sum(weights), 1)
# %% output
def mix(weights: list[float], vectors: torch.Tensor) -> torch.Tensor:
    """Weighted sum of the rows of `vectors`."""
    mixture = torch.zeros(vectors.shape[1])
    for weight, vector in zip(weights, vectors):
        mixture = mixture + weight * vector
    return mixture


# The weighted sum of the four values: as many numbers as in one value.
output = mix(weights, values)
# %% softmax
# Prediction: cat and chases get (nearly) everything.
# Guess: 9 - 4 = 5 points, so 2.7 ** 5, about 143 times as much as the last token.
exponentials = [math.exp(one_score) for one_score in scores]

softmax_weights = share_out(exponentials)
softmax_output = mix(softmax_weights, values)
# %% after softmax
# Look at the two side by side
for label, plain, soft in zip(token_labels, weights, softmax_weights):
    print(f"{label:<12}{plain:>8.4f}{soft:>8.4f}")
# %% softmax-reflection
# Cat and chases got more (0.375 to 0.498 each), both *the* got less and are nearly at zero. The lost weight went to the two tokens with the largest score, because softmax multiplies the weight by e for each point of difference instead of using the plain ratio.
# %% experiment
# My prediction: along the x axis cat wins, chases gets nearly nothing.
my_query = torch.tensor([2.0, 0.0])
x_weights, x_output = compute_attention(my_query, keys, values, tokens)

# My prediction: twice as long is even more extreme for the two winners.
long_weights, long_output = compute_attention(2 * query, keys, values, tokens)
# %% experiment-reflection
# I predicted that the query [2, 0] makes cat win, because cat's key has the largest first component. It surprised me that the last *the* still got 0.12: its key [2, 0] points in exactly the direction of the query.
# %% query-cat
# Along cat's key, so [3, 1] times something
query_cat = 2 * torch.tensor([3.0, 1.0])
# %% query-split
# Cat and chases tie if 3a + b = 3b, so b = 1.5 a.
a = 4.0
query_split = torch.tensor([a, 1.5 * a])
# %% shapes
n_tokens = 50
model_width = 896
n_heads = 14
head_width = model_width // n_heads  # 64

keys_shape = (n_tokens, head_width)
scores_shape = (n_tokens, n_tokens)
output_shape = (n_tokens, head_width)
# %% shapes-reflection
# keys and output go from (50, 64) to (100, 64), which is twice as many numbers. The scores go from (50, 50) to (100, 100), four times as many. For very long texts the scores become the bottleneck, because they grow with the square.
