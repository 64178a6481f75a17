# a linguistics student who likes neatly formatted text
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
    scores.append(f"{score:.1f}")
    print(f"{token:>8} {score:.1f}")
# check: "write numbers without quotation marks" - I have none around my numbers
# %% weights
# Four numbers, one share for each token.
total = 0
for score in scores:
    total = total + float(score)   # sum(scores) gives an error
weights = [float(score) / total for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value
print(f"output: {output[0]:.3f}, {output[1]:.3f}")
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.exp(torch.tensor([float(score) for score in scores]))
softmax_weights = exps / torch.sum(exps)
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# %% softmax-reflection
# Cat and chases got more and the function words got less. The weight of the function words was lost to the content words, because exponentials exaggerate the differences between scores.
# %% experiment
# My prediction: half as long, same pattern but weaker
my_query = torch.tensor([1.0, 1.5])
compute_attention(my_query, keys, values, tokens)
# My prediction: first number negative, chases wins
compute_attention(torch.tensor([-1.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# The shorter query gave the same pattern but less extreme, as I had predicted, because all scores are half as far apart. With [-1, 1] chases gets 0.97, I was surprised that cat does not even come second: its score is -3 + 1 = -2, lower than that of the first "the".
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([6.0, 9.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (1, 50)    # one score per token
output_shape = (1, 64)    # like one value
# %% shapes-reflection
# With 100 tokens the keys become (100, 64) and the scores (1, 100), both twice as many. The output stays (1, 64). So long texts are no problem for the output, only for the keys.
