# 07: a database administrator; does everything in SQL with sqlite, everything right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import math
import sqlite3

db = sqlite3.connect(":memory:")
db.create_function("E_TO_THE", 1, math.exp)
db.executescript("""
    CREATE TABLE q (axis INTEGER PRIMARY KEY, x REAL);
    CREATE TABLE k (pos INTEGER, axis INTEGER, x REAL, PRIMARY KEY (pos, axis));
    CREATE TABLE v (pos INTEGER, axis INTEGER, x REAL, PRIMARY KEY (pos, axis));
    CREATE VIEW score AS
        SELECT k.pos AS pos, SUM(k.x * q.x) AS s FROM k JOIN q USING (axis) GROUP BY k.pos;
    CREATE VIEW plain AS
        SELECT pos, s / (SELECT SUM(s) FROM score) AS w FROM score;
    CREATE VIEW soft AS
        SELECT pos, E_TO_THE(s) / (SELECT SUM(E_TO_THE(s)) FROM score) AS w FROM score;
""")
db.executemany("INSERT INTO q VALUES (?, ?)", enumerate(query.tolist()))
for table, matrix in (("k", keys), ("v", values)):
    for pos, row in enumerate(matrix.tolist()):
        for axis, x in enumerate(row):
            db.execute(f"INSERT INTO {table} VALUES (?, ?, ?)", (pos, axis, x))

scores = [s for (s,) in db.execute("SELECT s FROM score ORDER BY pos")]
# %% weights
# Four numbers, one share for each token.
weights = [w for (w,) in db.execute("SELECT w FROM plain ORDER BY pos")]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
collect = "SELECT SUM(w * x) FROM {} JOIN v USING (pos) GROUP BY axis ORDER BY axis"
output = [x for (x,) in db.execute(collect.format("plain"))]
# %% softmax
# Four weights made with exponentials, and the output that they give.
softmax_weights = [w for (w,) in db.execute("SELECT w FROM soft ORDER BY pos")]
softmax_output = [x for (x,) in db.execute(collect.format("soft"))]
# %% softmax-reflection
# More: cat and chases. Less: both the. What the two the lost (about 0.25) went to cat and chases in equal parts, as their scores are equal. exp makes the distance between scores count, not their ratio.
# %% experiment
# My prediction: [2, 3.5] tips over to chases a bit
my_query = torch.tensor([2.0, 3.5])
compute_attention(my_query, keys, values, tokens)
# My prediction: [-3, 0], all weight to chases
compute_attention(torch.tensor([-3.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# Predicted: [-3, 0] goes to chases, the only key without a first component. Surprise: [2, 3.5] tips over not "a bit" but to 0.73 against 0.27: chases has a score one higher (10.5 + 0 against 6 + 3.5).
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = [10, 2]
# %% query-split
query_split = [2.2, 3.3]
# %% shapes
# SELECT COUNT(*) per head: 50 rows, 896 / 14 = 64 columns
keys_shape = (50, 64)
# CROSS JOIN of 50 queries with 50 keys
scores_shape = (50, 50)
output_shape = (50, 64)
# %% shapes-reflection
# scores is a cross join: twice the tokens, four times the numbers. keys and output only double. A cross join on a very big table is what one avoids, so very long texts are a problem.
