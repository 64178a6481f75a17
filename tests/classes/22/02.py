# 02: a nurse; careful, step by step, sorts by urgency as on the ward
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key)
    print(token, score)
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
everything = sum(scores)
weights = []
for score in scores:
    weights.append(score / everything)
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# the largest weights matter most, so they go first (like triage)
by_urgency = sorted(weights, reverse=True)
output = torch.zeros(2)
for weight, value in zip(by_urgency, values):
    output = output + weight * value
print(output)
# check: on paper 2.25, in code 1.833. I have done the paper twice and it stays 2.25. I leave it.
# %% softmax
# Four weights made with exponentials, and the output that they give.
e_scores = []
for score in scores:
    e_scores.append(torch.exp(score))
all_e = sum(e_scores)
softmax_weights = []
for e in e_scores:
    softmax_weights.append(e / all_e)
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# Cat and chases got more, the two the got less. The weight of the two the went to cat and chases.
# Softmax does this because with e a small lead becomes a big lead.
# %% experiment
# My prediction: with [0, 2] chases gets nearly all, it has the 3 in the second place
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [4, 6] looks the same as [2, 3], only clearer
compute_attention(torch.tensor([4.0, 6.0]), keys, values, tokens)
# %% experiment-reflection
# I had predicted that [0, 2] gives it to chases. I was surprised that cat still has 2 percent: its key has a 1 in the second place, which gives a score of 2 against 6.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output double. Scores are four times as many because there are twice as many questions and each asks twice as many tokens.
# A very long text needs very much memory.
