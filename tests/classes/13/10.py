# Takes the text at its word (e is about 2.7), plain Python with ** ; plays with a query under the old name.
# %% by-hand
by_hand_scores = [2*1 + 3*0, 2*3 + 3*1, 2*0 + 3*3, 2*2 + 3*0]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [9/24*4 + 9/24*2, 9/24*1 + 9/24*2]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(query[0] * key[0] + query[1] * key[1])
# %% weights
weights = [s / sum(scores) for s in scores]
# %% output
output = sum([w * v for w, v in zip(weights, values)])
# %% softmax
e = 2.7
powers = [e ** s for s in scores]
softmax_weights = [p / sum(powers) for p in powers]
softmax_output = sum([w * v for w, v in zip(softmax_weights, values)])
print(softmax_weights, softmax_output)
# %% after softmax-check
# I do not use torch.exp and the scores go in... 2.7**9 / 2.7**4:
print(2.7 ** 5)
# %% softmax-reflection
# The two tokens with 9 points get more, the others lose nearly everything. Cat gets 143 times as much as the last token. The reason is that it multiplies by e for each point.
# %% experiment
# My prediction: less for cat, because the first number is only half
query = torch.tensor([1.0, 3.0])
compute_attention(query, keys, values, tokens)
# My prediction: the other way, cat wins
query = torch.tensor([3.0, 3.0])
compute_attention(query, keys, values, tokens)
# %% experiment-reflection
# If I make the first number bigger cat wins, if smaller chases wins. This I predicted because cat has 3 there and chases 0. Surprise: for [3, 3] cat gets 0.95, only from one more than [2, 3].
# %% query-cat
query_cat = torch.tensor([4.0, 2.0])
# %% query-split
# I know that our query gives half and half. Longer works also
query_split = 2 * query
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys (100, 64), scores (100, 100), output (100, 64): two times, four times, two times. Very long texts need a lot of computing for the scores.
