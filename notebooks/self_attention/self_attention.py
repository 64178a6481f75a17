# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3 (ipykernel)
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Self-attention by hand
#
# You have worked out self-attention for *{{sentence}}* with a pencil. Now you do it again in code, and the computer does the arithmetic. Every number that your code prints is one that you already know, so you always notice when something is off.
#
# After that you go where paper is too slow: you try other queries, you design queries that do what you want, and you work out how large all of this gets in a real language model.
#
# **Time:** about 50 minutes. **You need:** your filled-in handout, and nothing else.
#
# ## Contents
#
# {{contents}}
#
# ## What you will be able to do
#
# - **Compute self-attention yourself** (objective TM-SelfAttention): from a query, keys and values to scores, weights and output, and say what each step is for.
# - **Follow the shapes through a real model** (objective TM-TransformerDataFlow): say how large the keys, the scores and the output are, and why.
#
# ## How this notebook works
#
# Go from top to bottom, and run each cell with **Shift+Enter**. Where you see dots `...`, put your own code in their place. Below each answer stands a **check**: run it as often as you like. It costs nothing, and it tells you what to look at next. *Not yet* means that something is still open. To try something out, add a cell of your own with the **+** above. Cells called *graded* are for later, when you hand in: leave them where they are.

# %% [markdown]
# ## Setup
#
# {{Count}} tokens, and for each of them two small vectors. The **key** is what a token can be found by. The **value** is what it passes on when it is found. The **query** is what one token is looking for. Here there is one: what the last token, *{{asker}}* at position {{last}}, looks for.
#
# Each vector has {{dimension}} numbers: its **dimension** is {{dimension}}. (*Length* is something else: how far the arrow reaches.) The numbers are made up, as on your handout. The two *{{asker}}* have different keys because in a real model a key depends on the position of a token and on the words around it, and not on the word alone.
#
# Run this cell.

# %% given setup
import torch

tokens = ["the", "cat", "chases", "the"]

keys = torch.tensor([
    [1.0, 0.0],  # position 0: the
    [3.0, 1.0],  # position 1: cat
    [0.0, 3.0],  # position 2: chases
    [2.0, 0.0],  # position 3: the
])
values = torch.tensor([
    [0.0, 0.0],  # position 0: the
    [4.0, 1.0],  # position 1: cat
    [2.0, 2.0],  # position 2: chases
    [0.0, 0.0],  # position 3: the
])
query = torch.tensor([2.0, 3.0])  # of the last token

# %% [markdown]
# The next cell holds the tools that the checks and pictures use. Run it and read on: you need not understand it.

# %% given tools folded
# What the checks and pictures use
import base64
import html
import math
import textwrap
import types

from IPython.display import display

LINE_WIDTH = 72
ON_PAPER = {{paper_tolerance}}  # how far a number from paper may be off
MOST, EACH, APART = {{most}}, {{each}}, {{apart}}  # what the queries that you design should reach
WINNER, RIVAL = tokens.index("{{winner}}"), tokens.index("{{rival}}")
TEXT, HEADS, WIDTH = {{text}}, {{heads}}, {{width}}  # tokens in a text, heads and width of the model
# Matplotlib's cividis, from 0 to 1: told apart in grey, and by the colour-blind
CIVIDIS = [
    "#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838",
]
PYTHONS_OWN = "sum max min len list print range round zip abs float int dict tuple str map enumerate sorted type".split()
FROM_SETUP = {"tokens": list(tokens), "keys": keys.clone(), "values": values.clone(), "query": query.clone()}

token_labels = [f"{token} ({position})" for position, token in enumerate(tokens)]

notebook = globals()  # where your variables are
apart = {**notebook, **FROM_SETUP, "notebook": notebook}


def with_own_names(function):
    """The same function, which no `max`, `sum` or `print` of yours disturbs."""
    code, name, defaults = function.__code__, function.__name__, function.__defaults__
    apart[name] = types.FunctionType(code, apart, name, defaults)
    return apart[name]


@with_own_names
def overwritten():
    """A sentence about a name that means something else by now, or nothing."""
    for name in PYTHONS_OWN:
        if name in notebook:
            return f"a cell of yours gives the name `{name}` to something else, so Python's own is out of reach. Call yours something else, and restart the kernel. "
    for name, before in FROM_SETUP.items():
        now, before = (one.tolist() if hasattr(one, "tolist") else one for one in (notebook.get(name), before))
        if now != before:
            return f"a cell of yours puts something else into `{name}` or a part of it, which the setup cell had made. Call yours something else, and restart the kernel. "
    return ""


