"""What runs inside the sandbox. It imports nothing of the package around it.

Two kinds of process:

- *warm*: has torch, numpy, matplotlib and IPython imported, and runs no student code. It forks a
  process for each run and is its keeper: it ends everything that the run started, when the grader
  says so, when too much memory or too many processes are used, when the student's process ends;
- *student*: gives up what it can and then does what the grader asks: execute a cell, read
  variables, assign variables.

`kinds.py` says how the kinds of sandbox differ. `namespaces.py` is the first, `landlock.py`,
`doorbell.py`, `scratch.py` and `guardian.py` are the second.
"""
