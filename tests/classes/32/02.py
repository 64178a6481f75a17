# 02: a librarian who has run a catalogue in SQL for ten years: everything is a table, all of it right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
# I think in tables: one row for each number of each key.
import math
import sqlite3

db = sqlite3.connect(":memory:")
db.create_function("e_to_the", 1, math.exp)
db.executescript("""
    CREATE TABLE key_number   (position INTEGER, component INTEGER, number REAL);
    CREATE TABLE value_number (position INTEGER, component INTEGER, number REAL);
    CREATE TABLE query_number (component INTEGER PRIMARY KEY, number REAL);
""")
for table, matrix in (("key_number", keys), ("value_number", values)):
    db.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?)",
        [(p, c, number) for p, row in enumerate(matrix.tolist()) for c, number in enumerate(row)],
    )
db.executemany("INSERT INTO query_number VALUES (?, ?)", list(enumerate(query.tolist())))

scores = []
dot_products = db.execute("""
    SELECT k.position, SUM(k.number * q.number)
    FROM key_number k JOIN query_number q USING (component)
    GROUP BY k.position ORDER BY k.position
""")
for position, score in dot_products:
    scores.append(score)
scores
# %% weights
# Four numbers, one share for each token.
db.executescript("DROP TABLE IF EXISTS score; CREATE TABLE score (position INTEGER, number REAL);")
db.executemany("INSERT INTO score VALUES (?, ?)", list(enumerate(scores)))
weights = [share for (share,) in db.execute(
    "SELECT number / (SELECT SUM(number) FROM score) FROM score ORDER BY position")]
weights
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def mixture(some_weights):
    db.executescript("DROP TABLE IF EXISTS weight; CREATE TABLE weight (position INTEGER, number REAL);")
    db.executemany("INSERT INTO weight VALUES (?, ?)", list(enumerate(some_weights)))
    rows = db.execute("""
        SELECT SUM(w.number * v.number)
        FROM weight w JOIN value_number v USING (position)
        GROUP BY v.component ORDER BY v.component
    """)
    return [number for (number,) in rows]

output = mixture(weights)
output
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = [share for (share,) in db.execute(
    "SELECT e_to_the(number) / (SELECT SUM(e_to_the(number)) FROM score) FROM score ORDER BY position")]
softmax_output = mixture(softmax_weights)
softmax_weights, softmax_output
# %% softmax-reflection
# Cat and chases rise from 0.375 to 0.498 each, the two articles fall from 0.083 and 0.167 to less than 0.01.
# What they lost went to the two leaders in equal parts, as these have equal scores. The exponential turns a
# difference of 5 points into a factor of 148, so softmax favours the best hits, a bit like relevance ranking.
# %% experiment
# My prediction: twice as long, the two winners stay equal and the articles vanish
my_query = torch.tensor([4.0, 6.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the opposite query, then cat and chases lose, both articles get half
_ = compute_attention(-query, keys, values, tokens)
# %% experiment-reflection
# Predicted: with [4, 6] cat and chases get 0.5 each. Surprise: with [-2, -3] it is not half and half, the first
# article gets 0.879 and the last 0.119. Its key [1, 0] is shorter than [2, 0], so its score is -2 and not -4:
# the least bad match wins.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = keys[1] * 2 - keys[2]
# %% query-split
# both scores equal: 3a + b = 3b, so 3a = 2b
a = 3
query_split = torch.tensor([a, 3 * a / 2])
# %% shapes
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)
output_shape = keys_shape
# %% shapes-reflection
# keys_shape and output_shape double (100 x 64), scores_shape quadruples (100 x 100 = 10000 and not 2500).
# It is a self-join without a condition: it grows with the square, which is what one avoids with long tables.