class NotYet(Exception):
    """A check that is still open: it shows its sentence and no traceback."""

    def __init__(self, sentence):
        self.sentence, first = sentence, overwritten()
        super().__init__(f"{first}{sentence[0].upper()}{sentence[1:]}" if first else sentence)

    def _render_traceback_(self):
        return textwrap.wrap(f"Not yet: {self}", LINE_WIDTH)


apart["NotYet"] = NotYet


@with_own_names
def say(sentence):
    """Print a sentence in lines that fit a narrow window: Jupyter would break inside a word."""
    print(textwrap.fill(sentence, LINE_WIDTH))


@with_own_names
def well_done(sentence):
    """Say what was verified, and what later cells would stumble over."""
    say(sentence)
    if overwritten():
        say(f"But {overwritten()}")


@with_own_names
def is_open(thing):
    """Whether dots are left where an answer belongs."""
    return thing is ... or (isinstance(thing, (list, tuple)) and any(map(is_open, thing)))


@with_own_names
def as_lists(thing):
    """Lists of Python numbers, from a list, a tuple, a tensor, an array or a table."""
    if hasattr(thing, "to_numpy"):
        thing = thing.to_numpy()
    if hasattr(thing, "tolist"):
        thing = thing.tolist()
    if isinstance(thing, (list, tuple)):
        return [as_lists(entry) for entry in thing]
    if isinstance(thing, (bool, str)) or not hasattr(thing, "__float__"):
        raise TypeError
    return float(thing)


@with_own_names
def instead_of_numbers(thing):
    """What stands there instead, and how that happens."""
    if thing is None:
        return "it is None. `append` and `print` give nothing back: did you store what one of them gave?"
    if any(isinstance(entry, str) for entry in (thing if isinstance(thing, (list, tuple)) else [thing])):
        return "it holds text. Write numbers without quotation marks, and not as an f-string."
    if isinstance(thing, (set, dict)):
        return f"it is a {type(thing).__name__}, in curly brackets. Numbers in order stand in square ones."
    if hasattr(thing, "__next__"):
        return "it would only give them one by one. Write `list(...)` around it."
    if isinstance(thing, tuple):
        return "it is a tuple that holds something else. Did you keep what a function gave back, in place of what you put in?"
    if callable(thing):
        return "it is a function. Did you forget the parentheses behind its name?"
    return f"it is a {type(thing).__name__} that holds something else."


@with_own_names
def size_in_words(found):
    """The size of a tensor, in the words of somebody who counts."""
    if found.dim() == 0:
        return "is a single number"
    return f"holds {len(found)}" if found.dim() == 1 else f"has the shape {tuple(found.shape)}"


@with_own_names
def read_numbers(name, count, of_what=""):
    """The variable `name` as a tensor of `count` numbers, or a sentence that helps."""
    if name not in notebook:
        raise NotYet(f"there is no `{name}` yet. Fill in its cell and run that first.")
    thing = notebook[name]
    try:
        if is_open(thing):
            raise NotYet(f"`{name}` still holds dots. Replace them and run that cell again.")
        found = torch.tensor(as_lists(thing), dtype=torch.float64)
    except (TypeError, ValueError, RuntimeError, OverflowError):
        raise NotYet(f"`{name}` should hold {count} numbers, and {instead_of_numbers(thing)}") from None
    if tuple(found.shape) != (count,):
        flat = " Take the numbers out of their inner brackets." if found.numel() == count else ""
        if tuple(found.shape) == (2 * count,) and name.startswith(("by_hand", "query")) and (found == found.round()).all():
            flat = " Write decimals with a point: a comma makes two numbers."
        each = f", {of_what}" if of_what else ""
        raise NotYet(f"`{name}` should hold {count} numbers{each}. Yours {size_in_words(found)}.{flat}")
    if not torch.isfinite(found).all():
        raise NotYet(f"`{name}` holds something that is not a finite number: {as_lists(found)}. Did you divide by zero?")
    return found


@with_own_names
def read_numbers_or_none(name, count):
    """The variable `name` as a tensor of `count` numbers, or None where it is not that yet."""
    try:
        return read_numbers(name, count)
    except NotYet:
        return None


@with_own_names
def compare_with_paper(what, found, labels, before=None):
    """Lay code and paper side by side, and stop at the first pair that differs."""
    try:
        paper = read_numbers(f"by_hand_{what}", len(found))
    except NotYet as problem:
        say(f"There is nothing on paper to compare with: {problem.sentence}")
        return
    for label, ours, theirs in zip(labels, found.tolist(), paper.tolist()):
        if abs(ours - theirs) > ON_PAPER:
            raise NotYet(f"{label}: on paper {theirs:.4g}, in code {ours:.4g}. {where_to_look(before)}")
        print(f"{label:>11}: on paper {theirs:.4g}, in code {ours:.4g}")


