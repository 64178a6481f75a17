# 04: Engineer-turned-physicist from MATLAB: `b = a` is no copy in Python (weights overwrite scores), and a loop from 1 that skips position 0 unseen.
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key));
# %% weights
# Four numbers, one share for each token.
scores = torch.tensor(scores);
weights = scores;
weights /= sum(weights);
print(weights)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2);
for k in range(1, len(tokens)):
    output = output + weights[k] * values[k, :];
print(output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# guess: exp(5) ~ 150 times
ex = torch.exp(scores);
softmax_weights = ex / sum(ex);
softmax_output = softmax_weights @ values;
# the check says my scores are not from paper, but Step 1 was ok with its check?? And the weights are
# almost the same for all tokens. I do not see why.
# %% softmax-reflection
# In my result the weights are closer together with softmax (0.21 0.28 0.28 0.23). I had expected the opposite, that cat and
# chases get more and both "the" lose, because exp grows fast. So something is probably wrong in my numbers.
# %% experiment
# My prediction: query twice as long -> same picture, only the two winners even stronger
my_query = 2 * query;
w2, o2 = compute_attention(my_query, keys, values, tokens);
# My prediction: [0, -1] chases gets nothing
w3, o3 = compute_attention(torch.tensor([0.0, -1.0]), keys, values, tokens);
# %% experiment-reflection
# With [0, -1] chases gets nearly nothing as predicted, since its key [0, 3] points against the query. A surprise: both "the"
# get exactly the same there, although their keys are different. But both have a 0 in the second place, so the score is 0 for both.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0]);   # = the key of cat
# %% query-split
query_split = torch.tensor([1.0, 1.5]);
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output: twice as many numbers. scores: 100 x 100, that is four times. For very long texts the N^2 matrix is the problem.
