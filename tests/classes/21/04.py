# 04: builds a small library first; knows PyTorch from a summer project, trusts function names
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
def dot_product_score(query: torch.Tensor, key: torch.Tensor) -> float:
    """Similarity of one query and one key."""
    assert query.shape == key.shape, "query and key need the same dimension"
    return torch.dot(query, key).item()


scores = []
for token, key in zip(tokens, keys):
    scores.append(dot_product_score(query, key))
# %% weights
# Four numbers, one share for each token.
import torch.nn.functional as F

weights = F.normalize(torch.tensor(scores), dim=0)  # weights.norm() is 1
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def weighted_sum(weights: torch.Tensor, values: torch.Tensor) -> torch.Tensor:
    assert len(weights) == len(values)
    return torch.einsum("t,td->d", weights, values)


output = weighted_sum(weights, values)
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = F.softmax(torch.tensor(scores), dim=0)
softmax_output = weighted_sum(softmax_weights, values)
# %% softmax-reflection
# Softmax is sharper: cat and chases take nearly everything and the two "the" lose almost all of it.
# The exponential turns differences of scores into ratios of weights.
# %% experiment
# My prediction: half the query makes the weights flatter
my_query = 0.5 * query
_ = compute_attention(my_query, keys, values, tokens)
# My prediction: the zero query gives everyone 1/4
_ = compute_attention(torch.zeros(2), keys, values, tokens)
# %% experiment-reflection
# The zero query gave 1/4 to everyone as predicted, because all scores are 0. Half the query is flatter, but
# cat and chases still have 0.47 each, I thought it would be much less.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# away from the centre of all keys, in the direction of cat
query_cat = 3 * (keys[1] - keys.mean(dim=0))
# %% query-split
query_split = torch.tensor([1.0, 1.5])
# %% shapes
keys_shape = (1, 50, 64)
scores_shape = (1, 50, 50)
output_shape = (1, 50, 64)
# %% shapes-reflection
# keys and output double, scores grow by a factor of four because both of its dimensions are tokens.
# That is why long contexts need tricks like flash attention.
