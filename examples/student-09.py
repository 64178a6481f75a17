# Types the numbers from paper into the code cells.
# like student-01

# %% scores
scores = [2, 9, 9, 4]

# %% weights
weights = [2 / 24, 9 / 24, 9 / 24, 4 / 24]

# %% output
output = [2.25, 1.125]

# %% softmax
softmax_weights = torch.softmax(torch.tensor(scores, dtype=torch.float32), dim=0)
softmax_output = softmax_weights @ values
