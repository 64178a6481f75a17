"""A run: what goes in, what comes back, and what cells show, as in JupyterLab."""

import base64
import contextlib
import errno
import gc
import math
import os
import signal
import threading
from collections.abc import Iterator

import numpy
import pytest
import torch
from sandbox_help import given, run, shown, text, value, warm_processes

from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.limits import Limits
from attention_by_hand.sandbox.run import Cell
from attention_by_hand.sandbox.values import MISSING, Array, Opaque


def vector(*numbers: float) -> Array:
    data = torch.tensor(numbers, dtype=torch.float32).numpy().tobytes()
    return Array("tensor", "float32", (len(numbers),), data)


def test_values_are_read_before_others_are_given(box: Sandbox) -> None:
    done = run(box, "x = 1", "y = x + 1", given={"1": {"x": 5}}, want={"1": ["x"], "2": ["x", "y"]})
    assert done.values == {"1": {"x": 1}, "2": {"x": 5, "y": 6}}
    assert done.stop is None


def test_a_value_is_given_after_a_cell_that_failed(box: Sandbox) -> None:
    done = run(box, "x = 1 / 0", "y = x", given={"1": {"x": 5}}, want={"2": ["y"]})
    assert done.values == {"2": {"y": 5}}
    assert done.outputs["1"][0]["ename"] == "ZeroDivisionError"


LOOK = """
import gc
gc.unfreeze()
x = sum(type(one) is list and one[:1] == [2469 / 2] for one in gc.get_objects())
"""


def test_a_value_is_not_in_the_process_before_it_is_given(box: Sandbox) -> None:
    given = {"2": {"later": [1234.5]}}
    done = run(box, LOOK, "", LOOK, given=given, want={"1": ["x"], "3": ["x"]})
    assert done.values["1"]["x"] == 0
    assert done.values["3"]["x"] == 1, "the search finds it once it is there"


def test_there_is_nothing_to_read_on_standard_input(box: Sandbox) -> None:
    probe = (
        "import os\nx = os.read(0, 9), os.path.sameopenfile(0, os.open(os.devnull, os.O_RDONLY))"
    )
    assert value(box, probe + "\nx = x[0].decode(), x[1]") == ("", True)


def test_nothing_survives_a_run(box: Sandbox) -> None:
    run(box, "import torch, builtins\ntorch.exp = builtins.abs = None\nopen('left', 'w')\nz = 1")
    assert value(box, "import os, torch\nx = [os.path.exists('left'), 'z' in globals()]") == [
        False,
        False,
    ]
    assert value(box, "import torch\nx = abs(-1) + float(torch.exp(torch.tensor(0.)))") == 2.0


def test_runs_are_alike(box: Sandbox) -> None:
    draw = "import random, numpy, torch\nx = [random.random(), numpy.random.rand(), torch.rand(1)]"
    assert value(box, draw) == value(box, draw)


def test_a_name_that_is_not_defined_is_missing(box: Sandbox) -> None:
    assert value(box, "y = 1") is MISSING


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("None", None),
        ("True", True),
        ("-3", -3),
        ("0.1", 0.1),
        ("float('inf')", math.inf),
        ("-float('inf')", -math.inf),
        ("'Größe \\ud83d\\ude00'.encode('utf-16', 'surrogatepass').decode('utf-16')", "Größe 😀"),
        ("[1, (2.0, 'a'), {'b': [None]}]", [1, (2.0, "a"), {"b": [None]}]),
        ("__import__('torch').ones(2, 3).shape", (2, 3)),
        ("__import__('collections').OrderedDict(a=1)", {"a": 1}),
        ("__import__('collections').namedtuple('P', 'a b')(1, 2)", (1, 2)),
        ("__import__('fractions').Fraction(3, 8)", 0.375),
        ("__import__('decimal').Decimal('0.5')", 0.5),
        ("10 ** 30", Opaque("int")),
        ("...", Opaque("ellipsis")),
        ("{1: 2}", Opaque("dict")),
        ("{1, 2}", Opaque("set")),
        ("print", Opaque("builtin_function_or_method")),
        ("__import__('torch').eye(2).to_sparse()", Opaque("Tensor")),
        ("__import__('torch').empty(2, device='meta')", Opaque("Tensor")),
        ("__import__('numpy').array(['a', 'b'])", Opaque("ndarray")),
        ("__import__('numpy').array([[], 1], dtype=object)", [[], 1]),
        ("__import__('numpy').array({}, dtype=object)", Opaque("ndarray")),
        ("x = __import__('numpy').array([0], dtype=object); x[0] = x", Opaque("ndarray")),
        ("memoryview(bytes(1 << 20))", Opaque("memoryview")),
        ("'x' * (3 << 20)", Opaque("str")),
        ("[0] * 10 ** 6", Opaque("list")),
        ("__import__('torch').zeros(1 << 20)", Opaque("Tensor")),
        ("__import__('torch').zeros(1).expand(1 << 40)", Opaque("Tensor")),
        ("type('T\\n\\x1b[31m', (), {})()", Opaque("T[31m")),
        ("type('T' * 999, (), {})()", Opaque("T" * 80)),
    ],
)
def test_values_come_back_as_plain_data(box: Sandbox, source: str, plain: object) -> None:
    found = value(box, f"x = {source}")
    assert found == plain
    assert type(found) is type(plain)


