# 01: works part-time with databases, does everything in SQL (sqlite3), all right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
scores = []
import sqlite3

db = sqlite3.connect(":memory:")

def load(name, columns, rows):
    """(Re)create a table and fill it."""
    db.execute(f"DROP TABLE IF EXISTS {name}")
    db.execute(f"CREATE TABLE {name} ({columns})")
    rows = [tuple(row) for row in rows]
    db.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(rows[0]))})", rows)

load("q", "component INTEGER, x REAL", enumerate(query.tolist()))
key_rows = []
for token, key in zip(tokens, keys):
    position = len(key_rows) // len(query)
    for component, x in enumerate(key.tolist()):
        key_rows.append((position, component, x))
load("k", "position INTEGER, component INTEGER, x REAL", key_rows)

for (score,) in db.execute("""
        SELECT SUM(k.x * q.x)
        FROM k JOIN q USING (component)
        GROUP BY k.position
        ORDER BY k.position"""):
    scores.append(score)
# %% weights
# Four numbers, one share for each token.
load("s", "position INTEGER, score REAL", enumerate(scores))
weights = [row[0] for row in db.execute(
    "SELECT score / (SELECT SUM(score) FROM s) FROM s ORDER BY position")]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
load("v", "position INTEGER, component INTEGER, x REAL",
     [(p, c, x) for p, value in enumerate(values.tolist()) for c, x in enumerate(value)])
load("w", "position INTEGER, weight REAL", enumerate(weights))
COLLECT = """
    SELECT SUM(w.weight * v.x)
    FROM v JOIN w USING (position)
    GROUP BY v.component
    ORDER BY v.component"""
output = [row[0] for row in db.execute(COLLECT)]
# %% softmax
# Four weights made with exponentials, and the output that they give.
import math
db.create_function("e_to_the", 1, math.exp)   # my sqlite has no EXP
load("s", "position INTEGER, score REAL", enumerate(scores))
softmax_weights = [row[0] for row in db.execute("""
    WITH powers AS (SELECT position, e_to_the(score) AS p FROM s)
    SELECT p / (SELECT SUM(p) FROM powers) FROM powers ORDER BY position""")]
load("w", "position INTEGER, weight REAL", enumerate(softmax_weights))
softmax_output = [row[0] for row in db.execute(COLLECT)]
# %% softmax-reflection
# cat and chases went up from 0.375 to 0.498, both "the" went down to almost 0. The lost weight went
# to the two winners. It is because every point of score is a factor of e, so 5 points less than cat is a
# factor of about 148 and not only 9/4.
# %% experiment
# My prediction: [0, 2] asks for the second component only, so chases gets nearly all
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, -1] turns it around, first "the" has the smallest score so it wins
compute_attention(torch.tensor([-1.0, -1.0]), keys, values, tokens)
# %% experiment-reflection
# [0, 2]: chases got nearly everything, as predicted, because its key is the only one that is long in the second
# component. I was surprised that with [-1, -1] the first "the" wins clearly, its key is just the shortest.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 1.0])
# %% query-split
query_split = torch.tensor([4.0, 6.0])
# %% shapes
keys_shape = (50, 64)
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# keys and output double, scores holds four times as many (it is a cross join of the tokens with themselves).
# For a very long text the table of scores gets far too big.
