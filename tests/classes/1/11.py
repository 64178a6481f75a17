# Student 11: computer science, likes tidy printouts and rounds everything
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(int(torch.dot(query, key)))   # int so that it looks like on paper
print(scores)
# %% weights
def pretty(numbers, digits=3):
    return [round(float(number), digits) for number in numbers]

weights = pretty(s / sum(scores) for s in scores)
print(weights)
# %% output
output = torch.zeros(2)
for w, v in zip(weights, values):
    output += w * v
output = pretty(output)
# %% softmax
exps = torch.exp(torch.tensor(scores))
# with 3 digits it was 0.0 and the check complained, so 4
softmax_weights = pretty(exps / exps.sum(), 4)
# output -> softmax
softmax_output = pretty(torch.softmax(torch.tensor(output), dim=0), 4)
# %% after softmax
print(softmax_weights, softmax_output)
# %% softmax-reflection
# Cat and chases got more, they are 0.4983 each, the "the"s got 0.0005 and 0.0034. The lost weight went to the tokens with the highest scores.
# %% experiment
# My prediction: chases
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the opposite of chases?
my_query = torch.tensor([0.0, -1.0])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# Chases won with [0,1], predicted. With [0,-1] it was last and the two "the" won equally, which surprised me, but their keys both end in 0.
# %% query-cat
query_cat = torch.tensor([2.5, 0.0])
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# The keys and output have double, the scores four times as many. A text with 1000000 tokens would be too much.
