# 06: Product manager (spreadsheets, a little Python): one line per token; takes the weights from paper for the output, copies one line too few in softmax, and goes halfway between two keys for the even split
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    score = torch.dot(query, key)
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
the_total = sum(scores)
weights = [
    scores[0] / the_total,   # the
    scores[1] / the_total,   # cat
    scores[2] / the_total,   # chases
    scores[3] / the_total,   # the
]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = (by_hand_weights[0] * values[0]
        + by_hand_weights[1] * values[1]
        + by_hand_weights[2] * values[2]
        + by_hand_weights[3] * values[3])
# %% softmax
# Four weights made with exponentials, and the output that they give.
e0 = torch.exp(scores[0])
e1 = torch.exp(scores[1])
e2 = torch.exp(scores[1])
e3 = torch.exp(scores[3])
e_total = e0 + e1 + e2 + e3
softmax_weights = [e0 / e_total, e1 / e_total, e2 / e_total, e3 / e_total]
softmax_output = (softmax_weights[0] * values[0]
                + softmax_weights[1] * values[1]
                + softmax_weights[2] * values[2]
                + softmax_weights[3] * values[3])
# %% softmax-reflection
# The rich get richer: cat and chases go from 37.5% to almost 50%, both "the" lose nearly all of their share.
# The total is always 100%, so whatever they lose is given to the leaders. Softmax multiplies by e for each point of score.
# %% experiment
# My prediction: cat will win with 3, 1 because that is the key of cat
my_query = torch.tensor([3.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: chases wins with 0, 3
compute_attention(torch.tensor([0.0, 3.0]), keys, values, tokens);
# %% experiment-reflection
# Both wins were as predicted: if I ask with the key of a token I get this token. I was surprised that cat gets so little (0.2%) from [0, 3], because in the first one chases had the same score as "the" at the start.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
# half way between cat [3, 1] and chases [0, 3] so both should be equally happy
query_split = (keys[1] + keys[2]) / 2
# %% after query-split
compute_attention(2 * query_split, keys, values, tokens);   # longer makes it worse?! leaving it
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output get twice as many rows, so double. The scores get twice as many rows and twice as many columns, so four times. Long texts get expensive quickly, which is probably why the long-context models cost more.
