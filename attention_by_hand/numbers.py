"""What the grader computes with."""

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]  # of any shape; one of no dimension may be a float of numpy's