@with_own_names
def where_to_look(before):
    """What to settle first, when code and paper differ: the step before, or this one."""
    if before and read_numbers_or_none(before, len(tokens)) is None:
        return f"Your `{before}` are still open: settle those first."
    if differ(before):
        return f"Your {before} differ from paper, too: settle those first."
    return "Which of the two is off? Work it out once more with a pencil: if paper was right, look at your code."


@with_own_names
def differ(what):
    """Whether code and paper differ in the scores or weights that a step starts from."""
    code, paper = (read_numbers_or_none(name, len(tokens)) for name in (what, f"by_hand_{what}"))
    return code is not None and paper is not None and bool((abs(code - paper) > ON_PAPER).any())


@with_own_names
def check_by_hand():
    """Do the numbers from paper fit together?"""
    scores = read_numbers("by_hand_scores", len(tokens), "one per token")
    weights = read_numbers("by_hand_weights", len(tokens), "one per token")
    output = read_numbers("by_hand_output", values.shape[1], "one per component of a value")
    if abs(weights.sum() - 1) > len(tokens) * ON_PAPER:
        raise NotYet(f"your weights add to {weights.sum():.4g}. Shares of a whole add to 1: what did you divide by?")
    for label, score, weight in zip(token_labels, scores.tolist(), weights.tolist()):
        if not abs(weight - score / scores.sum()) <= ON_PAPER:
            raise NotYet(f"{label}: a score of {score:g} and a weight of {weight:.4g} do not go together. Divide the score by the sum of your scores.")
    rounding = ON_PAPER * (1 + values.double().abs().sum(dim=0))  # of the output and of all weights
    if (abs(output - weights @ values.double()) > rounding).any():
        raise NotYet("your output is not the weighted sum of the values, with your weights. Add up the last column of the table again.")
    well_done("Your paper numbers fit together: the weights are shares of your scores, and the output follows from them.")


@with_own_names
def check_scores():
    """One score per token, and the same as on paper?"""
    if isinstance(notebook.get("scores"), list) and not notebook["scores"]:
        raise NotYet("`scores` is still empty. Append one number for each token inside the loop.")
    compare_with_paper("scores", read_numbers("scores", len(tokens), "one per token"), token_labels)
    well_done("There is one score for each token, in the order of the sentence.")


@with_own_names
def check_weights():
    """Shares of a whole, and the same as on paper?"""
    found = read_numbers("weights", len(tokens), "one per token")
    if abs(found.sum() - 1) > 1e-4:
        raise NotYet(f"your weights add to {found.sum():.4g}, and shares of a whole add to 1. What do you divide, and by what?")
    compare_with_paper("weights", found, token_labels, before="scores")
    well_done("There is one weight for each token, and together they make 1.")


@with_own_names
def check_output():
    """One vector among the values, and the same as on paper?"""
    found = read_numbers("output", values.shape[1], "like one value")
    low, high = values.min(dim=0).values, values.max(dim=0).values
    if (found < low - 1e-4).any() or (found > high + 1e-4).any():
        raise NotYet(f"your output {as_lists(found)} lies outside of the values. A mixture of values stays between them: are these the weights that add to 1?")
    compare_with_paper("output", found, [f"component {place}" for place in range(len(found))], before="weights")
    well_done("The output is a vector like one value, and it lies between the values, as a mixture must.")


@with_own_names
def check_softmax():
    """Positive weights that add to 1, grow with the scores, and give the output?"""
    found = read_numbers("softmax_weights", len(tokens), "one per token")
    output = read_numbers("softmax_output", values.shape[1], "like one value")
    if abs(found.sum() - 1) > 1e-4:
        raise NotYet(f"your softmax weights add to {found.sum():.6g}, not to 1. Divide each exponential by the sum of all exponentials.")
    if differ("scores"):
        raise NotYet("your scores are not those from paper. Run the check of step 1 again: it is still open, or a later cell has changed your scores.")
    if (found <= 0).any():
        raise NotYet("an exponential is never zero or negative, but one of your softmax weights is. Did you apply `torch.exp` to every score?")
    of = read_numbers("scores", len(tokens), "one per token")
    for label, weight, score in zip(token_labels[1:], found[1:].tolist(), of[1:].tolist()):
        if abs(math.log(weight / found[0].item()) - (score - of[0].item())) > 0.01:
            raise NotYet(f"{label}: its weight does not grow with its score as an exponential does. Is something divided or rounded on the way? `torch.exp` and `math.exp` have all digits of *e*.")
    if not torch.allclose(output, found @ values.double(), atol=1e-3):
        raise NotYet("`softmax_output` is not the weighted sum of the values with your softmax weights. Do step 3 again, with these weights.")
    plain_weights = read_numbers_or_none("weights", len(tokens))
    if plain_weights is not None:
        for label, before, after in zip(token_labels, plain_weights.tolist(), found.tolist()):
            print(f"{label:>11}: {before:.4f} before, {after:.4f} with softmax")
    times, lead = (found[WINNER] / found[-1]).item(), (of[WINNER] - of[-1]).item()
    say(f"{token_labels[WINNER]} gets {times:.4g} times as much as {token_labels[-1]}: its score is {lead:.4g} higher, and that is e to the power of {lead:.4g}.")
    well_done("Your softmax weights are positive, add to 1, and grow with the scores as exponentials do.")


