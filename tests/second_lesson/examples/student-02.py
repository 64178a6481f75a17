# like student-01
# Divides by one less, and goes on rightly from there.
# %% mean
mean = sum(data) / (len(data) - 1)
