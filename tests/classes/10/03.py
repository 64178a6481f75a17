# a business student who builds one pandas table like a spreadsheet, and tries queries out in cells of their own; all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import pandas as pd

sheet = pd.DataFrame({
    "token": tokens,
    "key_1": keys[:, 0].tolist(), "key_2": keys[:, 1].tolist(),
    "value_1": values[:, 0].tolist(), "value_2": values[:, 1].tolist(),
})
q1, q2 = query.tolist()
sheet["score"] = q1 * sheet["key_1"] + q2 * sheet["key_2"]
scores = sheet["score"]
sheet
# %% weights
# Four numbers, one share for each token.
sheet["weight"] = sheet["score"] / sheet["score"].sum()
weights = sheet["weight"]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = [(sheet["weight"] * sheet[column]).sum() for column in ["value_1", "value_2"]]
# %% softmax
# Four weights made with exponentials, and the output that they give.
sheet["exp"] = sheet["score"].apply(math.exp)
sheet["softmax"] = sheet["exp"] / sheet["exp"].sum()
softmax_weights = sheet["softmax"]
softmax_output = sheet[["value_1", "value_2"]].mul(sheet["softmax"], axis="index").sum()
# %% after softmax
sheet.round(4)
# %% softmax-reflection
# Cat and chases went up from 37.5 % to almost 50 % each, the first "the" fell from 8.3 % to 0.05 % and the last one from 16.7 % to 0.3 %. The lost share went to the two leaders: the exponential makes a lead of a few points into a factor, so the winner takes (almost) all.
# %% experiment
# My prediction: twice as long = same shares
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: same shares here for sure
compute_attention(my_query, keys, values, tokens, use_softmax=False);
# %% experiment-reflection
# I predicted that a longer query leaves the shares as they are. With plain division that is true, with softmax it surprised me: the small ones fell even more, because the scores of the keys are then further apart (18 and 8 instead of 9 and 4).
# %% after experiment
# what-if table for the next task: share of cat and chases for many queries
what_if = []
for x in range(-3, 6):
    for y in range(-3, 6):
        w = torch.softmax(keys @ torch.tensor([float(x), float(y)]), dim=0)
        what_if.append([x, y, w[1].item(), w[2].item()])
what_if = pd.DataFrame(what_if, columns=["x", "y", "cat", "chases"])
what_if.sort_values("cat", ascending=False).head()
# %% query-cat
best = what_if["cat"].idxmax()
query_cat = torch.tensor([float(what_if["x"][best]), float(what_if["y"][best])])
# %% query-split
# the one from the handout: both have 9
query_split = query.clone()
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = keys_shape
# %% shapes-reflection
# 100 tokens: keys (100, 64) and output (100, 64) are twice as big, scores (100, 100) are four times as big. Costs grow with the square of the length, so long texts get expensive very fast.
