# A student who ran out of time; German decimal comma on paper, `=+` for `+=`, softmax begun
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output =+ weights[i] * values[i]
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores))
softmax_output = ...
# %% softmax-reflection
# I did not get to the end, but the exponentials of cat and chases are 8103 and the others 7 and 55, so they will get nearly all of it. exp grows fast.
# %% experiment-reflection
# [1, 3] made chases win because 0*1+3*3=9 and cat has only 6. I had thought that cat would stay first.
# %% shapes
keys_shape = (50, 64)
scores_shape = ...
output_shape = ...
# %% shapes-reflection
# The keys double to (100, 64). I think the scores grow more because each token asks each other one. No time left, sorry.
