# 04: LabVIEW user at 1 a.m.: a shift register that is wired from outside both loops, and the middle angle for an even split
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
reg = 0.0                        # shift register, init
for token, key in zip(tokens, keys):
    for i in range(len(key)):    # inner for loop
        reg = reg + query[i] * key[i]
    scores.append(reg)           # auto-indexing tunnel
# not yet?? cat 9 / 11. looks ok on the block diagram. later
# %% weights
# Four numbers, one share for each token.
array = torch.tensor(scores)
weights = array / torch.sum(array)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
reg2 = torch.zeros(2)
for i in range(len(tokens)):
    reg2 = reg2 + weights[i] * values[i]
output = reg2
# %% softmax
# Four weights made with exponentials, and the output that they give.
e_array = torch.exp(array)
softmax_weights = e_array / torch.sum(e_array)
reg3 = torch.zeros(2)
for i in range(len(tokens)):
    reg3 = reg3 + softmax_weights[i] * values[i]
softmax_output = reg3
# %% softmax-reflection
# the last the got nearly everything, the others lost. exp blows up the biggest one.
# %% experiment
# My prediction: 10x longer -> only chases
my_query = torch.tensor([10.0, 30.0])
# Then: compute_attention(my_query, keys, values, tokens)
_ = compute_attention(my_query, keys, values, tokens)
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 1.0])
# %% query-split
# cat is at 18.4 deg, chases at 90 deg -> the middle is 54.2 deg
phi = math.radians((18.4 + 90) / 2)
query_split = 2 * torch.tensor([math.cos(phi), math.sin(phi)])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
