# 05: Site reliability engineer (Go and shell): tidied the weights cell with a helper that is defined two cells further down; divides 896 by 64 and takes 14 for the size of a head
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 9/24, 9/24, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    s = torch.dot(query, key).item()
    print(f"level=info token={token} score={s}")
    scores.append(s)
# %% weights
# Four numbers, one share for each token.
weights = share(scores)   # DRY, was: [s / sum(scores) for s in scores]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = sum((w * v for w, v in zip(weights, values)), torch.zeros(2))
# %% softmax
# Four weights made with exponentials, and the output that they give.
def share(xs):
    """Normalise to 1. Same for plain and soft, so one function."""
    total = sum(xs)
    return [x / total for x in xs]

softmax_weights = share([math.exp(s) for s in scores])
softmax_output = sum((w * v for w, v in zip(softmax_weights, values)), torch.zeros(2))
# %% softmax-reflection
# It is like a load balancer with sticky weights: cat and chases take 99.6 % of the traffic now instead of 75 %, the two "the" are nearly drained. Each point of score is a factor e, so small differences become big ones.
# %% experiment
# My prediction: [0, 1] -> chases first (3), cat second (1), both "the" equal (0)
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [0, -1] -> reverse, both the on top
my_query = torch.tensor([0.0, -1.0])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# I had predicted that for [0, -1] the two "the" come out on top and equal, since both keys have 0 as second number. The surprise was how flat it stays for short queries: cat still has 0.15 there, and a length of 1 hardly decides anything.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([5.0, 0.0])
# %% query-split
query_split = torch.tensor([2.0, 3.0])   # the known one does the job
# %% shapes
# 896 numbers per token, heads are 64 wide (I remember 64 from GPT-2), 896 / 64 = 14
keys_shape = (50, 14)
scores_shape = (50, 50)
output_shape = (50, 14)
# %% shapes-reflection
# Keys and output double, the scores quadruple (50x50 to 100x100). At 100k tokens the scores table is the outage.
