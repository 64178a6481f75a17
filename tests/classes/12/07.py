# A language teacher, to whom the same word is the same word.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
for token in tokens:
    place = tokens.index(token)
    score = torch.dot(query, keys[place])
    scores.append(score)
    print(token, score)
# (the check wants 4 for the last one, but both are "the" ...)
# %% weights
total = sum(scores)
weights = [score / total for score in scores]
# %% output
output = torch.zeros(2)
for token, weight in zip(tokens, weights):
    output = output + weight * values[tokens.index(token)]
# %% softmax
s = torch.tensor(scores)
softmax_weights = torch.exp(s) / torch.exp(sum(s))
softmax_output = torch.zeros(2)
for token, weight in zip(tokens, softmax_weights):
    softmax_output = softmax_output + weight * values[tokens.index(token)]
# %% softmax-reflection
# The numbers become very small (0.00000...), I am not sure why. cat and chases are still much larger than "the", so softmax prefers the
# important words and takes the weight away from the articles.
# %% experiment
# My prediction: [1, 0] prefers cat. [0, 1] prefers chases, the verb.
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
compute_attention(torch.tensor([0.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# With [1, 0] the noun wins, and with [0, 1] the verb, as I predicted, since their keys are long in those directions. What surprised me is that the two
# articles do not get the same bar.
# %% query-cat
query_cat = torch.tensor([6.0, -2.0])
# %% query-split
query_cat = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The scores table has four times as many numbers, keys and output have twice as many. A novel would be very expensive to read.
