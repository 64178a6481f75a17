"""What runs inside the sandbox. It imports nothing of the package around it.

Three kinds of process:

- *warm*: has torch, numpy, matplotlib and IPython imported, runs no student code, only forks;
- *keeper*: forked for a run, runs no student code; ends everything the run started, when the
  grader says so, when too much memory or too many processes are used, when the student's
  process has ended;
- *student*: the first process in a PID namespace of its own. It gives up what it can and then
  does what the grader asks: execute a cell, read variables, assign variables.
"""
