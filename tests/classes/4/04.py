# A pair new to JupyterLab: a helper in a cell below the place where it is needed; a query that just misses.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(skalar(query, key))
    
# %% after scores-check
# define this first!!
def skalar(a, b):
    ergebnis = 0.0
    for i in range(len(a)):
        ergebnis += float(a[i]) * float(b[i])
    return ergebnis
# %% weights
# Four numbers, one share for each token.
weights = [s / sum(scores) for s in scores]
# %% output
output = torch.zeros(2)
for i in range(len(weights)):
    output = output + weights[i] * values[i]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = torch.exp(torch.tensor(scores))
softmax_weights = e / e.sum()
softmax_output = torch.zeros(2)
for i in range(len(softmax_weights)):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
# %% softmax-reflection
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# cat and chases went up to nearly 0.5 each. the lost weight. e-function makes big things bigger.
# %% experiment
# My prediction: cat
my_query = torch.tensor([3.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [3,0] cat wins like we thought. [1,3] was a surprise because one smaller number made cat nearly vanish.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# 2.0 -> 0.865, 2.2 -> 0.889, 2.3 -> 0.900 :)
query_cat = torch.tensor([2.3, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output double, the scores are four times as many. long texts need lots of memory.
