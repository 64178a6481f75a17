# 02: data manager of the hospital's registry, thinks in SQL: does every step in an SQLite database
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [0.0833, 0.375, 0.375, 0.1667]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import sqlite3

# long format: one row per number. component joins key to query.
db = sqlite3.connect(":memory:")
db.executescript("""
    CREATE TABLE key_part   (position INTEGER, component INTEGER, number REAL);
    CREATE TABLE value_part (position INTEGER, component INTEGER, number REAL);
    CREATE TABLE query_part (component INTEGER, number REAL);
""")
for table, matrix in [("key_part", keys), ("value_part", values)]:
    db.executemany(
        f"INSERT INTO {table} VALUES (?, ?, ?)",
        [(p, c, number) for p, row in enumerate(matrix.tolist()) for c, number in enumerate(row)],
    )
db.executemany("INSERT INTO query_part VALUES (?, ?)", list(enumerate(query.tolist())))

scores = [score for (score,) in db.execute("""
    SELECT SUM(k.number * q.number)
    FROM key_part k JOIN query_part q ON q.component = k.component
    GROUP BY k.position
    ORDER BY k.position
""")]
# %% weights
# Four numbers, one share for each token.
db.execute("DROP TABLE IF EXISTS found")
db.execute("CREATE TABLE found (position INTEGER PRIMARY KEY, score REAL, share REAL, soft REAL)")
db.executemany("INSERT INTO found (position, score) VALUES (?, ?)", list(enumerate(scores)))
db.execute("UPDATE found SET share = score / (SELECT SUM(score) FROM found)")
weights = [share for (share,) in db.execute("SELECT share FROM found ORDER BY position")]
# %% output
# The weighted sum of the four values: as many numbers as in one value.
def collect(column):
    return [total for (total,) in db.execute(f"""
        SELECT SUM(f.{column} * v.number)
        FROM found f JOIN value_part v USING (position)
        GROUP BY v.component
        ORDER BY v.component
    """)]

output = collect("share")
# %% softmax
# Four weights made with exponentials, and the output that they give.
import math
db.create_function("e_to_the", 1, math.exp)  # my SQLite has no EXP
db.execute("""
    UPDATE found
    SET soft = e_to_the(score) / (SELECT SUM(e_to_the(score)) FROM found)
""")
softmax_weights = [soft for (soft,) in db.execute("SELECT soft FROM found ORDER BY position")]
softmax_output = collect("soft")
# %% after softmax
db.execute("SELECT position, score, round(share, 3), round(soft, 5) FROM found ORDER BY soft DESC").fetchall()
# %% softmax-reflection
# The two words with the high score (cat, chases) got more, the two "the" got almost nothing.
# Their share was handed to cat and chases. The exponential turns a distance between scores into a factor.
# %% experiment
# My prediction: [0, 2] chases gets nearly all. [-1, 0] the one with the smallest first number wins = chases
my_query = torch.tensor([0.0, 2.0])
compute_attention(my_query, keys, values, tokens)
compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# [0, 2] was as predicted: chases has the largest second component. With [-1, 0] chases won too,
# but only with about 0.6, the first "the" kept a quarter: its key is only 1 away. That surprised me.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = torch.tensor([4.0, 0.5])
# %% query-split
# 3x + y = 3y, so y = 1.5 x
x = 4.0
query_split = (x, 1.5 * x)
# %% shapes
one_head = 896 / 14
keys_shape = [50, one_head]
scores_shape = [50, 50]
output_shape = [50, one_head]
# %% shapes-reflection
# scores_shape is a CROSS JOIN of tokens with tokens: 2500 rows become 10000, four times.
# keys_shape and output_shape only double. With very long texts the cross join eats all the time and memory.
