# Student 07: computer science, one-liners and small helpers; works fast and jumps back and forth between the cells
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
dot = lambda a, b: sum(x * y for x, y in zip(a.tolist(), b.tolist()))
scores = [dot(query, key) for key in keys]
# %% weights
weights = [s / sum(scores) for s in scores]
# %% output
def mix(ws):
    out = [0, 0]
    for w in ws:
        v = values[ws.index(w)].tolist()
        out = [o + w * x for o, x in zip(out, v)]
    return out

output = mix(weights)
# %% after output
# paper: 1.5+0.75 = 2.25, I did this twice. check says code is 3?? code looks fine to me
# %% softmax
exps = [math.exp(s) for s in scores]
softmax_weights = [x / sum(exps) for x in exps]
softmax_output = mix(softmax_weights)
# %% softmax-reflection
# The small ones go to zero, the big ones to one half each. e^x blows up differences.
# %% experiment
# My prediction: cat wins
my_query = torch.tensor([5.0, -5.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases wins
my_query = torch.tensor([-5.0, 5.0])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# [-5,5]: chases as predicted. [5,-5]: cat and the(3) tie, that surprised me, 15-5 = 10 and 10-0 = 10.
# %% query-cat
query_cat = [5, 0]
# %% query-split
query_split = [2 * 1.1, 3 * 1.1]
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = tuple(all_scores.shape)
output_shape = tuple(all_outputs.shape)
# %% shapes-reflection
# scores is n^2 so 4 times as many numbers, the others 2 times. Quadratic cost for long texts.
