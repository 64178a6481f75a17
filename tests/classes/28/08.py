# 08: Go developer (streaming telemetry): goroutine-like workers and a channel for the scores, generators as pipelines, softmax and its output in one pass over a stream; entirely right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [1/12, 3/8, 3/8, 1/6]
# The numbers of the output.
by_hand_output = [9/4, 9/8]
# %% scores
import queue
import threading

ch = queue.Queue()      # ch := make(chan result, 4)

def worker(i, key):     # go worker(i, key)
    ch.put((i, torch.dot(query, key).item()))

scores = []
wg = []
for token, key in zip(tokens, keys):
    t = threading.Thread(target=worker, args=(len(wg), key))
    t.start()
    wg.append(t)
for t in wg:            # wg.Wait()
    t.join()

# they arrive in any order, so put each one where it belongs
scores = [None for _ in wg]
while not ch.empty():
    i, s = ch.get()
    scores[i] = s
# %% weights
# Four numbers, one share for each token.
def normalise(xs):
    """(shares, err), as in Go"""
    total = math.fsum(xs)
    if total == 0:
        return None, "scores add to 0, nothing to share out"
    return [x / total for x in xs], None

weights, err = normalise(scores)
if err is not None:
    raise ValueError(err)
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def scaled(ws, vs):                 # stage 1: a stream of w * v
    for w, v in zip(ws, vs):
        yield [w * x for x in v.tolist()]

def added_up(vectors):              # stage 2: running totals, the last one is the answer
    acc = None
    for vec in vectors:
        acc = vec if acc is None else [a + x for a, x in zip(acc, vec)]
        yield acc

*_, output = added_up(scaled(weights, values))
# %% softmax
# Four weights made with exponentials, and the output that they give.
# One pass: the scores come as a stream, and I keep only the peak so far, the total and the
# accumulator. When a new peak comes, everything so far is scaled down.
peak, total, acc = float("-inf"), 0.0, [0.0 for _ in values[0]]
for s, v in zip(scores, values.tolist()):
    new_peak = max(peak, s)
    shrink, e = math.exp(peak - new_peak), math.exp(s - new_peak)
    total = total * shrink + e
    acc = [a * shrink + e * x for a, x in zip(acc, v)]
    peak = new_peak

softmax_output = [a / total for a in acc]
softmax_weights = [math.exp(s - peak) / total for s in scores]
# %% softmax-reflection
# Up: cat and chases, 0.375 to 0.498 each. Down: the first the (0.083 to 0.0005) and the last (0.167 to 0.003). Only differences of scores count: 5 points below the peak is a factor of e^-5, so the lost weight has nowhere to go but to the peak, and there are two of those.
# %% experiment
# My prediction: adding the same to all scores changes nothing. [0, 0] -> 0.25 each; [0.1, 0.15] nearly flat.
for my_query in (torch.tensor([0.0, 0.0]), torch.tensor([0.1, 0.15])):
    compute_attention(my_query, keys, values, tokens)
# My prediction: along y: chases, cat far behind
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens);
# %% experiment-reflection
# Predicted: a very short query is nearly flat, because all scores are close to 0 and e^0 is 1 for everybody. Surprise: [0, 2] leaves cat only 0.018, since 1*2 against 3*2 is four points.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# cat must beat last "the" by a lot: (3,1)-(2,0) = (1,1), and chases: (3,1)-(0,3) = (3,-2). Both must be clearly positive.
query_cat = torch.tensor([3.0, 2.0])
# %% query-split
# (3,-2) . q = 0  ->  q = t * (2, 3), any t > 0 that is not too small
query_split = tuple(0.6 * x for x in (2, 3))
# %% shapes
n, d_head = TEXT, WIDTH // HEADS
keys_shape = (n, d_head)
scores_shape = (n, n)
output_shape = (n, d_head)
# %% shapes-reflection
# keys (100, 64) and output (100, 64): twice as many numbers, scores (100, 100): four times. Memory for the scores is quadratic, unless one streams as in my softmax, then only the time is.
