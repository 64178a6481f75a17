# 05: right, works part-time on databases; does the whole of attention in SQL
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = (2, 9, 9, 4)
by_hand_weights = [s / 24 for s in by_hand_scores]
# The numbers of the output.
by_hand_output = (54 / 24, 27 / 24)
# %% scores
import sqlite3


def as_rows(matrix):
    """(position, component, number) for each number"""
    return [(i, j, x) for i, row in enumerate(matrix.tolist()) for j, x in enumerate(row)]


db = sqlite3.connect(":memory:")
db.executescript("""
    CREATE TABLE k (pos INTEGER, comp INTEGER, x REAL);
    CREATE TABLE q (comp INTEGER, x REAL);
""")
db.executemany("INSERT INTO k VALUES (?, ?, ?)", as_rows(keys))
db.executemany("INSERT INTO q VALUES (?, ?)", enumerate(query.tolist()))

scores = []
# a dot product is a join with GROUP BY
for pos, score in db.execute("""
    SELECT k.pos, SUM(k.x * q.x) FROM k JOIN q ON k.comp = q.comp GROUP BY k.pos ORDER BY k.pos
"""):
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
db.execute("DROP TABLE IF EXISTS score")
db.execute("CREATE TABLE score (pos INTEGER, s REAL)")
db.executemany("INSERT INTO score VALUES (?, ?)", enumerate(scores))

weights = [share for (share,) in db.execute("SELECT s / SUM(s) OVER () FROM score ORDER BY pos")]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def collect(shares):
    db.executescript("""
        DROP TABLE IF EXISTS w; CREATE TABLE w (pos INTEGER, share REAL);
        DROP TABLE IF EXISTS v; CREATE TABLE v (pos INTEGER, comp INTEGER, x REAL);
    """)
    db.executemany("INSERT INTO w VALUES (?, ?)", enumerate(shares))
    db.executemany("INSERT INTO v VALUES (?, ?, ?)", as_rows(values))
    found = db.execute("SELECT SUM(w.share * v.x) FROM w NATURAL JOIN v GROUP BY comp ORDER BY comp")
    return [x for (x,) in found]


output = collect(weights)
# %% softmax
# Four weights made with exponentials, and the output that they give.
import math

db.create_function("e_to", 1, math.exp)
softmax_weights = [
    share
    for (share,) in db.execute("""
        WITH powers AS (SELECT pos, e_to(s) AS p FROM score)
        SELECT p / (SELECT SUM(p) FROM powers) FROM powers ORDER BY pos
    """)
]
softmax_output = collect(softmax_weights)
# %% softmax-reflection
# More: cat, chases (37.5 % -> 49.8 % each). Less: both "the" (8.3 % -> 0.05 %, 16.7 % -> 0.3 %). What they lost was shared
# equally by cat and chases as their scores are equal. With exp a point more counts as a factor e, so 9 beats 4 by 148
# and not by 2.25.
# %% experiment
# My prediction: [-1, 0] gives most to chases because all others get negative scores
my_query = torch.tensor([-1.0, 0.0])
_ = compute_attention(my_query, keys, values, tokens)
# My prediction: [0, 0] gives 25 % to everybody
_ = compute_attention(torch.zeros(2), keys, values, tokens)
# My prediction for [20, 30]: 50/50 and zero
_ = compute_attention(10 * query, keys, values, tokens)
# %% experiment-reflection
# Predicted: [-1, 0] lets chases win (0.64), its key has 0 in the first component and everybody else gets a negative score.
# Surprised: the first "the" still gets 0.24 there, since a score of -1 against 0 is only a factor of e.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [6, -2]
# %% query-split
# scores of cat and chases: 3a + b = 3b, so b = 1.5 a
query_split = [1, 1.5]
# %% shapes
keys_shape = [50, 64]
scores_shape = [50, 50]
output_shape = [50, 64]
# %% shapes-reflection
# 100 x 64 keys and outputs (x 2), but 100 x 100 scores (x 4). It is a cross join of all tokens with all tokens, and
# everybody knows what a cross join does to a big table.
