# 07: Julia user (`.*=` feels natural): the score loop multiplies the keys in place, later designs are made with the changed keys; one output only.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    key *= query            # component by component
    scores.append(key.sum().item())

# funny: when I run this cell twice the scores are wrong (4, 21, 27, 8). After restart it is good.
# %% weights
# Four numbers, one share for each token.
weights = torch.tensor(scores) / sum(scores)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights @ values
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = torch.exp(torch.tensor(scores))
softmax_weights = softmax_weights / softmax_weights.sum()
softmax_output = softmax_weights @ values
# %% softmax-reflection
# cat and chases got more, from 37.5% to 49.8%. The first and the last "the" got less. exp() makes the difference between 9 and 4
# into a factor 148, so the weight goes to the winners.
# %% experiment
# My prediction: only first component -> cat
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [1, 1] -> cat first, key is [3, 1]
compute_attention(torch.tensor([1.0, 1.0]), keys, values, tokens)
# %% after experiment
# for [1, 1] cat and chases are equal?
print(keys)
# ok keys is [6, 3] and [0, 9]. I thought it was other numbers, whatever
# %% experiment-reflection
# [1, 0] gives cat the most as I predicted, because cat has the largest first component. [1, 1] surprised me, I had
# expected cat and it is equal to chases. With the keys [6, 3] and [0, 9] both have the score 9.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([2.0, 0.0])   # 6x against 4x and 2x
# compute_attention gives 0.98 for cat, the check says 0.865. I have no other variable called keys...
# %% query-split
# 6x + 3y = 9y  => x = y
query_split = torch.tensor([1.0, 1.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (1, 64)   # one vector comes out
# %% shapes-reflection
# keys: double. scores: 100*100 = 4 times. The output stays one vector. So long texts cost a lot in the scores.
