# Student 01: computer science, third year, writes as little as possible; tensors and einsum, loops thrown out
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [s / sum(by_hand_scores) for s in by_hand_scores]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = torch.einsum("td,d->t", keys, query)
# %% weights
weights = scores / scores.sum()
# %% output
output = torch.einsum("t,td->d", weights, values)
# %% softmax
softmax_weights = (e := scores.exp()) / e.sum()
softmax_output = torch.einsum("t,td->d", softmax_weights, values)
# %% softmax-reflection
# Cat and chases got more, both "the" got less, almost 0. exp turns differences of scores into factors, so 5 points
# behind means e^5 times less. The lost weight went to the two winners in equal parts.
# %% experiment
# My prediction: [2,3] twice as long -> the two "the" vanish completely. [-1,0] -> cat is last
my_query = 2 * query
compute_attention(my_query, keys, values, tokens)
compute_attention(torch.tensor([-1., 0.]), keys, values, tokens);
# %% experiment-reflection
# Longer query = sharper, as predicted. The negative one surprised me: chases wins because its key has a 0 there and
# everybody else gets a negative score.
# %% query-cat
query_cat = 3 * (keys[1] - keys[2])   # away from chases
# %% query-split
n = keys[1] - keys[2]                       # has to be orthogonal to the difference
query_split = torch.stack([-n[1], n[0]])
# %% shapes
keys_shape = TEXT, WIDTH // HEADS
scores_shape = (TEXT,) * 2
output_shape = keys_shape
# %% shapes-reflection
# All three change. keys and output x2, scores x4 because it is n by n. Long texts get expensive quadratically.
