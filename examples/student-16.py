# Queries that miss: too short for cat, and equal but far too small for the split.
# like student-01

# %% query-cat
query_cat = torch.tensor([2.0, 0.0])

# %% query-split
query_split = torch.tensor([-2.0, -3.0])
