# 05: writes everything out; weights[1] copied for chases (hidden by the tie); doubles keys[1] in place as query_cat
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(query[0] * key[0] + query[1] * key[1])
# %% weights
# Four numbers, one share for each token.
all_of_it = scores[0] + scores[1] + scores[2] + scores[3]
weights = [scores[0] / all_of_it, scores[1] / all_of_it, scores[2] / all_of_it, scores[3] / all_of_it]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights[0] * values[0] + weights[1] * values[1] + weights[1] * values[2] + weights[3] * values[3]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e0 = torch.exp(scores[0])
e1 = torch.exp(scores[1])
e2 = torch.exp(scores[2])
e3 = torch.exp(scores[3])
all_e = e0 + e1 + e2 + e3
softmax_weights = [e0 / all_e, e1 / all_e, e2 / all_e, e3 / all_e]
softmax_output = (softmax_weights[0] * values[0] + softmax_weights[1] * values[1]
                  + softmax_weights[2] * values[2] + softmax_weights[3] * values[3])
# %% softmax-reflection
# The verbs and nouns got more and the articles less. The weight of the articles went to cat and chases.
# Exponentials grow fast, so high scores win.
# %% experiment
# My prediction: the last the wins because its key is [2, 0]
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# I thought that [2, 0] finds the token with the key [2, 0] but cat won, that was a surprise. It has 3 there, so
# its score is 6 and not 4.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = keys[1]    # cat's own key
query_cat *= 2         # and twice as long
# %% query-split
# compute_attention says cat 1.000 for [2, 3] now ??? so I searched for another one: 0.500 and 0.500 in the bars
# (the check says cat 0.011, no idea what it does)
query_split = torch.tensor([0.5, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys and output are twice as big, scores four times. It will be slow for a book.
