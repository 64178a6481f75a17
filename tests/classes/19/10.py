# A market-research analyst who reads shares as percentages and averages with numpy.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [8.33, 37.5, 37.5, 16.67]   # in %
by_hand_output = [2.25, 1.125]
# %% after by-hand
import numpy as np
import pandas as pd

def percent(x):
    """Shares in percent."""
    x = np.asarray(x, dtype=float)
    return 100 * x / x.sum()
# %% scores
scores = [float(query @ key) for key in keys]
# %% weights
weights = percent(scores)
pd.Series(weights.round(1), index=tokens)
# %% output
output = np.average(values.numpy(), axis=0, weights=weights)
# %% softmax
softmax_weights = percent(np.exp(scores))
softmax_output = np.average(values.numpy(), axis=0, weights=softmax_weights)
# %% softmax-reflection
# Cat and chases rise from 37.5 % to 49.8 % each, the others fall to 0.05 % and 0.3 %. The exponential turns a lead in points into a multiple.
# %% experiment
# My prediction: more than 90 % for chases
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: negative, so the first one wins
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# [0, 2] gave chases 98 %, I had predicted more than 90 %. With [-1, -1] the first token won, its key is the shortest so it loses least. The surprise was that the last one still got about a quarter.
# %% query-cat
def share_of_cat(a, b):
    return torch.softmax(keys @ torch.tensor([a, b]), dim=0)[1].item()

trials = pd.DataFrame([(a, b, share_of_cat(a, b)) for a in (1., 2., 3.) for b in (0., 1., 2.)],
                      columns=["a", "b", "cat"])
query_cat = trials.loc[trials["cat"].idxmax(), ["a", "b"]].tolist()
# %% query-split
query_split = [2, 3]
# %% shapes
# 64 numbers for each of the 50 tokens
keys_shape = (64, 50)
scores_shape = (50, 50)
output_shape = (64, 50)
# %% shapes-reflection
# scores x 4, keys and outputs x 2. For a very long text the scores would not fit into memory.