@with_own_names
def read_shape(name):
    """The pair `name` as whole numbers."""
    found = read_numbers(name, 2, "tokens first")
    if (found != found.round()).any():
        raise NotYet(f"`{name}` counts rows and entries, so it holds whole numbers. Yours are {as_lists(found)}.")
    return tuple(map(int, found))


@with_own_names
def check_keys_shape(shape):
    """One row per token, and an even share of the width?"""
    if shape[0] != TEXT:
        raise NotYet(f"`keys_shape` is {shape}. There is one row for each token: how many rows are that?")
    if shape[1] * HEADS != WIDTH:
        raise NotYet(f"with {shape[1]} numbers in each key, {HEADS} heads would need a width of {HEADS * shape[1]}. The model has {WIDTH}.")


@with_own_names
def compare_shape(name, predicted, built):
    """Is the shape that was predicted the shape that was built?"""
    if predicted != tuple(built.shape):
        raise NotYet(f"`{name}`: you predicted {predicted}, and the tensor that was built has another shape. What does one row stand for, and how many entries does a row have?")


@with_own_names
def draw_weights(rows, weights):
    """Show the weights as bars, with a text alternative for those who cannot see them."""
    low, high = min(0, *weights), max(1, *weights)
    left, width, height = 110, 330, 24 * len(rows)

    def x(weight):
        return left + width * (weight - low) / (high - low)

    parts = []
    for number, (row, weight) in enumerate(zip(rows, weights)):
        top, start, end = 8 + 24 * number, x(min(0, weight)), x(max(0, weight))
        colour = CIVIDIS[round(9 * min(1, max(0, weight)))]
        parts += [
            f'<text x="{left - 8}" y="{top + 14}" text-anchor="end">{html.escape(row)}</text>',
            f'<rect x="{start:.1f}" y="{top}" width="{end - start:.1f}" height="19" fill="{colour}" stroke="black"/>',
            f'<text x="{end + 6:.1f}" y="{top + 14}">{weight:.3f}</text>',
        ]
    parts += [
        f'<path d="M{x(0):.1f} 4V{height + 8}M{left} {height + 8}h{width}m0 -4v8" fill="none" stroke="black"/>',
        f'<text x="{x(0):.1f}" y="{height + 24}" text-anchor="middle">0</text>',
        f'<text x="{x(high):.1f}" y="{height + 24}" text-anchor="middle">{high:.3g}</text>',
        f'<text x="{x(high) + 6:.1f}" y="{height + 12}">weight</text>',
    ]
    size = f'width="500" height="{height + 32}"'
    style = 'font-family="sans-serif" font-size="13"'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}><rect {size} fill="white"/>{"".join(parts)}</svg>'
    source = f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}"
    said = ", ".join(f"{row} {weight:.3f}" for row, weight in zip(rows, weights))
    alt = f"Bar chart of the attention weights: {said}."
    display({"text/html": f'<img alt="{html.escape(alt)}" src="{source}">', "text/plain": alt}, raw=True)

@with_own_names
def draw_table(rows, weights):
    """Show weights as a table, one row for each query, with its sum."""
    cells = "".join(f'<th scope="col">{html.escape(row)}</th>' for row in rows)
    parts = [f'<tr><th scope="col">query of</th>{cells}<th scope="col">sum</th></tr>']
    for row, own in zip(rows, weights):
        parts.append(f'<tr><th scope="row">{html.escape(row)}</th>')
        for weight in [*own]:
            place = round(9 * min(1, max(0, weight)))
            ink = "black" if place > 5 else "white"
            parts.append(f'<td style="background: {CIVIDIS[place]}; color: {ink}">{weight:.3f}</td>')
        parts.append(f"<td>{sum(own):.3f}</td></tr>")
    caption = "<caption>What each query (row) gives to each token (column)</caption>"
    lines = [f"{row:>11} {' '.join(f'{weight:.3f}' for weight in own)}  sum {sum(own):.3f}" for row, own in zip(rows, weights)]
    display({"text/html": f"<table>{caption}{''.join(parts)}</table>", "text/plain": "\n".join(lines)}, raw=True)


