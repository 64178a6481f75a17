# A data analyst who keeps results in dictionaries with the token as the name.
# %% by-hand
by_hand_scores = [4, 9, 9, 4]   # corrected after the check
by_hand_weights = [4/26, 9/26, 9/26, 4/26]
by_hand_output = [54/26, 27/26]
# %% scores
score_of = {}
for token, key in zip(tokens, keys):
    score_of[token] = torch.dot(query, key).item()

scores = [score_of[token] for token in tokens]
# %% weights
weights = [score / sum(scores) for score in scores]
# %% output
output = sum(weight * value for weight, value in zip(weights, values))
# %% softmax
exponentials = [math.exp(score) for score in scores]
softmax_weights = [e / sum(exponentials) for e in exponentials]
softmax_output = sum(weight * value for weight, value in zip(softmax_weights, values))
# %% softmax-reflection
# Cat and chases got more, both "the" got less, down to 0.003. Softmax exaggerates the differences because the exponential grows faster and faster.
# %% experiment
# My prediction: both "the" get the same, as always
my_query = torch.tensor([1.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: turn it round and they get more
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# I had predicted that the negative query helps the two "the", and it did. I was surprised that they do not get the same, I had thought they are the same word.
# %% query-cat
query_cat = (4.0, 1.0)
# %% query-split
# the query from the start gives both the same
query_split = compute_attention(torch.tensor([2.0, 3.0]), keys, values, tokens)
query_split = query_split[1]   # it should be 2 numbers
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output twice as many numbers, the scores four times as many, since they are tokens times tokens. Long texts get slow.
