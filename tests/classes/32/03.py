# 03: a corpus linguist who writes awk and thinks in bits: 3 times 3 is 6 on paper, a running total, powers of two
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 6, 4]
by_hand_weights = [2/21, 9/21, 6/21, 4/21]
# The numbers of the output.
by_hand_output = [48/21, 21/21]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = 0
    for i in range(len(key)):
        s += query[i] * key[i]
    scores.append(s.item())
    print(token, s.item(), sep="\t")
# the check says chases 6 on paper, 9 in code. Ok, 3*3 ... the sheet is already handed in so I leave it above
# %% weights
# Four numbers, one share for each token.
weights = []
total = 0
for s in scores:
    total += s
    weights.append(s / total)
print(total)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for i in range(len(tokens)):
    output += weights[i] * values[i]
print(output)
# "outside of the values": paper is off since chases, so no wonder
# %% softmax
# Four weights made with exponentials, and the output that they give.
powers = torch.exp2(torch.tensor(scores))   # as for perplexity
softmax_weights = powers / powers.sum()
softmax_output = torch.zeros(2)
for i in range(len(tokens)):
    softmax_output += softmax_weights[i] * values[i]
print(softmax_weights, softmax_output)
# %% softmax-reflection
# cat and chases have now 0.49 each, the first the 0.004 and the last one 0.015. It is much more peaked than before
# and the rest went to the peaks. Each point more doubles the weight, so low scores disappear, and there are no
# negative weights if a score is negative.
# %% experiment
# My prediction: the negative of chases' key: chases gets 0, all the others the same
my_query = torch.tensor([0.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: very short query, all get 0.25
compute_attention(torch.tensor([0.01, 0.01]), keys, values, tokens)
# %% experiment-reflection
# The very short query gave about 0.25 to all, as I predicted: all scores are close to 0. With [0, -3] I was surprised
# that cat gets only 0.024: its key has a 1 in the second place, so its score is -3, and the two "the" have 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([10.0, 3.0])
# %% query-split
query_split = torch.tensor([20.0, 30.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys x2, output x2, scores x4. Like a cooccurrence matrix: n squared. With 100 000 tokens it is 10 to the 10 numbers
# per head.
