# A laboratory technician who learned programming in R and now and then still counts from 1.
# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
by_hand_output = [2.25, 1.125]
# %% scores
scores = [torch.dot(query, k) for k in keys]
# %% weights
weights = torch.tensor(scores) / sum(scores)
# %% output
# all tokens, one after the other
output = torch.zeros(2)
for i in range(1, len(tokens)):
    output = output + weights[i] * values[i]
# %% softmax
s = torch.tensor(scores)
softmax_weights = torch.exp(s) / sum(torch.exp(s))
softmax_output = torch.zeros(2)
for i in range(1, len(tokens)):
    softmax_output = softmax_output + softmax_weights[i] * values[i]
# %% softmax-reflection
# cat and chases rise from 0.38 to 0.50, both "the" fall. The exponential makes big differences out of small ones, so the winners take the
# weight of the others.
# %% experiment
# My prediction: twice as long gives the same picture
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: without softmax also the same
compute_attention(my_query, keys, values, tokens, use_softmax=False)
# %% experiment-reflection
# Without softmax the longer query changes nothing, that I had predicted. With softmax the two "the" vanish completely, that surprised me; both cat
# and chases get twice the score, 18, and the lead doubles.
# %% query-cat
query_cat = compute_attention(torch.tensor([4.0, -1.0]), keys, values, tokens)
# %% query-split
query_split = compute_attention(torch.tensor([4.0, 6.0]), keys, values, tokens)
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# keys and output have 100 rows then, so two times the numbers. Scores are 100 x 100 = 4 times. This is why long texts are slow.
