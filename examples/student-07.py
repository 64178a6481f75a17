# Sums up the keys instead of the values.
# like student-01

# %% output
output = torch.zeros(2)
for weight, key in zip(weights, keys):
    output = output + weight * key
