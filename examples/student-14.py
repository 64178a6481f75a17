# A loop that never ends in a cell of the student's own; the answers are right.
# like student-01

# %% after output-test
n = 0
while n < 10:
    total = total + 1
