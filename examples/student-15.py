# Prints a lot and draws a plot in the answer cells; the shapes are the wrong way round.
# like student-02

# %% scores
for i in range(300):
    print("debug", i)
scores = keys @ query

# %% after scores
import matplotlib.pyplot as plt

plt.bar(range(4), scores)
plt.xticks(range(4), tokens)
plt.title("scores")
plt.show()

# %% shapes
keys_shape = (64, 50)
scores_shape = (50,)
output_shape = (50, 896)
