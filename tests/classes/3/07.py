# A teacher who uses lookup tables (VLOOKUP) in every spreadsheet and Tab completion in every cell.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query).item())
# %% weights
# Four numbers, one share for each token.
weights = [score / sum(scores) for score in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# lookup table: token -> its weight
weight_of = dict(zip(tokens, weights))
output = torch.zeros(2)
for token, value in zip(tokens, values):
    output = output + weight_of[token] * value
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
exponentials = torch.exp2(torch.tensor(scores))
softmax_weights = exponentials / exponentials.sum()

weight_of = dict(zip(tokens, softmax_weights))
softmax_output = torch.zeros(2)
for token, value in zip(tokens, values):
    softmax_output = softmax_output + weight_of[token] * value
softmax_output
# %% softmax-reflection
# Cat and chases got 0.49 each instead of 0.375, the two articles fell to almost nothing. The exponential stretches the distance between large and small scores. (The check says I should put the scores into torch.exp, but I do.)
# %% experiment
# My prediction: a negative query turns everything around, the smallest key wins
my_query = torch.tensor([-2.0, -3.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 1] chases
compute_attention(torch.tensor([0.0, 1.0]), keys, values, tokens)
# %% experiment-reflection
# The negative query made the first "the" the winner with its small key [1, 0], as I predicted. The surprise was how clear it is. With [0, 1] chases wins because it is the only one with a long second component.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 0.5])
# %% query-split
query_split = torch.tensor([2.0, 3.0])
# %% shapes
width_of_one_head = 896 / 14
keys_shape = (50, width_of_one_head)
scores_shape = (50, 50)
output_shape = (50, width_of_one_head)
# %% shapes-reflection
# If the text doubles, keys and outputs double, the score table has 100 x 100 cells, four times as many. For a whole novel that is far too big.
