# 01: astronomy, thinks in fluxes and magnitudes (IRAF and IDL before Python); everything is right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
scores = []
for token, key in zip(tokens, keys):
    scores.append(torch.einsum("i,i->", query, key).item())
# %% weights
import numpy as np

# Four numbers, one share for each token.
# I treat a score as a flux: every source gets its fraction of the total light in the aperture
flux = np.asarray(scores)
total_light = flux.sum()
weights = flux / total_light
# %% output
# The weighted sum of the four values: as many numbers as in one value.
# = flux-weighted centroid of the four sources
output = np.average(values.numpy(), axis=0, weights=weights)
# %% after output
print("centroid at", output)
# %% softmax
# Four weights made with exponentials, and the output that they give.
# Guess: cat is 5 above the last token -> e**5, about 150 times

# One point of score is a factor e in flux = 1.0857 mag (the good old 2.5 log10(e)).
MAG_PER_POINT = 2.5 * np.log10(np.e)
magnitude = -MAG_PER_POINT * np.asarray(scores)      # a larger score is brighter, so a smaller magnitude
relative = 10 ** (-0.4 * (magnitude - magnitude.min()))   # flux relative to the brightest source

softmax_weights = relative / relative.sum()
softmax_output = np.average(values.numpy(), axis=0, weights=softmax_weights)
# %% softmax-reflection
# Cat and chases went from 0.375 to 0.498 each, both "the" nearly disappear (0.0005 and 0.003). What the
# two faint ones lost went to the two bright ones. It is because a difference in score becomes a ratio of weights:
# 5 points are e^5 = 148 times, just like 5 magnitudes are 100 times, whatever the zero point is.
# %% experiment
# My prediction: along the first axis chases gets nothing at all and cat wins, but not by much over the last "the"
my_query = torch.tensor([1.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the negative of the first query: the first "the" (smallest score) becomes the brightest
my_query = -query
compute_attention(my_query, keys, values, tokens)
# %% experiment-reflection
# The query [1, 0] only sees the first component of the keys, so the order is cat (3), the (2), the (1), chases (0), as I
# had predicted. I was surprised that chases still gets 0.03 there although its score is 0: e^0 is 1 and not 0.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# polar: the position angle of cat's key, and a radius of 4
angle = math.atan2(keys[1, 1].item(), keys[1, 0].item())
query_cat = 4 * torch.tensor([math.cos(angle), math.sin(angle)])
# %% query-split
# Equal scores: the query stands at right angles on the line from chases to cat. Rotate that line by 90 degrees.
dx, dy = (keys[1] - keys[2]).tolist()
query_split = 2 * torch.tensor([-dy, dx])
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = (50, 896 // 14)
# %% shapes-reflection
# Keys and output become (100, 64), twice as many numbers; the scores become (100, 100), four times as many.
# It grows as n squared, like direct-summation N-body codes, so that very long texts get very expensive.
