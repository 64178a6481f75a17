# 06: entirely right; works for a data warehouse beside its studies and lets SQLite do the arithmetic
# %% by-hand
# One number per token, in order: the, cat, chases, the.
by_hand_scores = [2, 9, 9, 4]
by_hand_weights = [.083, .375, .375, .167]
# The numbers of the output.
by_hand_output = [2.25, 1.125]
# %% scores
import math
import sqlite3

db = sqlite3.connect(":memory:")
db.create_function("e_to_the", 1, math.exp)

def load(table, numbers):
    """A vector as (i, x), a matrix as (i, j, x)."""
    db.execute(f"drop table if exists {table}")
    if numbers and isinstance(numbers[0], list):
        db.execute(f"create table {table} (i integer, j integer, x real)")
        rows = [(i, j, x) for i, row in enumerate(numbers) for j, x in enumerate(row)]
        db.executemany(f"insert into {table} values (?, ?, ?)", rows)
    else:
        db.execute(f"create table {table} (i integer, x real)")
        db.executemany(f"insert into {table} values (?, ?)", [*enumerate(numbers)])

def column(sql):
    return [row[0] for row in db.execute(sql)]

load("k", keys.tolist())
load("q", query.tolist())
# the loop is the GROUP BY
scores = column("select sum(k.x * q.x) from k join q on q.i = k.j group by k.i order by k.i")
# %% weights
# Four numbers, one share for each token.
load("s", scores)
weights = column("select x / sum(x) over () from s order by i")
# %% output
# The weighted sum of the four values: as many numbers as in one value.
load("w", weights)
load("v", values.tolist())
output = column("select sum(w.x * v.x) from v join w using (i) group by v.j order by v.j")
# %% softmax
# Four weights made with exponentials, and the output that they give.
load("s", scores)
softmax_weights = column("""
    with top as (select max(x) as m from s),
         powers as (select i, e_to_the(x - m) as p from s cross join top)
    select p / (select sum(p) from powers) from powers order by i
""")
load("w", softmax_weights)
softmax_output = column("select sum(w.x * v.x) from v join w using (i) group by v.j order by v.j")
# %% softmax-reflection
# More: cat and chases, from 0.375 to 0.498. Less: both the, which together keep less than one percent. An exponential turns a lead of 5 points
# into a factor of 148, and because the sum must be 1, the leaders get what the others lose.
# %% experiment
# My prediction: [0, 1] -> chases clearly first, cat second, the two "the" equal
my_query = torch.tensor([0.0, 1.0])
compute_attention(my_query, keys, values, tokens)
# My prediction: [-1, 0] -> chases, because every other key has a positive first component
compute_attention(torch.tensor([-1.0, 0.0]), keys, values, tokens)
# %% experiment-reflection
# Both predictions held. What surprised me is that with [-1, 0] chases gets only 0.64 though its score is 0: softmax cares only about
# differences, and the next score is -1.
# %% query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
candidates = [(a / 2, b / 2) for a in range(-8, 9) for b in range(-8, 9)]
good = [c for c in candidates if torch.softmax(keys @ torch.tensor(c), dim=0)[1] > 0.9]
query_cat = min(good, key=lambda c: math.hypot(*c))    # the shortest of them
print(query_cat)
# %% query-split
splits = []
for c in candidates:
    shares = torch.softmax(keys @ torch.tensor(c), dim=0)
    if min(shares[1], shares[2]) > 0.4 and abs(shares[1] - shares[2]) < 0.05:
        splits.append(c)
print(splits)
query_split = splits[-1]
# %% shapes
[(per_head,)] = db.execute("select 896 / 14")
keys_shape = [50, per_head]
scores_shape = [50, 50]
output_shape = [50, per_head]
# %% shapes-reflection
# keys and output have twice as many rows, so twice as many numbers. The scores are a cross join of all tokens with all tokens: 4 times as many.
# Like any cross join it gets out of hand with long texts.
