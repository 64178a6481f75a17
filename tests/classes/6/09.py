# PhD student of philosophy: careful with words, less with what a function gives back.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(int(torch.dot(query, key)))   # int, otherwise it prints tensor(2.) everywhere
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = sum(weight * value for weight, value in zip(weights, values))
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores)) / sum(torch.exp(torch.tensor(scores)))
softmax_output = sum(weight * value for weight, value in zip(softmax_weights, values))
# %% softmax-reflection
# Those who have were given more, and from those who had little even that was taken away: cat and chases gained, the articles lost. The exponential turns differences of scores into ratios of weights, so it decides between the candidates more sharply than division does.
# %% experiment
# My prediction: the longer the query, the clearer the result
my_query = torch.tensor([4.0, 2.0])
my_weights, my_output = compute_attention(my_query, keys, values, tokens)
# My prediction: the shorter, the more equal
my_weights, my_output = compute_attention(0.1 * my_query, keys, values, tokens)
# %% experiment-reflection
# I predicted that a short query makes everything equal, and it does: the scores are all close to 0 and e to the 0 is 1. What surprised me is how strongly cat wins with [4, 2]: its key points nearly the same way.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
_, query_cat = compute_attention(torch.tensor([3.0, 0.0]), keys, values, tokens)
# %% query-split
_, query_split = compute_attention(torch.tensor([2.0, 3.0]), keys, values, tokens)
# %% after query-split-check
# But the picture shows 0.498 and 0.498!
compute_attention(torch.tensor([2.0, 3.0]), keys, values, tokens)
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Each shape changes. The keys and the output grow in proportion to the text, the scores with its square: four times as many for a text twice as long. For very long texts the relations between words outnumber the words by far.
