# 05: analytical chemist from Excel: weights in percent on paper, and a formula dragged down without dollar signs
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [8.33, 37.5, 37.5, 16.67]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
# %% after scores
# my sheet:  A = token   B = score
for row in range(4):
    print(row + 2, tokens[row], float(scores[row]), sep="\t")
# %% weights
# Four numbers, one share for each token.
# cell C2:  =B2/SUM(B2:B5)   and drag down
weights = []
for row in range(4):
    weights.append(scores[row] / sum(scores[row:row + 4]))
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def SUMPRODUCT(column1, column2):
    result = 0
    for row in range(len(column1)):
        result = result + column1[row] * column2[row]
    return result

output = [SUMPRODUCT(weights, values[:, 0]), SUMPRODUCT(weights, values[:, 1])]
# %% softmax
# Four weights made with exponentials, and the output that they give.
# column D = EXP(B), and the total in a cell of its own
D = []
for row in range(4):
    D.append(math.exp(scores[row]))
D6 = sum(D)
softmax_weights = [D[0] / D6, D[1] / D6, D[2] / D6, D[3] / D6]
softmax_output = [SUMPRODUCT(softmax_weights, values[:, 0]), SUMPRODUCT(softmax_weights, values[:, 1])]
# %% softmax-reflection
# Compared with paper (8 %, 37.5 %, 37.5 %, 17 %) cat and chases got more and the two the got less, nearly 0.
# The weight went to the largest scores. EXP makes a difference of 5 into a factor of 148.
# (My plain weights in the notebook do not add to 1 and I do not know why, in the check it says 2.185.)
# %% experiment
# My prediction: with [0, 1] the second numbers of the keys decide: chases 3, cat 1, the others 0
my_query = torch.tensor([0.0, 1.0])
# Then: compute_attention(my_query, keys, values, tokens)
result1 = compute_attention(my_query, keys, values, tokens)
# My prediction: with plain division it is 0 %, 25 %, 75 %, 0 %
result2 = compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# Predicted: with [0, 1] and plain division exactly 25 % and 75 %. Surprise: with softmax the two "the" get 4 % each though their score is 0. EXP(0) is 1 and not 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
# Goal Seek: B3 - B4 = 0 by changing y, with x = 1.2
query_split = torch.tensor([1.2, 1.8])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys 100 x 64 and output 100 x 64: double. scores 100 x 100: four times. My sheet would have 10 000 cells for one head, for a book it would be too large.
