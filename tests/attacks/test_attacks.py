"""Attacks on the grader, from someone who has only the released notebook and wants points.

Each is one cell of code in an otherwise blank notebook. It must earn nothing, change nothing
outside, learn nothing, and leave the next student's marks alone.
"""
# ruff: noqa: E501  (attacks are as long as they are)

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from course_help import FULL, ROOT
from judging_help import Judging, points
from sandbox_help import start

from attention_by_hand.sandbox.limits import Limits

NOTHING = dict.fromkeys(FULL, 0)
SECRET = "the-secret-of-the-canary"

# name -> (what it tries, code). {outside} is a folder on the grader's machine.
TRICKS = {
    # Objects that lie
    "equal to everything": "class E(float):\n    def __eq__(self, o): return True\n    def __hash__(self): return 0\nscores = [E(0)] * 4",
    "a list that lies about its entries": "class L(list):\n    def __len__(self): return 4\n    def __iter__(self): return iter([1.0, 2.0, 3.0, 4.0])\nscores = L()",
    "tensor subclass with __torch_function__": "import torch\nclass T(torch.Tensor):\n    @classmethod\n    def __torch_function__(cls, f, types, args=(), kwargs=None): return True\nscores = torch.zeros(4).as_subclass(T)",
    "an object that runs code when it is looked at": "import os\nclass B:\n    def __getattribute__(self, n): os._exit(0)\nscores = B()",
    "an object that never ends when it is looked at": "class S(list):\n    def __iter__(self):\n        while True: yield 1.0\nscores = S()",
    "a value with a reduce method": "import os\nclass R:\n    def __reduce__(self): return (os.system, ('touch {outside}/pwned',))\nscores = [R()] * 4",
    "a fake number": "class F:\n    def __float__(self): return 2.0\n    def __index__(self): return 2\nscores = [F(), F(), F(), F()]",
    "nan in every place": "import math\nscores = weights = softmax_weights = [math.nan] * 4\noutput = softmax_output = [math.nan] * 2",
    "infinite numbers": "scores = weights = [float('inf')] * 4",
    "a huge number": "scores = [10 ** 5000] * 4",
    "a huge list": "scores = [1.0] * 1_000_000",
    "a deep list": "scores = []\nfor _ in range(100_000): scores = [scores]",
    "a list that holds itself": "scores = []\nscores.append(scores)",
    "a huge tensor": "import torch\nscores = torch.zeros(1).expand(10 ** 12)",
    "a sparse tensor": "import torch\nscores = torch.zeros(4).to_sparse()",
    "a meta tensor": "import torch\nscores = torch.zeros(4, device='meta')",
    "true for one": "scores = weights = [True] * 4",
    # The shell and the process
    "a transformer that strips asserts": "import ast\nclass N(ast.NodeTransformer):\n    def visit_Assert(self, n): return None\nget_ipython().ast_transformers.append(N())",
    "an input transformer that writes answers": "get_ipython().input_transformers_cleanup.append(lambda ls: ['scores = weights = [1, 1, 1, 1]\\n'])",
    "a replaced run_cell": "get_ipython().run_cell = lambda *a, **k: None",
    "swallowed exceptions": "get_ipython().showtraceback = lambda *a, **k: None\nraise RuntimeError",
    "patched torch.allclose": "import torch\ntorch.allclose = torch.equal = lambda *a, **k: True",
    "patched builtins": "import builtins\nbuiltins.abs = lambda x: 0\nbuiltins.all = builtins.any = lambda *a: True\nbuiltins.isinstance = lambda *a: True",
    "patched json": "import json\njson.dumps = lambda *a, **k: '{{\"scores\": 4}}'",
    "patched socket": "import socket\nsocket.socket.sendall = lambda *a: None",
    "a number as the last expression": "26",
    "forged points on stdout": "print('26')\nprint('{{\"points\": 26}}')\nimport sys\nsys.stderr.write('26/26')",
    "forged verdict as display": "from IPython.display import display\ndisplay({{'text/plain': '26'}}, raw=True)",
    "a grade function of its own": "def grade(*a, **k): return 26\nimport builtins\nbuiltins.grade = grade",
    "frames of whoever called": "import sys\nf = sys._getframe()\nwhile f:\n    for k, v in list(f.f_locals.items()) + list(f.f_globals.items()):\n        if k in ('truth', 'reference', 'cases'): scores = v\n    f = f.f_back",
    "everything in memory": "import gc, torch\nfound = [o for o in gc.get_objects() if torch.is_tensor(o) and o.shape == (4,) and o is not None]\nscores = found[0] if found else None",
    "what the grader asks, from the frames": "import sys\nf = sys._getframe()\nwhile f and 'content' not in f.f_locals: f = f.f_back\nscores = f.f_locals['content'] if f else None",
    "answers to the grader itself": "import gc, socket, json, struct\nfor s in [o for o in gc.get_objects() if isinstance(o, socket.socket)]:\n    t = json.dumps({{'outputs': [], 'full': None}}).encode()\n    s.sendall(struct.pack('>I', len(t)) + t)",
    "garbage to the grader": "import gc, socket, os\nfor s in [o for o in gc.get_objects() if isinstance(o, socket.socket)]:\n    s.sendall(os.urandom(4096))",
    "a frame without end": "import gc, socket, struct\nfor s in [o for o in gc.get_objects() if isinstance(o, socket.socket)]:\n    s.sendall(struct.pack('>I', 2 ** 32 - 1) + b' ' * 100)",
    "a deep frame": "import gc, socket, struct\nt = b'[' * 100_000\nfor s in [o for o in gc.get_objects() if isinstance(o, socket.socket)]:\n    s.sendall(struct.pack('>I', len(t)) + t)",
    "all descriptors": "import os\nfor n in range(256):\n    try: os.write(n, b'26')\n    except OSError: pass",
    "closed descriptors": "import os\nos.closerange(0, 256)",
}  # fmt: skip
ATTACKS = {  # tried in each kind of sandbox
    # Leaving early, or never
    "os._exit": "import os\nos._exit(0)",
    "sys.exit": "import sys\nsys.exit(0)",
    "killed parent": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)\nos.kill(1, signal.SIGKILL)\nos.kill(-1, signal.SIGKILL)",
    "segmentation fault": "import ctypes\nctypes.string_at(0)",
    "an endless loop": "while True: pass",
    "an endless loop that ignores signals": "import signal\nfor n in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM): signal.signal(n, signal.SIG_IGN)\nwhile True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "sleep": "import time\ntime.sleep(3600)",
    "a child that stays": "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(3600)\n    os._exit(0)",
    "a child that answers later": "import os, time, gc, socket\nif os.fork() == 0:\n    os.setsid()\n    for _ in range(100):\n        time.sleep(0.05)\n        for s in [o for o in gc.get_objects() if isinstance(o, socket.socket)]:\n            try: s.sendall(b'\\x00\\x00\\x00\\x02{{}}')\n            except OSError: pass\n    os._exit(0)",
    "a child that does the parent's work": "import os\nif os.fork(): os._exit(0)",
    "a fork bomb": "import os\nwhile True:\n    try: os.fork()\n    except OSError: pass",
    "a thread bomb": "import threading, time\nwhile True: threading.Thread(target=time.sleep, args=(99,), daemon=True).start()",
    "all memory": "import torch\nhoard = []\nwhile True: hoard.append(torch.ones(10_000_000))",
    "all memory, in bytes": "hoard = bytearray(64 << 30)",
    "100 MB on one line": "print('x' * 100_000_000)",
    "output without end": "while True: print('x' * 1000)",
    "many outputs": "from IPython.display import display\nfor _ in range(100_000): display(1)",
    "a full disk": "with open('big', 'wb') as f:\n    while True: f.write(b'x' * 1_000_000)",
    "a million files": "for n in range(1_000_000): open(str(n), 'w').close()",
    "an async generator that never ends": "import asyncio\nawait asyncio.sleep(3600)",
    "a finaliser that never ends": "class D:\n    def __del__(self):\n        while True: pass\nd = D()\ndel d",
    # Reading and writing what belongs to others
    "reads a file outside": "scores = [open('{outside}/secret').read()] * 4\nprint(scores)",
    "writes a file outside": "open('{outside}/pwned', 'w').write('x')",
    "deletes files outside": "import shutil\nshutil.rmtree('{outside}', ignore_errors=True)\nraise SystemExit(open('{outside}/secret').read())",
    "shell": "!cat {outside}/secret; touch {outside}/pwned; cp -r {outside} .",
    "writes the gradebook": "import sqlite3\nsqlite3.connect('{outside}/gradebook.db').execute('update grade set auto_score = 495')",
    "imports the grader": "from attention_by_hand.lessons.self_attention import reference\nscores = reference.scores(query, keys)",
    "imports the grader from its folder": "import sys\nsys.path.insert(0, '{root}')\nfrom attention_by_hand.lessons.self_attention import reference\nscores = reference.scores(query, keys)",
    "reads the source notebook": "print(open('{root}/source/self_attention/self_attention.ipynb').read())",
    "memory of other processes": "import os\nfor p in os.listdir('/proc'):\n    if p.isdigit(): open(f'/proc/{{p}}/mem', 'rb').read(1)",
    "environment of the grader": "import os\nprint(dict(os.environ))\nassert 'CANARY' in os.environ",
    "ptrace": "import ctypes\nassert ctypes.CDLL(None).ptrace(16, 2, 0, 0) == 0",
    "the network": "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:{port}/', timeout=1).read()",
    "more namespaces": "import ctypes\nassert ctypes.CDLL(None).unshare(0x10000000) == 0\nassert ctypes.CDLL(None).mount(b'none', b'/', None, 1 << 18, None) == 0",
    "a file for the next student": "open('/tmp/answer', 'w').write('26')\nopen('/dev/shm/answer', 'w').write('26')\nopen('answer', 'w').write('26')",
    "a module for the next student": "import site, os\nfor d in site.getsitepackages(): open(os.path.join(d, 'torch_patch.pth'), 'w').write('import os')",
    "a startup file": "import os\nos.makedirs(os.path.expanduser('~/.ipython/profile_default/startup'), exist_ok=True)\nopen(os.path.expanduser('~/.ipython/profile_default/startup/x.py'), 'w').write('scores = 1')",
    "finds out whether it is graded": "import sys\nif 'ipykernel' not in sys.modules: scores = [4, 9, 9, 2]",
    "waits for the what-if runs": "if query.tolist() != [2.0, 3.0]:\n    import os\n    os._exit(0)",
    "loops in the what-if runs only": "if query.tolist() != [2.0, 3.0]:\n    while True: pass",
}  # fmt: skip


