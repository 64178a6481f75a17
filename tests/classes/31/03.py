# 03: blind EE student with a screen reader, short lines and printed sentences; "the" is "the" on paper, and heard "Q K" without the small T
# %% by-hand
# One number per token, in order: the, cat, chases, the.
# the: 2. cat: 6 plus 3. chases: 9. the: as before.
by_hand_scores = [2, 9, 9, 2]
by_hand_weights = [2/22, 9/22, 9/22, 2/22]
# The numbers of the output.
by_hand_output = [(9*4 + 9*2)/22, (9*1 + 9*2)/22]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    first = query[0] * key[0]
    second = query[1] * key[1]
    score = first + second
    scores.append(score.item())
# end for
# %% after scores
# lines for the ear
for number in range(len(tokens)):
    print("token", number, tokens[number], "score", scores[number])
# end for
# The check says the 3: on paper 2, in code 4. All others agree. I stay with the code, I do not find it on paper.
# %% weights
# Four numbers, one share for each token.
whole = sum(scores)
weights = []
for score in scores:
    weights.append(score / whole)
# end for
# %% output
# The weighted sum of the four values: as many numbers as in one value.
output = torch.zeros(2)
for weight, value in zip(weights, values):
    output = output + weight * value
# end for
# %% softmax
# Four weights made with exponentials, and the output that they give.
powers = []
for score in scores:
    powers.append(math.exp(score))
# end for
whole_of_powers = sum(powers)
softmax_weights = []
for power in powers:
    softmax_weights.append(power / whole_of_powers)
# end for
softmax_output = torch.zeros(2)
for weight, value in zip(softmax_weights, values):
    softmax_output = softmax_output + weight * value
# end for
# %% softmax-reflection
# Cat and chases have more now, 0.498 each. The two the have less. The first the went from 0.083 to 0.0005.
# Their weight went to cat and chases, because e to the 9 is so much larger than e to the 4.
# %% experiment
# My prediction: query 0, 2 looks only at the second component, so chases wins and cat is second.
my_query = torch.tensor([0.0, 2.0])
# Then: compute_attention(my_query, keys, values, tokens)
answer = compute_attention(my_query, keys, values, tokens)
# My prediction: query 2, 0 gives cat most, then the last the.
answer2 = compute_attention(torch.tensor([2.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# The text beside the picture says 0.977 for chases with query 0, 2. I had predicted that chases wins, but not that cat has only 0.018.
# Chases has 3 in its second component and cat has 1, the scores are 6 and 2.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([3.0, 1.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
# formula as I hear it: softmax of Q K, then V. Q is 50 by 64, K is 50 by 64, number times number.
keys_shape = (50, 64)
scores_shape = (50, 64)
output_shape = (50, 64)
# %% shapes-reflection
# All three have 100 rows then, so all three hold twice as many numbers. A text that is twice as long costs twice as much.
