# A biology student who makes shapes fit with reshape, and changes one query in place to get the next.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append((query * key).sum().item())
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores)
weights /= weights.sum()
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# values @ weights: size mismatch (4x2 and 4), so it has to be 2x4
output = values.reshape(2, 4) @ weights
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.tensor(scores).exp()
softmax_weights /= softmax_weights.sum()
softmax_output = values.reshape(2, 4) @ softmax_weights
# %% softmax-reflection
# cat and chases rise from 0.375 to 0.498, the two others fall. Softmax gives most to the best matches because the exponential grows faster and faster.
# %% experiment
# My prediction: nobody wins
my_query = torch.tensor([0.1, 0.1])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat
my_query = torch.tensor([3.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# A very short query makes all bars nearly the same, I predicted that. With [3, -3] "the" was nearly as strong as cat, which I did not expect: the minus takes 3 away from cat's score because its key has a 1 there.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = keys[1]   # cat's own key
# %% query-split
# start from cat and turn it up to chases until both are equal
query_split = query_cat
query_split[1] = 4.5
print(query_split)
# %% shapes
keys_shape = torch.tensor([50, 64])
scores_shape = torch.tensor([50, 50])
output_shape = torch.tensor([50, 64])
# %% shapes-reflection
# All three get 100 rows, the scores also 100 columns. So x2, x4, x2. Twice as long texts need four times as many scores.
