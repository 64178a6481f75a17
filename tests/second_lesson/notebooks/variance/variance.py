# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Variance by hand
#
# How far do {{count}} numbers lie apart?
#
# {{contents}}

# %% given numbers
data = [2, 4, 4, 9, 11]

# %% [markdown]
# ## The mean
#
# Add the numbers up and share the sum out evenly ({{mean points}} point).

# %% answer mean
mean = ...
### BEGIN SOLUTION
mean = sum(data) / len(data)
### END SOLUTION

# %% check mean
assert min(data) <= mean <= max(data), "a mean lies between the smallest and the largest number"

# %% test mean
grade("mean", notebook=6)

# %% [markdown]
# ## The deviations

# %% answer deviations
deviations = ...
### BEGIN SOLUTION
deviations = [number - mean for number in data]
### END SOLUTION

# %% check deviations
assert len(deviations) == len(data), "one deviation for each number"

# %% test deviations
grade("deviations", notebook=[-4, -2, -2, 3, 5])

# %% [markdown]
# ## The variance, and its root

# %% answer variance
variance = ...
spread = ...
### BEGIN SOLUTION
variance = sum(d**2 for d in deviations) / len(deviations)
spread = variance**0.5
### END SOLUTION

# %% check variance
assert abs(spread * spread - variance) < 1e-6, "the spread times itself is the variance"

# %% test variance
grade("variance", notebook=(11.6, 11.6**0.5))

# %% prose why-squares [markdown]
# *Why squares? Write below this line:*
#
# ### BEGIN SOLUTION
# Deviations add up to zero. Squares do not, and they make large ones count more.
# ### END SOLUTION

# %% [markdown]
# ## Make it wider
#
# Find {{count}} numbers with {{times}} times the variance.

# %% answer wider
wider = ...
### BEGIN SOLUTION
wider = [2 * number for number in data]
### END SOLUTION

# %% check wider
assert len(wider) == len(data), "as many numbers as before"

# %% test wider
grade("wider", notebook=[4, 8, 8, 18, 22])
