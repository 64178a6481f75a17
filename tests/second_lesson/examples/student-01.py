# All right, with a library.
# %% mean
import statistics
mean = statistics.fmean(data)
# %% deviations
import numpy as np
deviations = np.array(data) - mean
# %% variance
variance = (deviations ** 2).mean()
spread = np.sqrt(variance)
# %% why-squares
# Without squares they add up to zero.
# %% wider
wider = [2 * number - 100 for number in data]
