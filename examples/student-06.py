# Divides by the largest score, not by the sum.
# like student-02

# %% weights
weights = scores / scores.max()
