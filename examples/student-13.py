# Copied the answer cell in JupyterLab to try something, and deleted a check; all is right.
# like student-01

# %% copy scores
# trying it in one line
scores = [query @ key for key in keys]

# %% delete weights-check
