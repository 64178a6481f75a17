# like student-01
# Types numbers.
# %% mean
mean = 6
# %% deviations
import numpy as np
deviations = np.array([-4, -2, -2, 3, 5])