# Right code that also misbehaves earns what it deserves, on the handout's vectors.
HALF = {
    "waits for the what-if runs": "import os\nscores = keys @ query\nif query.tolist() != [2.0, 3.0]: os._exit(0)",
    "loops in the what-if runs": "scores = keys @ query\nwhile query.tolist() != [2.0, 3.0]: pass",
    "keeps answers for the what-if runs": "import os, tempfile\nname = os.path.join(tempfile.gettempdir(), 'kept')\nif not os.path.exists(name): open(name, 'w').write(str((keys @ query).tolist()))\nscores = eval(open(name).read()) if query.tolist() == [2.0, 3.0] else [1.0, 2.0, 3.0, 4.0]",
    "typed for the vectors that are known": "scores = {{(2.0, 3.0): [2, 9, 9, 4]}}.get(tuple(query.tolist()))",
}
TIGHT = Limits(cell_seconds=3, run_seconds=8, memory_bytes=400 << 20)


class Outside:
    """A folder of the grader's machine that nobody may read or change, and an open port."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "secret").write_text(SECRET)
        (folder / "gradebook.db").write_bytes(b"SQLite format 3\x00" + bytes(100))
        self.before = self.snapshot()

    def snapshot(self) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in self.folder.iterdir()}


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Outside:
    return Outside(tmp_path_factory.mktemp("outside"))


@pytest.fixture(scope="module")
def hits() -> Iterator[list[str]]:
    """A server on loopback that notes who reaches it."""
    from http.server import BaseHTTPRequestHandler, HTTPServer

    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    seen.append(str(server.server_port))
    yield seen
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=["namespaces", "landlock"])
def tight(judging: Judging, request: pytest.FixtureRequest) -> Iterator[Judging]:
    """Judging with short limits, by one warm process for all attacks and canaries of a kind."""
    with start(request.param, limits=TIGHT, familiar=judging.master.given) as sandbox:
        yield Judging(sandbox, judging.master, judging.release)


@pytest.fixture(scope="module")
def any_tight(judging: Judging) -> Iterator[Judging]:
    """The same in the strongest kind, for what has nothing to do with the kind."""
    with start(None, limits=TIGHT, familiar=judging.master.given) as sandbox:
        yield Judging(sandbox, judging.master, judging.release)


def attack(code: str, tight: Judging, outside: Outside, hits: list[str]) -> dict[str, float]:
    """Hand the attack in as the answer of step 1, check the outside, and grade a canary."""
    notebook = tight.blank_with(
        {"scores": code.format(outside=outside.folder, root=ROOT, port=hits[0])}
    )
    verdicts, evidence = tight.grade(notebook)
    assert outside.snapshot() == outside.before
    assert len(hits) == 1
    assert SECRET not in repr((evidence.found, evidence.outputs, verdicts))
    canary, evidence = tight.grade(tight.right)
    assert points(canary) == FULL
    assert "answer" not in repr(evidence.outputs)
    return points(verdicts)


@pytest.mark.parametrize("name", TRICKS)
def test_a_trick_earns_nothing(
    name: str, any_tight: Judging, outside: Outside, hits: list[str]
) -> None:
    assert attack(TRICKS[name], any_tight, outside, hits) == NOTHING


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_earns_nothing_and_hurts_nobody(
    name: str, tight: Judging, outside: Outside, hits: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANARY", SECRET)
    assert attack(ATTACKS[name], tight, outside, hits) == NOTHING


@pytest.mark.parametrize("name", HALF)
def test_right_on_the_handout_alone_earns_the_handouts_share(
    name: str, any_tight: Judging, outside: Outside, hits: list[str]
) -> None:
    assert attack(HALF[name], any_tight, outside, hits) == {**NOTHING, "scores": 2}