# %% [markdown]
# ## From paper
#
# Take your handout and copy your results. Do it before you write any code: later, each check lays your code beside these numbers. When they differ, one of the two is off, and you find out which.
#
# Fractions are welcome. Write `1/3` rather than `0.33`: Python does the division.

# %% answer by-hand
# One number per token, in order: {{listed}}.
by_hand_scores = [{{dots}}]
by_hand_weights = [{{dots}}]
# The numbers of the output.
by_hand_output = [{{output_dots}}]
### BEGIN SOLUTION
by_hand_scores = {{by_hand_scores}}
by_hand_weights = {{by_hand_weights}}
by_hand_output = {{by_hand_output}}
### END SOLUTION

# %% check by-hand
# Check: do your paper numbers fit together?
check_by_hand()

# %% test by-hand
grade("by-hand", handout=([2, 9, 9, 4], [1 / 12, 3 / 8, 3 / 8, 1 / 6], [2.25, 1.125]))

# %% [markdown]
# ## Step 1, scores
#
# How well does each token match what *{{asker}}* is looking for? Multiply the query and the token's key component by component, and add up. This is the **dot product**, and one line of PyTorch does it: `torch.dot(a, b)` takes two vectors of the same dimension and returns one number.
#
# For example, `torch.dot(torch.tensor([1.0, 2.0]), torch.tensor([4.0, 5.0]))` is 1 · 4 + 2 · 5 = 14.
#
# `scores` starts out empty. In the loop, append one score for each token. Compute them, here and in the next steps, instead of typing the numbers from paper: the grader also runs your code with other vectors.

# %% answer scores
scores = []
for token, key in zip(tokens, keys):
    ...
    ### BEGIN SOLUTION
    scores.append(torch.dot(query, key))
    ### END SOLUTION

# %% check scores
# Check: one score per token, and the same as on paper?
check_scores()

# %% test scores
grade("scores", handout=[2, 9, 9, 4])

# %% [markdown]
# ## Step 2, weights
#
# A score alone says little: is {{winner}}'s score high or low? Turn the scores into **weights**, shares of a whole. On paper you divided each score by the sum of all {{count}}. Do the same here. `sum(scores)` adds up a list. A list cannot be divided as a whole: go through its scores one by one, or make a tensor of it first, with `torch.tensor(scores)`.

# %% answer weights
# {{Count}} numbers, one share for each token.
weights = ...
### BEGIN SOLUTION
weights = [score / sum(scores) for score in scores]
### END SOLUTION

# %% check weights
# Check: shares of a whole, and the same as on paper?
check_weights()

# %% test weights
grade("weights", handout=[1 / 12, 3 / 8, 3 / 8, 1 / 6])

# %% [markdown]
# ## Step 3, output
#
# Now *{{asker}}* collects what it has found. Multiply each token's value by that token's weight, and add up all {{count}}. A token with a large weight passes on much of its value; a token with a weight near zero passes on almost nothing.
#
# The output is a vector of the same dimension as one value. If you write a loop, start it at `torch.zeros({{value_dimension}})`.

# %% answer output
# The weighted sum of the {{count}} values: as many numbers as in one value.
output = ...
### BEGIN SOLUTION
output = torch.zeros({{value_dimension}})
for weight, value in zip(weights, values):
    output = output + weight * value
### END SOLUTION

# %% check output
# Check: one vector among the values, and the same as on paper?
check_output()

# %% test output
grade("output", handout=[2.25, 1.125])

# %% [markdown]
# ## Step 4, softmax
#
# Real models do not divide by the plain sum. Scores can be negative, and then shares of their sum make no sense: scores of −1 and 2 would get weights of −1 and 2. So models first replace each score *s* by the exponential *e* to the power *s*, which is never negative, then they divide by the sum of those. This is **softmax**. `torch.exp` takes the exponential of every number in a tensor, and `torch.tensor(scores)` makes a tensor of a list. If you know attention from elsewhere: nothing is divided by a square root in this notebook.
#
# **Predict first:** exponentials grow fast. {{Winner}} and {{rival}} have the largest scores. Will they get more weight than before, or less?
#
# **On paper, as before:** by how many points is {{winner}}'s score above that of the last token? Each point multiplies the weight by *e*, a little less than 3. (In code, `torch.exp` knows all its digits.) How many times as much weight as the last token should {{winner}} get? Write your guess down, then compute: the check tells you the number.

