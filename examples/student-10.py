# Handed in half: up to the weights, the rest is open.

# %% by-hand
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.083, 0.375, 0.375, 0.167]
by_hand_output = [2.25, 1.125]

# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.dot(query, key))

# %% weights
weights = [score / sum(scores) for score in scores]
