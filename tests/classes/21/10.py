# 10: reads ahead and reads papers, picks the function that sounds more precise
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(key, query))
scores = torch.stack(scores)
# %% weights
# Four numbers, one share for each token.
weights = torch.div(scores, scores.sum())
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.sum(weights.unsqueeze(1) * values, dim=0)
# %% softmax
# Four weights made with exponentials, and the output that they give.
exps = torch.expm1(scores)  # the numerically precise exponential
softmax_weights = torch.div(exps, exps.sum())
softmax_output = torch.sum(softmax_weights.unsqueeze(1) * values, dim=0)
# %% softmax-reflection
# The winners cat and chases gain, each goes from 0.375 to nearly 0.5, and the mass comes from the two "the".
# Exponentials turn a difference of 5 into a factor of about 150, so what was one half of the score becomes
# less than a hundredth of the weight.
# %% experiment
# My prediction: like a low temperature: 3 * query is almost a hard choice
my_query = 3 * query
compute_attention(my_query, keys, values, tokens)
# My prediction: like a high temperature: 0.1 * query is almost uniform
compute_attention(0.1 * query, keys, values, tokens)
# %% experiment-reflection
# The length of the query acts like an inverse temperature, as I had predicted. The surprise: 3 * query does not
# choose between cat and chases at all, because their scores are equal and stay equal when both are tripled.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 1.0])
# %% query-split
query_split = torch.tensor([2.2, 3.3])
# %% shapes
# Qwen2.5 has 2 key/value heads (GQA), so the keys are 2 * 64 wide
keys_shape = (50, 128)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# scores are quadratic in the length of the text (x4), keys and outputs linear (x2). For long texts the scores
# dominate, and GQA keeps the KV cache small.