# %% answer softmax
# {{Count}} weights made with exponentials, and the output that they give.
softmax_weights = ...
softmax_output = ...
### BEGIN SOLUTION
exponentials = torch.exp(torch.tensor(scores))
softmax_weights = exponentials / exponentials.sum()
softmax_output = softmax_weights @ values
### END SOLUTION

# %% check softmax
# Check: are these softmax weights of your scores?
check_softmax()

# %% test softmax
grade("softmax", handout=([4.542e-4, 0.498095, 0.498095, 3.356e-3], [2.98857, 1.49428]))

# %% [markdown]
# **Reflect.** Compare the two sets of weights. Which tokens got more, and which got less? Where did the lost weight go, and why does softmax do this? ({{softmax-reflection points}} points, read by a person)

# %% prose softmax-reflection [markdown]
# *Your reflection on softmax, in two or three sentences (double-click here, and write below this line):*
#
# ### BEGIN SOLUTION
# Together, {{winner}} and {{rival}} go up to nearly everything, and the others fall to almost nothing. An exponential turns differences between scores into ratios: a score that is 5 lower gets a weight that is about 150 times smaller, whereas dividing by the sum only compares the scores themselves. So softmax gives nearly everything to the best matches.
# ### END SOLUTION

# %% [markdown]
# ## Experiment
#
# From here on the arithmetic is done for you. `compute_attention` takes a query, does all the steps that you have just written, prints one bar for each token, and draws the same as a picture. Run the cell that defines it.

# %% given compute-attention
@with_own_names
def compute_attention(query, keys, values, tokens, use_softmax=True):
    """Attention of one query: print and draw the weights, return (weights, output)."""
    scores = keys @ query
    weights = torch.softmax(scores, dim=0) if use_softmax else scores / scores.sum()
    output = weights @ values
    if not torch.isfinite(weights).all():
        print("These scores cannot be shared out: do they add to 0?")
        return weights, output
    rows = [f"{token} ({position})" for position, token in enumerate(tokens)]
    for row, weight in zip(rows, weights.tolist()):
        print(f"{row:>11}  {weight:7.4f}  {'█' * round(30 * max(0, weight))}")
    print(f"     output  [{', '.join(f'{number:.4f}' for number in output.tolist())}]")
    draw_weights(rows, weights.tolist())
    return weights, output

# %% given query-tools folded
# What the checks of your own queries use
@with_own_names
def softmax_weights_of(name):
    """The softmax weights that a query gives."""
    found = torch.softmax(keys.double() @ read_numbers(name, keys.shape[1], "like one key"), dim=0)
    if not torch.isfinite(found).all():
        raise NotYet(f"`{name}` is too long to compute with. Use smaller numbers.")
    return found


@with_own_names
def check_query_cat():
    """Does the winner get enough?"""
    name, share = tokens[WINNER], softmax_weights_of("query_cat")[WINNER].item()
    if share <= MOST:
        raise NotYet(f"{name} gets {share:.3f}, you need more than {MOST}. Who gets the rest? Turn your query away from the key of that token, or make it longer.")
    well_done(f"{name.capitalize()} gets {share:.3f}, which is more than {MOST}.")


@with_own_names
def check_query_split():
    """The same for the winner and its rival?"""
    one, other = softmax_weights_of("query_split")[[WINNER, RIVAL]].tolist()
    shares = f"{tokens[WINNER]} gets {one:.3f} and {tokens[RIVAL]} {other:.3f}"
    if abs(one - other) > APART:
        raise NotYet(f"{shares}: they are {abs(one - other):.3f} apart, and {APART} is allowed. Turn your query towards the key of the one that gets less.")
    if min(one, other) < EACH:
        raise NotYet(f"{shares}: equal, but each needs at least {EACH}. The others get too much: which way should the query point, and how long should it be?")
    well_done(f"An even split: {shares}.")


# %% [markdown]
# Start with the query that you know, {{query}}. **Predict:** which two bars will be long?

# %%
first_weights, first_output = compute_attention(query, keys, values, tokens)

# %% [markdown]
# Now the query {{shorter_query}}. Its first component is smaller, the second is the same. **Predict before you run:** {{winner}} has the key {{winner_key}}, {{rival}} has {{rival_key}}. Which of the two loses?

# %%
other_query = torch.tensor({{shorter_query_floats}})
other_weights, other_output = compute_attention(other_query, keys, values, tokens)

# %% [markdown]
# Now queries of your own. Choose at least two, **write your prediction as a comment**, then run. What about a query along one axis, a query twice as long, a negative one? Add `use_softmax=False` to compare with plain division. Nothing is checked here: the reflection below is what counts.