def test_nan_comes_back_as_nan(box: Sandbox) -> None:
    assert math.isnan(value(box, "x = float('nan')"))


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16", "bfloat16", "int64", "bool"])
def test_tensors_come_back_as_bytes(box: Sandbox, dtype: str) -> None:
    found = value(
        box, f"import torch\nx = torch.tensor([[0, 1], [1, 0]]).to(torch.{dtype}).T[:, :1]"
    )
    tensor = torch.frombuffer(bytearray(found.data), dtype=getattr(torch, dtype))
    assert (found.kind, found.dtype, found.shape) == ("tensor", dtype, (2, 1))
    assert tensor.tolist() == [0, 1]


@pytest.mark.parametrize(
    ("source", "array"),
    [
        ("torch.tensor([1., 2.], requires_grad=True) * 1", vector(1, 2)),
        ("torch.nn.Parameter(torch.tensor([1., 2.]))", vector(1, 2)),
        ("torch.empty(0, 3)", Array("tensor", "float32", (0, 3), b"")),
        ("numpy.float32(1)", Array("ndarray", "float32", (), numpy.float32(1).tobytes())),
        ("numpy.array([1, 2], '>i4')", Array("ndarray", "int32", (2,), b"\1\0\0\0\2\0\0\0")),
        ("numpy.matrix([[True]])", Array("ndarray", "bool", (1, 1), b"\1")),
    ],
)
def test_arrays_come_back_as_bytes(box: Sandbox, source: str, array: Array) -> None:
    assert value(box, f"import torch, numpy\nx = {source}") == array


LIAR = """
class Liar(list):
    def __iter__(self): raise SystemExit
    def __len__(self): raise KeyboardInterrupt
    __class__ = property(lambda self: 1 / 0)
    def __getattribute__(self, name): raise MemoryError
x = Liar([1])
"""
NESTED = "x = []\nfor _ in range(9): x = [x]"
CYCLE = "x = []\nx += [x, x]"


@pytest.mark.parametrize(
    ("source", "name"), [(LIAR, "Liar"), (NESTED, "list"), (CYCLE, "list")], ids=str.split
)
def test_what_cannot_be_looked_at_is_opaque(box: Sandbox, source: str, name: str) -> None:
    assert value(box, source) == Opaque(name)


@pytest.mark.parametrize(
    ("what", "source", "back"),
    [
        (vector(1, 2), "x = [type(x).__name__, x.tolist()]", ["Tensor", [1.0, 2.0]]),
        (Array("tensor", "float32", (0, 2), b""), "x = tuple(x.shape)", (0, 2)),
        (Array("tensor", "bfloat16", (1,), b"\x80\x3f"), "x = x.tolist()", [1.0]),
        (Array("ndarray", "int64", (1,), bytes(8)), "x = type(x).__name__", "ndarray"),
        ([vector(1), vector(2)], "x = [float(y) for y in x]", [1.0, 2.0]),
        (
            {"a": (1, math.inf)},
            "x['b'] = math = x['a'][1] > 1e308",
            {"a": (1, math.inf), "b": True},
        ),
    ],
)
def test_values_are_given(box: Sandbox, what: object, source: str, back: object) -> None:
    assert given(box, what, source) == back  # type: ignore[arg-type]


def test_a_given_array_can_be_changed_in_place(box: Sandbox) -> None:
    assert given(box, vector(1, 2), "x += 1; x = x.tolist()") == [2.0, 3.0]


