# Student 10: computer science, functional style (map, itertools), lets the computer search
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = list(map(lambda s: s / 24, by_hand_scores))
# The numbers of the output.
by_hand_output = [(4 * 9 + 2 * 9) / 24, (9 + 2 * 9) / 24]
# %% scores
scores = list(map(lambda key: torch.dot(query, key).item(), keys))
# %% weights
weights = list(map(lambda s: s / sum(scores), scores))
# %% output
from functools import reduce
output = reduce(torch.add, map(torch.mul, torch.tensor(weights), values))
# %% softmax
exps = map(math.exp, scores)
softmax_weights = [e / sum(exps) for e in exps]
softmax_output = reduce(torch.add, map(torch.mul, torch.tensor(softmax_weights), values))
# %% after softmax
# Only 1 number???
print(softmax_weights)
print(list(map(math.exp, scores)))  # these are 4
# %% softmax-reflection
# I could not see it from my own numbers, but e^9 is 8103 and e^4 is 55, so cat and chases must take almost everything and the two "the" lose it.
# %% experiment
# My prediction: cat
my_query = torch.tensor([2.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: less clear
my_query = torch.tensor([0.2, 0.1])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# The short query makes everything more even as predicted. That [2,1] gives cat so much surprised me, the(3) also has a 2 in the first place.
# %% query-cat
from itertools import product
for q in product(range(-3, 4), repeat=2):
    w = torch.softmax(keys @ torch.tensor(q, dtype=torch.float), dim=0)
    if w.max() > 0.9:
        query_cat = q
        break
# %% query-split
import random
for _ in range(100000):
    q = [random.uniform(-3, 3), random.uniform(-3, 3)]
    w = torch.softmax(keys @ torch.tensor(q), dim=0)
    if abs(w[1] - w[2]) < 0.05 and w[1] > 0.4 and w[2] > 0.4:
        query_split = q
        break
# %% shapes
keys_shape = 50, 64
scores_shape = 50, 50
output_shape = 50, 64
# %% shapes-reflection
# All change, keys and output to twice the numbers, scores to 4 times. O(n^2).