# %% try experiment
# My prediction: ...
my_query = ...
# Then: compute_attention(my_query, keys, values, tokens)
### BEGIN SOLUTION
# A long query along the second axis: only {{rival}} has much there, so it gets nearly everything.
my_query = torch.tensor([0.0, 2.0])
my_weights, my_output = compute_attention(my_query, keys, values, tokens)
# The opposite direction: {{rival}} has the lowest score now, and the others gain.
my_weights, my_output = compute_attention(-my_query, keys, values, tokens)
### END SOLUTION

# %% [markdown]
# **Reflect.** How did the pattern of weights change when you changed the query? Name one change that you had predicted and one that surprised you, and explain one of them with the keys. ({{experiment-reflection points}} points, read by a person)

# %% prose experiment-reflection [markdown]
# *Your reflection on the experiment, in two or three sentences (double-click here, and write below this line):*
#
# ### BEGIN SOLUTION
# From {{query}} to {{shorter_query}}, {{winner}} drops to almost nothing and {{rival}} takes nearly all, because {{winner}}'s key points mostly along the first axis, which the query now asks for less. A longer query in the same direction makes the largest weight larger still.
# ### END SOLUTION

# %% [markdown]
# **See it move.** The explorer below shows all of this at once. Drag the tip of the query, move it with the arrow keys, or type two numbers. Where does the output go when the query turns from {{winner}}'s key to that of {{rival}}? And when the query gets longer? Look around for as long as you like: no task needs the explorer.

# %% given explorer folded
# The explorer
try:
    from attention_explorer import explore
except ImportError:
    print("The explorer is a file of its own: put attention_explorer.py beside this notebook. You can also go on without it.")
else:
    display(explore(query, keys, values, tokens, most={{most}}, each={{each}}, apart={{apart}}, winner=tokens.index("{{winner}}"), rival=tokens.index("{{rival}}")))

# %% [markdown]
# ## Design a query
#
# So far the query was given. In a model it is computed from its token: the token's vector is multiplied by a matrix, W_Q. What training *learns* is that matrix (and two more, W_K for keys and W_V for values), until queries find what they need. Be the training for a moment.
#
# **First design:** find a query that gives **{{winner}} more than {{most}}** of the softmax weight. Think of the direction before you try numbers: where does {{winner}}'s key point, and where do the others point?

# %% answer query-cat
# Two numbers, for example query_cat = torch.tensor([0.5, 0.5])
query_cat = ...
### BEGIN SOLUTION
# In the direction of {{winner}}'s key.
query_cat = keys[tokens.index("{{winner}}")]
### END SOLUTION

# %% check query-cat
# Check: how much does {{winner}} get?
check_query_cat()

# %% test query-cat
grade("query-cat", handout=[3, 1])

# %% [markdown]
# **Now try the same with plain division.** Run the next cell with [1, 0], then with [10, 0], then with your `query_cat`, then with what you like, as long as no score is negative. **Predict:** how far up can you get {{winner}}?

# %%
plain_query = torch.tensor([1.0, 0.0])
of_plain_query = compute_attention(plain_query, keys, values, tokens, use_softmax=False)

# %% [markdown]
# You get stuck, however long you make the query. Why? Write down all {{count}} scores for a query [x, 0], and look at what share of their sum {{winner}} has. Making the query ten times longer multiplies *all* scores by ten, so the shares stay as they are. With softmax, a longer query makes the winner win more clearly. That is what the exponential is for.
#
# **Second design:** find a query for which **{{winner}} and {{rival}} get about the same**: each of them at least {{each}}, and no more than {{apart}} apart. There are many, and you know one of them already: which? Any of them counts. Find another: what do the two have in common?

# %% answer query-split
query_split = ...
### BEGIN SOLUTION
# The query that gives both the score 18.
both = keys[[tokens.index("{{winner}}"), tokens.index("{{rival}}")]]
query_split = torch.linalg.solve(both, torch.tensor([18.0, 18.0]))
### END SOLUTION

# %% check query-split
# Check: how do {{winner}} and {{rival}} share?
check_query_split()

# %% test query-split
grade("query-split", handout=[4, 6])

# %% [markdown]
# ## All tokens ask
#
# So far one token asked, *{{asker}}* at the end. In a model every token has a query of its own, and all of them are answered at once. Write the queries below each other as rows of a table Q, the keys as K, the values as V: then this whole notebook is **softmax(QKᵀ) V**, where softmax works on each row. The next cell makes up queries for the other tokens and does it in one line. **Predict:** what does each row add to, and which row do you know?