def test_only_plain_data_can_be_given(box: Sandbox) -> None:
    with pytest.raises(TypeError, match="cannot be given"):
        given(box, Opaque("set"), "")


@pytest.mark.parametrize("where", ["given", "want"])
def test_an_unknown_cell_is_refused(box: Sandbox, where: str) -> None:
    with pytest.raises(ValueError, match="no cell has the id 'nowhere'"):
        run(box, "1", **{where: {"nowhere": {}}})


def test_two_cells_cannot_have_one_id(box: Sandbox) -> None:
    with pytest.raises(ValueError, match="same id"):
        box.run([Cell("a", ""), Cell("a", "")], {}, {})


def test_files_are_in_the_current_folder(box: Sandbox) -> None:
    done = run(
        box, "x = open('data/a.csv').read()", want={"1": ["x"]}, files={"data/a.csv": b"1,2"}
    )
    assert done.values["1"]["x"] == "1,2"


@pytest.mark.parametrize("name", ["/etc/x", "../x", "a/../../x", "", ".", "a\0b"])
def test_files_stay_in_the_current_folder(box: Sandbox, name: str) -> None:
    with pytest.raises(ValueError, match="relative name"):
        run(box, "1", files={name: b""})


def test_too_many_files_are_refused(box: Sandbox) -> None:
    with pytest.raises(ValueError, match="larger than 10 MB"):
        run(box, "1", files={"a": bytes(11 << 20)})


def test_submitted_modules_import_but_shadow_nothing(box: Sandbox) -> None:
    names = ("torch.py", "sitecustomize.py", "ipykernel_launcher.py", "mailbox.py", "helper.py")
    files = dict.fromkeys(names, b"loaded = True")
    # nothing has imported mailbox before, so that its place in sys.path decides
    look = "[hasattr(module, 'loaded') for module in (helper, mailbox, torch)]"
    check = "import sys\nassert 'mailbox' not in sys.modules"
    source = f"{check}\nimport helper, mailbox, torch\nx = {look}"
    done = run(box, source, want={"1": ["x"]}, files=files)
    assert done.values["1"]["x"] == [True, False, False]


@pytest.mark.parametrize(
    ("source", "output"),
    [
        ("print(1)\nprint(2)", {"output_type": "stream", "name": "stdout", "text": "1\n2\n"}),
        (
            "import sys\nprint('a', file=sys.stderr)",
            {"output_type": "stream", "name": "stderr", "text": "a\n"},
        ),
        (
            "6 * 7",
            {
                "output_type": "execute_result",
                "execution_count": 1,
                "data": {"text/plain": "42"},
                "metadata": {},
            },
        ),
        (
            "from IPython.display import *\ndisplay(HTML('<b>'), metadata={'text/html': {'a': 1}})",
            {
                "output_type": "display_data",
                "data": {"text/plain": "<IPython.core.display.HTML object>", "text/html": "<b>"},
                "metadata": {},
            },
        ),
        (
            "from IPython.display import *\ndisplay(JSON({'a': [1, 2.5, None]}))",
            {
                "output_type": "display_data",
                "data": {
                    "text/plain": "<IPython.core.display.JSON object>",
                    "application/json": {"a": [1, 2.5, None]},
                },
                "metadata": {},
            },
        ),
    ],
)
def test_outputs_have_the_form_of_nbformat(box: Sandbox, source: str, output: object) -> None:
    assert run(box, source).outputs["1"] == [output]


@pytest.mark.parametrize(
    ("source", "shows"),
    [
        ("import torch\ntorch.tensor([1.0, 2.0])", "tensor([1., 2.])"),
        ("6 * 7;", ""),
        ("print(__name__)", "__main__\n"),
        ("print(__spec__, __package__, __loader__)", "None None None\n"),
        ("print(__doc__)", "Automatically created module for IPython interactive environment\n"),
        ("!echo hello; echo there >&2", "hello\nthere\n"),
        ("lines = !echo hello\nlines", "['hello']"),
        ("!exit 3\nprint(_exit_code)", "3\n"),
        ("%%bash\necho hello", "hello\n"),
        ("%%capture caught\nprint(1)", ""),
        ("import asyncio\nawait asyncio.sleep(0)\nprint('awaited')", "awaited\n"),
        ("import os\nos.system('echo below')", "0below\n"),
        ("import subprocess\n_ = subprocess.run(['echo', 'run'])", "run\n"),
        ("import sys, subprocess\n_ = subprocess.run(['echo', 'out'], stdout=sys.stdout)", "out\n"),
        ("print('old')\nfrom IPython.display import *\nclear_output()\nprint('new')", "new\n"),
        ("print(1)\nfrom IPython.display import *\nclear_output(wait=True)\nprint(2)", "2\n"),
        ("print(1)\nfrom IPython.display import *\nclear_output(wait=True)", "1\n"),
        ("h = display('a', display_id=True)\nprint(1)\nh.update('b')", "'b'1\n"),
        (
            "input()",
            "input() waits for a person, and nobody is there while this notebook is graded",
        ),
        ("%timeit -n1 -r1 -q pass", ""),
        ("import sys\nsys.stdout = open('log', 'w')\nprint(1)", ""),
        ("print('\\ud800')", "?\n"),
    ],
)
def test_cells_show_what_jupyter_shows(box: Sandbox, source: str, shows: str) -> None:
    assert shown(box, source) == shows


