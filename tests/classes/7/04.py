# A student from business studies who works in Excel with a decimal comma: the paper output is typed with commas, the weights divide by the 24 from paper, e is taken as 2.7 as in the text.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2,25, 1,125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    sumproduct = query[0]*key[0] + query[1]*key[1]
    scores.append(float(sumproduct))
# %% weights
# Four numbers, one share for each token.
A1 = scores[0]
A2 = scores[1]
A3 = scores[2]
A4 = scores[3]
B1 = A1/24
B2 = A2/24
B3 = A3/24
B4 = A4/24
weights = [B1, B2, B3, B4]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
C = B1*values[0,0] + B2*values[1,0] + B3*values[2,0] + B4*values[3,0]
D = B1*values[0,1] + B2*values[1,1] + B3*values[2,1] + B4*values[3,1]
output = [C, D]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = 2.7
E1 = e**A1
E2 = e**A2
E3 = e**A3
E4 = e**A4
total = E1 + E2 + E3 + E4
softmax_weights = [E1/total, E2/total, E3/total, E4/total]
softmax_output = [E1/total*values[0,0] + E2/total*values[1,0] + E3/total*values[2,0] + E4/total*values[3,0],
                  E1/total*values[0,1] + E2/total*values[1,1] + E3/total*values[2,1] + E4/total*values[3,1]]
# %% softmax-reflection
# cat and chases got more, nearly 50 % each. Both "the" got less, the lost weight went to the tokens with the big scores.
# Softmax does this because powers of e grow much faster than the scores.
# %% experiment
# My prediction: chases wins
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# With [0, 1] chases gets most, as predicted, its key is 3 in the second place. I was surprised that cat gets something although it is not wanted, but its second number is 1.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The keys and the output double. The scores get 4 times as big. Long texts cost a lot.