# %% given all-queries
other_queries = torch.tensor([[0.5, 0.5], [0.0, 1.0], [1.0, 0.0]])
all_queries = torch.cat([other_queries, query[None]])
all_weights = torch.softmax(all_queries @ keys.T, dim=1)
draw_table(token_labels, all_weights.tolist())

# %% [markdown]
# ## Scaling up
#
# You had {{count}} tokens and vectors of dimension {{dimension}}. The language model **Qwen2.5-0.5B** has more of everything, and takes the same steps. It stores each token as a vector of {{width}} numbers, its *width*. Attention works in {{heads}} **heads** side by side: each head has keys, queries and values of its own, and the width is shared out evenly among the {{heads}}.
#
# Take **one head** and a text of **{{text}} tokens**. Instead of one query it computes all {{text}} at once, one for each token. Predict three shapes, each as a pair such as `{{keys_shape_here}}`, with the tokens first, as in `keys` above:
#
# - `keys_shape`: all keys of this head,
# - `scores_shape`: the scores of all queries, one row for each query,
# - `output_shape`: the outputs of all queries.
#
# Leave out the batch and the other heads: two numbers in each pair.

# %% answer shapes
keys_shape = ...
scores_shape = ...
output_shape = ...
### BEGIN SOLUTION
keys_shape = ({{text}}, {{head}})
scores_shape = ({{text}}, {{text}})
output_shape = ({{text}}, {{head}})
### END SOLUTION

# %% [markdown]
# Now build it. The next cell takes *your* `keys_shape`, fills tensors of that shape with random numbers, and computes attention for all queries in three lines. Random numbers do: shapes do not depend on them. Then it compares with what you predicted.

# %% check shapes
# Check: build one head from your prediction, and compare.
names = ("keys_shape", "scores_shape", "output_shape")
predicted = {name: read_shape(name) for name in names}
check_keys_shape(predicted["keys_shape"])
all_queries, all_keys, all_values = (
    torch.randn(predicted["keys_shape"]) for _ in range(3)
)
all_scores = all_queries @ all_keys.T  # one row a query, one column a key
all_outputs = torch.softmax(all_scores, dim=1) @ all_values
compare_shape("scores_shape", predicted["scores_shape"], all_scores)
compare_shape("output_shape", predicted["output_shape"], all_outputs)
say("All three predictions are what PyTorch builds.")

# %% test shapes
grade("shapes", handout=([50, 64], [50, 50], [50, 64]))

# %% [markdown]
# **What we left out, honestly.** The formula in full is **softmax(QKᵀ / √d) V**.
#
# - **Scaling.** The real model divides every score by √{{head}} = {{root}}. The more numbers are multiplied and added up, the larger dot products get: the root of the dimension *d* undoes that. With a dimension of {{dimension}} you could do without, and nothing in this notebook is scaled.
# - **Masking.** Later tokens are hidden from earlier ones. For our last token this changes nothing.
# - **Grouped-query attention.** The {{heads}} query heads do not have {{heads}} sets of keys and values: there are only {{kv_heads}}, and {{group}} query heads share each of them. That saves memory, because the keys and values of all earlier tokens are kept while the model writes.
# - **Positions.** Queries and keys are turned by an angle that depends on the position (*rotary position embedding*), so that a score can tell near from far.
# - **Around it.** Queries, keys and values get a bias added, and the outputs of all heads, side by side, are multiplied by one more matrix.
#
# The shapes in one head stay as you predicted them.
#
# **Reflect.** Double the text from {{text}} to {{longer_text}} tokens. Which of the three shapes change, and which holds how many times as many numbers? What does this mean for very long texts? ({{shapes-reflection points}} points, read by a person)

# %% prose shapes-reflection [markdown]
# *Your reflection on the shapes, in two or three sentences (double-click here, and write below this line):*
#
# ### BEGIN SOLUTION
# Keys and output become ({{longer_text}}, {{head}}), twice as many numbers. The scores become ({{longer_text}}, {{longer_text}}), four times as many, because every query meets every key. For very long texts the scores grow with the square of the length, so they dominate time and memory.
# ### END SOLUTION

# %% [markdown]
# ## What you can do now
#
# You have computed self-attention twice, on paper and in code, and the two agree. You know what each step is for: scores compare, weights share out, the output collects. You have made a query do what you wanted, and you have seen why softmax is there. And you can say how large all of this is in a model that people really use.
#
# **Before you hand in:** choose *Restart Kernel and Run All Cells*, and look at every check once more. Open checks are fine: hand in what you have.
#
# **What comes next:** where queries, keys and values come from (three learned matrices), what several heads can do that one cannot, and how a whole transformer is stacked from these pieces.