def test_an_error_is_an_output(box: Sandbox) -> None:
    [output] = run(box, "def f():\n    raise KeyError('why')\nf()").outputs["1"]
    assert (output["output_type"], output["ename"], output["evalue"]) == (
        "error",
        "KeyError",
        "'why'",
    )
    assert "Cell In[1], line 2, in f()" in "\n".join(output["traceback"])
    assert "\x1b" not in "".join(output["traceback"])


@pytest.mark.parametrize(
    "source", ["def f(:", "1 / 0", "raise MemoryError", "assert False", "raise BaseException('no')"]
)
def test_the_run_goes_on_after_an_error(box: Sandbox, source: str) -> None:
    done = run(box, source, "print('on')")
    assert done.outputs["1"][-1]["output_type"] == "error"
    assert text(done.outputs["2"]) == "on\n"


def test_a_cell_is_known_by_its_place(box: Sandbox) -> None:
    lines = run(box, "1", "", "", "1 / 0").outputs["4"][0]["traceback"]
    assert "Cell In[4], line 1" in "".join(lines)


def test_an_error_may_render_itself(box: Sandbox) -> None:
    lines = (
        "class E(Exception):\n    def _render_traceback_(self): return ['gentle', 'lines']\nraise E"
    )
    assert run(box, lines).outputs["1"][0]["traceback"] == ["gentle", "lines"]


@pytest.mark.parametrize("source", ["import sys; sys.exit()", "exit()", "quit", "raise SystemExit"])
def test_leaving_ends_only_the_cell(box: Sandbox, source: str) -> None:
    done = run(box, source, "print('on')")
    assert done.stop is None
    assert text(done.outputs["2"]) == "on\n"


def test_a_figure_is_shown_at_the_end_of_its_cell(box: Sandbox) -> None:
    [output] = run(box, "import matplotlib.pyplot as plt\nplt.plot([1, 2]);").outputs["1"]
    assert output["output_type"] == "display_data"
    assert base64.b64decode(output["data"]["image/png"]).startswith(b"\x89PNG")


def test_alternative_text_survives(box: Sandbox) -> None:
    cell = (
        "import matplotlib.pyplot as plt\nfig = plt.figure()\n"
        "display(fig, metadata={'image/png': {'alt': 'two lines'}})\nplt.close(fig)"
    )
    [output] = run(box, cell).outputs["1"]
    assert output["metadata"]["image/png"]["alt"] == "two lines"


def test_without_outputs_nothing_is_formatted(box: Sandbox) -> None:
    cell = """
import matplotlib.pyplot as plt
formatted = []
class Loud:
    def __repr__(self): formatted.append(1)
    def _render_traceback_(self): formatted.append(2)
class Error(Loud, Exception): pass
plt.gcf().canvas.print_figure = lambda *a, **k: formatted.append(3)
plt.plot([1]); display(Loud()); print(1)
Loud()
"""
    cells = (cell, "raise Error", "")
    done = run(box, *cells, want={"3": ["formatted"]}, outputs=False)
    assert done.values["3"]["formatted"] == []
    assert not any(done.outputs.values())


def test_without_outputs_the_run_ends_with_the_last_value(box: Sandbox) -> None:
    done = run(box, "x = 1", "import os; os._exit(1)", want={"1": ["x"]}, outputs=False)
    assert done.stop is None
    assert run(box, "while True: pass", outputs=False).stop is None


def test_a_fork_that_comes_back_does_not_answer(box: Sandbox) -> None:
    done = run(box, "import os\nx = os.fork()\nx = x > 0", "x", want={"2": ["x"]})
    assert done.values == {"2": {"x": True}}
    assert done.stop is None


