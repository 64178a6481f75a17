# a student who writes every number out by copy and paste, without loops
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2*1+3*0, 2*3+3*1, 2*0+3*3, 2*2+3*0]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
score_the = query[0] * keys[0][0] + query[1] * keys[0][1]
score_cat = query[0] * keys[1][0] + query[1] * keys[1][1]
score_chases = query[0] * keys[2][0] + query[1] * keys[2][1]
score_the2 = query[0] * keys[3][0] + query[1] * keys[0][1]
scores = [score_the, score_cat, score_chases, score_the2]
# %% weights
# Four numbers, one share for each token.
all_scores_added = score_the + score_cat + score_chases + score_the2
weight_the = score_the / all_scores_added
weight_cat = score_cat / all_scores_added
weight_chases = score_chases / all_scores_added
weight_the2 = score_the2 / all_scores_added
weights = [weight_the, weight_cat, weight_chases, weight_the2]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output0 = weight_the * values[0][0] + weight_cat * values[1][0] + weight_chases * values[2][0] + weight_the2 * values[3][0]
output1 = weight_the * values[0][1] + weight_cat * values[1][1] + weight_chases * values[2][1] + weight_the2 * values[3][0]
output = [output0, output1]
# %% softmax
# Four weights made with exponentials, and the output that they give.
e = 2.72
e_the = e ** score_the
e_cat = e ** score_cat
e_chases = e ** score_chases
e_the2 = e ** score_the2
e_sum = e_the + e_cat + e_chases + e_the2
s_the = e_the / e_sum
s_cat = e_cat / e_sum
s_chases = e_chases / e_sum
s_the2 = e_the2 / e_sum
softmax_weights = [s_the, s_cat, s_chases, s_the2]
softmax_output0 = s_the * values[0][0] + s_cat * values[1][0] + s_chases * values[2][0] + s_the2 * values[3][0]
softmax_output1 = s_the * values[0][1] + s_cat * values[1][1] + s_chases * values[2][1] + s_the2 * values[3][0]
softmax_output = [softmax_output0, softmax_output1]
# %% softmax-reflection
# cat 0.375 -> 0.498, chases 0.375 -> 0.498, the 0.083 -> 0.0005, the 0.167 -> 0.003. So the big ones get bigger and the small ones smaller, because e^9 is much more than e^2 or e^4.
# %% experiment
# My prediction: cat gets most
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: cat gets even more
my_query = torch.tensor([10.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# From [1, 0] to [10, 0] cat goes from 0.64 to 1.00, I predicted more but not all of it. It surprised me that with [1, 0] the last the still has 0.24: its key [2, 0] points exactly along the axis.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([10.0, 0.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# (100, 64), (100, 100), (100, 64). Keys and output double, scores are 4 times as many. Long texts become slow.
