# 06: sorts a "copy" of the scores in an own cell, which sorts the scores; thinks that no token asks itself (50, 49)
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
# %% after scores
# who is the best? make a ranking
ranked = scores
ranked.sort(reverse=True)
print("first place:", ranked[0], "last place:", ranked[3])
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# check: "the (0): on paper 0.08333, in code 0.375"... but score/sum is what I do??
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i, w in enumerate(weights):
    output = output + w * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = [torch.exp(s) for s in scores]
softmax_weights = [x / sum(exps) for x in exps]
softmax_output = torch.zeros(2)
for i, w in enumerate(softmax_weights):
    softmax_output = softmax_output + w * values[i]
# %% softmax-reflection
# The two highest have nearly 0.5 each now and the two lowest nearly nothing. In my code it is the wrong tokens, I don't
# know why. Softmax makes big differences out of small ones.
# %% experiment
# My prediction: only chases is long
my_query = torch.tensor([-1.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: all the same, 0.25
compute_attention(torch.tensor([0.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# [0, 0] gives 0.25 to all, I had predicted that because all scores are 0. That chases gets 0.998 for [-1, 2] surprised me,
# I expected cat to have something too, but its score is -1.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 49)  # every token with the 49 others
output_shape = (50, 64)
# %% shapes-reflection
# keys and output double. scores becomes (100, 99), so about four times as many. Long texts need much memory.
