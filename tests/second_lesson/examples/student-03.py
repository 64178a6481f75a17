# like student-01
# Takes the deviations the wrong way round; the squares do not mind.
# %% deviations
deviations = [mean - number for number in data]
# %% variance
variance = sum(d * d for d in deviations) / 5
spread = variance ** 0.5
