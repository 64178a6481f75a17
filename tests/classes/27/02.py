# 02: Turkish pupil, careful with loops, copies one row too high from the handout and mixes paper with code
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [1.5, 0.375]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    puan = torch.dot(query, key)
    scores.append(puan.item())
    print(token, puan.item())
# %% weights
# Four numbers, one share for each token.
toplam = sum(by_hand_scores)
weights = []
for puan in scores:
    weights.append(puan / toplam)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(4):
    output = output + weights[i] * values[i]
print(output)
# the check says 1.5 against 2.25, I looked at the code three times and it is good I think
# %% softmax
# Four weights made with exponentials, and the output that they give.
ustel = torch.exp(torch.tensor(scores))
softmax_weights = ustel / ustel.sum()
softmax_output = torch.zeros(2)
for i in range(4):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
# %% softmax-reflection
# cat and chases have more now (0.498), the two "the" have nearly zero.
# The lost weight went to the big ones because e^9 is very much bigger than e^4 and e^2.
# %% experiment
# My prediction: with [0, 2] chases wins because its second number is 3
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [2, 0] cat wins
compute_attention(torch.tensor([2.0, 0.0]), keys, values, tokens);
# %% experiment-reflection
# With [0, 2] chases wins as I said, its key points up. With [2, 0] cat wins but the last "the" has 0.117, this surprised me.
# Its key is [2, 0], so it points exactly in the direction of the query.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = 2 * keys[1]
# %% query-split
# cat: 3a + b, chases: 3b. Equal: 3a + b = 3b -> 3a = 2b -> a : b = 3 : 2
query_split = torch.tensor([3.0, 2.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output become double, scores become 4 times (100*100 = 10000, before 2500).
# A long text needs very much memory.
