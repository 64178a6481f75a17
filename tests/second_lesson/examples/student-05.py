# like student-01
# Forgets to share out, halves, and only moves the numbers.
# %% variance
variance = sum(d * d for d in deviations)
spread = variance / 2
# %% wider
wider = [number + 7 for number in data]
