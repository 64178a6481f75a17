# A web developer who puts the exercise together from documentation pages, forum answers and a model's configuration.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
import torch.nn.functional as F

scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))
scores = torch.stack(scores)
# %% weights
# Four numbers, one share for each token.
# docs: "Perform normalization of inputs over specified dimension"
weights = F.normalize(scores, dim=0)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = weights @ values
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = F.softmax(scores, dim=0)
# pytorch has the whole thing built in
softmax_output = F.scaled_dot_product_attention(query.unsqueeze(0), keys, values).squeeze(0)
print(softmax_weights, softmax_output)
# %% softmax-reflection
# Softmax makes cat and chases 0.498 each and pushes the rest to zero, because the exponential exaggerates differences. The lost weight of the two "the" goes to the two winners.
# %% experiment
# My prediction: [3, 3] favors cat, 12 against 9
my_query = torch.tensor([3.0, 3.0])
_ = compute_attention(my_query, keys, values, tokens)
# My prediction: [0.1, 0.1] is almost uniform
_ = compute_attention(torch.tensor([0.1, 0.1]), keys, values, tokens)
# %% experiment-reflection
# A short query makes the weights nearly equal (predicted), since all scores come close to 0. Surprising: [3, 3] gives cat already 0.95, with 12 against 9.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 3.0])
# %% query-split
query_split = torch.tensor([20.0, 30.0])
# %% shapes
# from AutoModelForCausalLM.from_pretrained("Qwen/Qwen2.5-0.5B"):
#   (q_proj): Linear(in_features=896, out_features=896)
#   (k_proj): Linear(in_features=896, out_features=128)
#   (v_proj): Linear(in_features=896, out_features=128)
keys_shape = (50, 128)
scores_shape = (50, 50)
output_shape = (50, 128)
# %% shapes-reflection
# With 100 tokens keys and output have twice as many numbers, scores four times as many. That is why long contexts need tricks such as flash attention.