def test_blank_cells_and_no_cells() -> None:
    with Sandbox(Limits(cell_seconds=5)) as box:
        assert box.run([], {}, {}).outputs == {}
        assert run(box, "", " \n").outputs == {}


FAMILIAR = {
    "code": "import math\ndef root(number):\n    return math.sqrt(number)\nx = root(9)\nx",
    "a magic": "%precision 2\nx = 1 / 3\nx",
    "a shell command": "x = !echo hello\nprint(x)",
    "an await": "import asyncio\nawait asyncio.sleep(0)\nx = 1",
    "no Python": "x = 1 +",
    "something of the future": "from __future__ import annotations\nx: strange = 1",
    "a name that is not there": "x: strange = 1",
    "a statement in no place for it": "x = 1\nreturn x",
    "a function in a function": "def f():\n    return lambda: 1 / 0\nx = f()()",
    "several expressions": "x = 1\nx\n1 / 2\nx",
    "an error": "def divide():\n    return 1 / 0\nx = divide()",
    "nothing": "",
}


@pytest.fixture(scope="module")
def knowing() -> Iterator[Sandbox]:
    with Sandbox(familiar=[*FAMILIAR.values()]) as knowing:
        yield knowing


@pytest.mark.parametrize("source", FAMILIAR.values(), ids=FAMILIAR)
def test_a_familiar_cell_runs_as_any_other(spaces: Sandbox, knowing: Sandbox, source: str) -> None:
    want, both = {"1": ["x"], "3": ["x"]}, (knowing, spaces)
    for _ in range(2):
        found, expected = (run(one, source, "x = 0", source, want=want) for one in both)
        assert found == expected


def test_familiar_cells_are_compiled_beforehand(spaces: Sandbox, knowing: Sandbox) -> None:
    look = "c = get_ipython().compile\nx = len(get_ipython().prepared), len(c.compiled) > 9"
    assert value(spaces, look) == (0, False)
    assert value(knowing, look) == (9, True), "all but those that IPython has to look at again"


DOUBLING = """
import ast
class Double(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.Constant(2 * node.value) if isinstance(node.value, int) else node
get_ipython().ast_transformers.append(Double())
"""


def test_a_familiar_cell_changes_with_what_a_student_has_set(
    spaces: Sandbox, knowing: Sandbox
) -> None:
    code, shown = FAMILIAR["code"], FAMILIAR["several expressions"]
    for change, cell in (
        (DOUBLING, code),
        ("get_ipython().ast_node_interactivity = 'all'", shown),
        ("from __future__ import annotations", FAMILIAR["a name that is not there"]),
    ):
        found, expected = (run(one, change, cell, want={"2": ["x"]}) for one in (knowing, spaces))
        assert found == expected
        assert found.outputs["2"] != run(spaces, "", cell).outputs["2"], "it makes a difference"


