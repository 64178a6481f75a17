# A production planner who thinks in spreadsheets: one table, row sums and column sums.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
by_hand_output = [2.25, 1.125]
# %% scores
scores = (keys * query).sum(dim=1)
# %% weights
weights = scores / scores.sum()
# %% output
def collect(shares):
    table = values * shares.reshape(4, 1)
    per_token = table.sum(dim=1)      # 4 numbers: 0, 1.875, 1.5, 0
    return per_token[1:3]             # the first and the last are 0 anyway -> 2 numbers

output = collect(weights)
# %% softmax
powers = 2.7 ** scores
softmax_weights = powers / powers.sum()
softmax_output = collect(softmax_weights)
# %% softmax-reflection
# The two big ones grow to almost 0.5 and the two small ones shrink to almost zero. That is because one point more means 2.7 times as much, so 5 points is already more than 100 times.
# %% experiment
# My prediction: [0, 0] = all equal
my_query = torch.tensor([0.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, 2] = chases
compute_attention(torch.tensor([-1.0, 2.0]), keys, values, tokens)
# %% experiment-reflection
# [0, 0] gave 0.25 each as I predicted. That [1, 3] takes almost everything from cat surprised me: only 3 points difference between 6 and 9, but that is 20 times.
# %% query-cat
query_cat = torch.tensor([2.0, 0.5])
# %% query-split
query_split = torch.tensor([0.4, 0.6])   # 40 % / 60 %, same ratio as 2 : 3
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# Keys x 2, scores x 4, output x 2. The scores table will be the bottleneck for long texts.
