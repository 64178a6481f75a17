# 01: Database engineer (PostgreSQL for twelve years): does all of attention in an in-memory SQLite, in third normal form; entirely right
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [2/24, 9/24, 9/24, 4/24]
# The numbers of the output.
by_hand_output = [54/24, 27/24]
# %% scores
import sqlite3

con = sqlite3.connect(":memory:")
con.create_function("e_to_the", 1, math.exp)   # not every SQLite build has EXP()
con.executescript("""
    CREATE TABLE token  (pos INTEGER PRIMARY KEY, word TEXT NOT NULL);   -- word is NOT unique!
    CREATE TABLE k      (pos INTEGER REFERENCES token, dim INTEGER, x REAL, PRIMARY KEY (pos, dim));
    CREATE TABLE v      (pos INTEGER REFERENCES token, dim INTEGER, x REAL, PRIMARY KEY (pos, dim));
    CREATE TABLE q      (dim INTEGER PRIMARY KEY, x REAL);
    CREATE VIEW  score AS
        SELECT k.pos, SUM(k.x * q.x) AS s
        FROM k JOIN q USING (dim)
        GROUP BY k.pos;
""")
con.executemany("INSERT INTO q VALUES (?, ?)", enumerate(query.tolist()))

scores = []
for token, key in zip(tokens, keys):
    pos = len(scores)
    con.execute("INSERT INTO token VALUES (?, ?)", (pos, token))
    con.executemany("INSERT INTO k VALUES (?, ?, ?)", [(pos, d, x) for d, x in enumerate(key.tolist())])
    [(s,)] = con.execute("SELECT s FROM score WHERE pos = ?", (pos,))
    scores.append(s)
# %% after scores
for row in con.execute("SELECT pos, word, s FROM token JOIN score USING (pos) ORDER BY pos"):
    print(row)
# %% weights
# Four numbers, one share for each token.
weights = [w for (w,) in con.execute("""
    SELECT s / SUM(s) OVER () AS w
    FROM score
    ORDER BY pos
""")]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
con.execute("DELETE FROM v")   # so that I can run this cell twice
con.executemany("INSERT INTO v VALUES (?, ?, ?)",
                [(pos, d, x) for pos, row in enumerate(values.tolist()) for d, x in enumerate(row)])
output = [o for (o,) in con.execute("""
    WITH weight AS (SELECT pos, s / (SELECT SUM(s) FROM score) AS w FROM score)
    SELECT SUM(w * v.x)
    FROM weight JOIN v USING (pos)
    GROUP BY v.dim
    ORDER BY v.dim
""")]
# %% softmax
# Four weights made with exponentials, and the output that they give.
con.executescript("""
    DROP VIEW IF EXISTS soft;
    CREATE VIEW soft AS
        WITH e AS (SELECT pos, e_to_the(s - (SELECT MAX(s) FROM score)) AS e FROM score)
        SELECT pos, e / SUM(e) OVER () AS w FROM e;
""")
softmax_weights = [w for (w,) in con.execute("SELECT w FROM soft ORDER BY pos")]
softmax_output = [o for (o,) in con.execute(
    "SELECT SUM(w * x) FROM soft JOIN v USING (pos) GROUP BY dim ORDER BY dim")]
# %% softmax-reflection
# cat and chases went from 37.5 % to 49.8 % each, the two the lost nearly everything (from 8.3 % and 16.7 % to 0.05 % and 0.3 %).
# What they lost went to the top two, because the sum has to stay 1. The exponential turns a difference of scores into a factor: 5 points less is about 148 times less weight.
# %% experiment
# My prediction: along the x axis, so chases (key [0, 3]) has a score of 0 and gets nearly nothing. cat first, last the second.
my_query = torch.tensor([2.0, 0.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: the negative one turns the ranking upside down, first the wins
compute_attention(-query, keys, values, tokens);
# %% experiment-reflection
# I predicted that [2, 0] takes everything from chases, as its key has a 0 there. The surprise was that the (3) still gets 12 %: its key [2, 0] scores 4 against 6 of cat, and two points are only a factor of e², about 7.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
# The shortest query on a grid of tenths that satisfies the constraint. Let the database search.
query_cat = con.execute("""
    WITH RECURSIVE n(i) AS (SELECT -40 UNION ALL SELECT i + 1 FROM n WHERE i < 40),
         grid AS (SELECT a.i / 10.0 AS x, b.i / 10.0 AS y FROM n a CROSS JOIN n b),
         wide AS (SELECT pos, MAX(CASE dim WHEN 0 THEN x END) AS k0, MAX(CASE dim WHEN 1 THEN x END) AS k1
                  FROM k GROUP BY pos)
    SELECT x, y
    FROM grid CROSS JOIN wide
    GROUP BY x, y
    HAVING SUM(CASE pos WHEN 1 THEN e_to_the(k0 * x + k1 * y) END) / SUM(e_to_the(k0 * x + k1 * y)) > 0.9
    ORDER BY x * x + y * y, x, y
    LIMIT 1
""").fetchone()
print(query_cat)
# %% query-split
query_split = [4.0, 6.0]   # twice the known one: 3x + y = 3y, so every (2t, 3t) with t large enough
# %% shapes
# rows x columns
keys_shape = (50, 896 // 14)
scores_shape = (50, 50)         # a CROSS JOIN of queries and keys
output_shape = (50, 896 // 14)
# %% shapes-reflection
# keys and output have twice as many numbers (100, 64), the scores are a cross join, (100, 100), and have four times as many. For very long texts the scores dominate everything: cost grows with the square.