@pytest.mark.filterwarnings("ignore:(unclosed <socket|subprocess):ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_after_an_interruption_the_next_run_has_its_own_answers(sandbox: Sandbox) -> None:
    """As when the work on a submission took too long: at any moment, also while a run begins.

    Between two steps of Python, a socket or a process that has no name yet is left to Python.
    What is raised while garbage is collected, or in a `__del__`, is lost: pytest warns of it.
    """

    class Interrupted(Exception):
        pass

    def interrupt(_signal: int, _frame: object) -> None:
        raise Interrupted

    before = signal.signal(signal.SIGALRM, interrupt)
    gc.disable()
    try:
        for moment in (0.0002, 0.001, 0.004, 0.02):  # seconds
            with contextlib.suppress(Interrupted):
                signal.setitimer(signal.ITIMER_REAL, moment)
                value(sandbox, "x = 'another'\nimport time; time.sleep(1)")
    finally:
        gc.enable()
        signal.signal(signal.SIGALRM, before)
    assert value(sandbox, "x = 'mine'") == "mine"


LOCKS = """
import fcntl, os
file = open("locked", "w")
fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
if not os.fork():
    other = open("locked", "w")
    fcntl.lockf(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os._exit(7)
x = os.waitstatus_to_exitcode(os.wait()[1])
"""


def test_locks_are_pretended(box: Sandbox, naked: Sandbox) -> None:
    """A file can hold any number of them, in memory that no limit counts. SQLite asks for some."""
    assert value(naked, LOCKS) != 7, "there they are real"
    assert value(box, LOCKS) == 7
    rows = "import sqlite3\nwith sqlite3.connect('a.db') as db: db.execute('create table t (n)')\n"
    assert value(box, f"{rows}x = db.execute('select count(*) from t').fetchone()[0]") == 0


PRIORITIES = """
import os
os.nice(5); os.setpriority(os.PRIO_PROCESS, 0, 19)
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
import ctypes
assert ctypes.CDLL(None).syscall({"x86_64": 251}.get(os.uname().machine, 30), 1, 0, 3 << 13) == 0
x = [os.getpriority(os.PRIO_PROCESS, 0), os.sched_getscheduler(0)]
"""


def test_priorities_are_pretended(box: Sandbox, naked: Sandbox) -> None:
    """Whoever hardly gets the processor, and holds a lock, is slow to stand still and to end."""
    usual = [os.getpriority(os.PRIO_PROCESS, 0), os.SCHED_OTHER]
    assert value(naked, PRIORITIES) == [19, os.SCHED_IDLE], "there they are real"
    assert value(box, PRIORITIES) == usual


DEEP = "import os, time\nfor n in range(18): os.mkdir('x' * 250); os.chdir('x' * 250)\n"


def test_a_file_that_lies_too_deep_for_a_path_is_a_file(box: Sandbox) -> None:
    """The keeper reads what is open, and the kernel says that the name is too long."""
    before = box._warm
    done = run(box, f"{DEEP}f = open('f', 'w')\ntime.sleep(0.5)\nx = 'on'", want={"1": ["x"]})
    assert done.values["1"]["x"] == "on", done
    assert box._warm is before, "the run was done once"


def test_a_run_has_its_time_from_when_it_is_ready(box: Sandbox) -> None:
    """It does not pay for a warm process that is busy, with what another run has left say."""
    value(box, "x = 1")
    [*_, warm] = sorted(warm_processes(box))
    os.kill(warm, signal.SIGSTOP)
    later = threading.Timer(2, os.kill, [warm, signal.SIGCONT])
    later.start()
    try:
        done = run(box, "x = 1", want={"1": ["x"]}, seconds=1.5)
    finally:
        later.join()
    assert done.stop is None, done
    assert done.values["1"]["x"] == 1


AT_ONCE = """
import ctypes
c = ctypes.CDLL(None)
c.mmap.restype, c.mmap.argtypes = ctypes.c_void_p, [ctypes.c_void_p, ctypes.c_size_t, *[ctypes.c_int] * 3, ctypes.c_long]
c.madvise.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int]
place = c.mmap(None, 1 << 20, 3, 0x22, -1, 0)
x = [c.madvise(place, 1 << 20, advice) for advice in (23, 4)]
x += [c.mlock(ctypes.c_void_p(place), 4096)]
x += [n == ctypes.c_void_p(-1).value for n in (c.mmap(None, 1 << 20, 3, 0x22 | flag, -1, 0) for flag in (0, 0x8000, 0x2000))]
"""  # noqa: E501


def test_memory_is_not_filled_in_one_call(box: Sandbox, naked: Sandbox) -> None:
    """Twenty processes that fill a gigabyte each, and that all shall stand still, go on with it."""
    assert value(naked, AT_ONCE) == [0, 0, 0, False, False, False]
    assert value(box, AT_ONCE) == [-1, 0, -1, False, True, True]


def test_huge_pages_are_refused(box: Sandbox) -> None:
    """No process is charged for them, where a machine has set some aside."""
    cell = (
        "import ctypes\nmap = ctypes.CDLL(None, use_errno=True).mmap; map.restype = ctypes.c_long\n"
        "x = [map(None, ctypes.c_size_t(1 << 21), 3, 0x22 | 0x40000, -1, 0), ctypes.get_errno()]"
    )
    assert value(box, cell) == [-1, errno.EPERM]


THREADS = """import threading, torch
from concurrent.futures import ThreadPoolExecutor
together = threading.Barrier(16)
def compute(number):
    together.wait()
    return float(torch.softmax(number * torch.ones(70_000), 0).sum())
with ThreadPoolExecutor(16) as pool:
    x = round(sum(pool.map(compute, range(16))))"""


def test_threads_may_be_the_first_to_compute(box: Sandbox) -> None:
    """At the same time: one run in ten failed."""
    assert [value(box, THREADS) for _ in range(25)] == [16] * 25
