"""An IPython shell whose outputs are collected as JupyterLab's are."""

import ast
import base64
import builtins
import contextlib
import ctypes
import getpass
import io
import os
import subprocess
import sys
import types
from collections.abc import Callable
from typing import Any, NamedTuple

from IPython.core.compilerop import CachingCompiler
from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

Output = dict[str, Any]
EACH = 128  # characters that an output counts for, whatever it holds: more than the grader counts
NO_INPUT = "input() waits for a person, and nobody is there while this notebook is graded"


class Outputs:
    """The outputs of the cell that is being executed.

    `when_full` is called as soon as they are more than may be sent; it does not return.
    """

    def __init__(self) -> None:
        self.wanted = True
        self.left, self.most = 1 << 30, 1 << 20
        self.when_full: Callable[[str], None] = lambda _what: None
        self._entries: list[Output] = []
        self._displays: dict[str, list[Output]] = {}
        self._clear_next = False

    def take(self) -> list[Output]:
        """The outputs so far, which are then forgotten."""
        entries, self._entries, self._clear_next = self._entries, [], False
        self._displays.clear()
        return entries

    def clear(self, wait: bool = False) -> None:
        """Forget the cell's outputs; with `wait`, once there is another."""
        self._clear_next = wait
        if not wait:
            self._entries.clear()

    def write(self, name: str, text: str) -> None:
        """Text for stdout or stderr, joined with what was written just before."""
        if not text or not self.wanted:
            return
        last = self._entries[-1] if self._entries and not self._clear_next else {}
        if last.get("name") != name:
            self.add({"output_type": "stream", "name": name, "text": ""}, 0)
            last = self._entries[-1]
        last["text"] += text[: self.left]
        self._spend(len(text))

    def add(self, entry: Output, size: int, display_id: str = "") -> None:
        """One more output."""
        if not self.wanted:
            return
        if self._clear_next:
            self.clear()
        if len(self._entries) == self.most:
            self.when_full("count")
        self._spend(EACH + size)
        self._entries.append(entry)
        if display_id:
            self._displays.setdefault(display_id, []).append(entry)

    def update(self, display_id: str, data: Output, metadata: Output, size: int) -> None:
        """Put other data into the displays of this cell with that id."""
        self._spend(size)
        for entry in self._displays.get(display_id, ()):
            entry.update(data=data, metadata=metadata)

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            self.left = 0
            self.when_full("bytes")


class Stream(io.TextIOBase):
    """What `sys.stdout` and `sys.stderr` are in a cell."""

    encoding = "utf-8"
    errors = "strict"

    def __init__(self, name: str, descriptor: int, outputs: Outputs) -> None:
        self.name, self._descriptor, self._outputs = name, descriptor, outputs

    def write(self, text: str) -> int:
        """Show the text below the cell."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs.write(self.name, text)
        return len(text)

    def writable(self) -> bool:
        """True: this is a stream for output."""
        return True

    def fileno(self) -> int:
        """Where subprocesses write; what they wrote is shown after the cell."""
        return self._descriptor


class Publisher(DisplayPublisher):  # type: ignore[misc]
    """Receives what `display` shows."""

    outputs: Outputs

    def publish(self, data: Any, metadata: Any = None, **more: Any) -> None:
        """Show rich data, or with update=True put it in the place of older data."""
        bundle, about = _bundle(data), dict(metadata or {})
        size = len(str(bundle)) + len(str(about))
        display_id = str((more.get("transient") or {}).get("display_id", ""))
        if more.get("update"):
            self.outputs.update(display_id, bundle, about, size)
        else:
            entry = {"output_type": "display_data", "data": bundle, "metadata": about}
            self.outputs.add(entry, size, display_id)

    def clear_output(self, wait: bool = False) -> None:
        """Forget what the cell has shown."""
        self.outputs.clear(wait)


class Hook(DisplayHook):  # type: ignore[misc]
    """Receives the value of a cell's last expression."""

    outputs: Outputs

    def write_output_prompt(self) -> None:
        """Nothing: the prompt is the output's execution count."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Show the value."""
        entry: Output = {"output_type": "execute_result", "execution_count": self.prompt_count}
        entry.update(data=_bundle(format_dict), metadata=dict(md_dict or {}))
        self.outputs.add(entry, len(str(entry)))

    def finish_displayhook(self) -> None:
        """Nothing: no line has to be ended."""


class Compiled(NamedTuple):
    """A statement's code, and what it depends on."""

    statement: ast.stmt
    symbol: str
    flags: int
    code: types.CodeType


class Compiler(CachingCompiler):  # type: ignore[misc]
    """Parses and compiles a prepared cell no second time."""

    flags: int  # what the compiler knows of future statements

    def __init__(self) -> None:
        super().__init__()
        self.parsed: dict[str, ast.Module] = {}  # by Python's text; to be used once
        self.compiled: dict[int, Compiled] = {}  # by the identity of the statement

    def prepare(self, text: str) -> None:
        """Do now what is the same in every run that has this text in a cell."""
        parsed = self.parsed[text] = self.ast_parse(text)
        before = self.flags
        for one in parsed.body:
            is_shown = one is parsed.body[-1] and isinstance(one, ast.Expr)
            cell = ast.Interactive([one]) if is_shown else ast.Module([one], [])
            symbol = "single" if is_shown else "exec"
            with self.extra_flags(ast.PyCF_ALLOW_TOP_LEVEL_AWAIT):
                flags = self.flags
                code = self(cell, "", symbol)
            if self.flags == before:  # else it imports something from the future
                self.compiled[id(one)] = Compiled(one, symbol, flags, code)
            self.flags = before

    def forget(self) -> None:
        """Compile everything again: statements may have been changed."""
        self.compiled.clear()

    def ast_parse(self, source: str, filename: str = "<unknown>", symbol: str = "exec") -> Any:
        """The syntax tree."""
        known = self.parsed.pop(source, None)
        return known or super().ast_parse(source, filename, symbol)

    def __call__(self, source: Any, filename: str, symbol: str, **more: Any) -> Any:
        """The code of one statement, or of something else."""
        match source:
            case ast.Module([one]) | ast.Interactive([one]):
                known = self.compiled.get(id(one))
                if known and (symbol, self.flags) == (known.symbol, known.flags):
                    return _named(known.code, filename)
        return super().__call__(source, filename, symbol, **more)


def _named(code: types.CodeType, filename: str) -> types.CodeType:
    """The code, as if it had been compiled from this file."""
    inner = (
        _named(one, filename) if isinstance(one, types.CodeType) else one for one in code.co_consts
    )
    return code.replace(co_filename=filename, co_consts=tuple(inner))


class Shell(InteractiveShell):  # type: ignore[misc]
    """The interpreter of one notebook."""

    outputs: Outputs
    displayhook_class = Hook
    display_pub_class = Publisher
    compiler_class = Compiler

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.prepared: dict[str, str] = {}  # a cell's text -> what it is in Python

    def prepare(self, cell: str) -> None:
        """Do for a cell, which will be executed in forks, what comes before its execution."""
        with contextlib.suppress(SyntaxError):
            text = self.transform_cell(cell)
            if not self.should_run_async(cell, transformed_cell=text):
                self.compile.prepare(text)
                self.prepared[cell] = text

    def transform_ast(self, node: Any) -> Any:
        """The syntax tree, as a student's own transformers change it."""
        if self.ast_transformers:
            self.compile.forget()
        return super().transform_ast(node)

    def transform_cell(self, raw_cell: str) -> str:
        """The cell with its magics as Python."""
        return self.prepared.get(raw_cell) or str(super().transform_cell(raw_cell))

    def should_run_async(self, raw_cell: str, **more: Any) -> bool:
        """Whether the cell awaits something."""
        return raw_cell not in self.prepared and bool(super().should_run_async(raw_cell, **more))

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        self.show_error(str(etype.__name__), str(evalue), [str(line) for line in stb])

    def show_error(self, name: str, value: str, lines: list[str]) -> None:
        """An error output."""
        entry: Output = {"output_type": "error", "ename": name, "evalue": value}
        size = len(name) + len(value) + sum(2 + len(line) for line in lines)
        self.outputs.add({**entry, "traceback": lines}, size)

    def showtraceback(self, *arguments: Any, **more: Any) -> None:
        """Format the error, unless nobody will read it."""
        if self.outputs.wanted:
            super().showtraceback(*arguments, **more)

    def showsyntaxerror(self, *arguments: Any, **more: Any) -> None:
        """Format the error, unless nobody will read it."""
        if self.outputs.wanted:
            super().showsyntaxerror(*arguments, **more)

    def _format_exception_for_storage(self, *_arguments: Any, **_more: Any) -> dict[str, Any]:
        return {}  # for IPython's history of errors, which nobody will read

    def enable_gui(self, gui: str | None = None) -> None:
        """Nothing: there is no window to show."""

    def ask_exit(self) -> None:
        """`exit` ends its cell at most: a notebook that is graded goes on."""

    def system(self, command: str) -> None:
        """Run `!command`, with its output in the cell."""
        command = self.var_expand(command, depth=1)
        if command.rstrip().endswith("&"):
            raise OSError("Background processes not supported.")
        pipes: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE}
        with subprocess.Popen(command, shell=True, stderr=subprocess.STDOUT, **pipes) as process:
            for line in process.stdout or ():
                sys.stdout.write(line.decode(errors="replace"))
        self.user_ns["_exit_code"] = process.returncode


STREAMS = {"stdout": 1, "stderr": 2}


def redirect_descriptors() -> None:
    """Read nothing, and write to memory: C code and subprocesses do not use `sys.stdout`."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    for name, descriptor in STREAMS.items():
        file = os.memfd_create(name)
        os.dup2(file, descriptor)
        os.close(file)


def written(name: str, most: int) -> str:
    """What was written to the stream's descriptor since the last call."""
    ctypes.CDLL(None).fflush(None)
    descriptor = STREAMS[name]
    try:
        if not os.fstat(descriptor).st_size:
            return ""
        text = os.pread(descriptor, most, 0)
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
    except OSError:  # the student has closed it, or put something else in its place
        return ""
    return text.decode(errors="replace")


def _bundle(data: Any) -> Output:
    """The data by MIME type, as JSON can hold it."""
    return {str(kind): _content(str(kind), entry) for kind, entry in dict(data).items()}


def _content(kind: str, entry: Any) -> Any:
    if isinstance(entry, bytes):
        return base64.b64encode(entry).decode()
    return entry if kind.endswith("json") else str(entry)


def make_shell(outputs: Outputs) -> Shell:
    """The one shell of this process, with `__main__` as the notebook's module."""
    Publisher.outputs = Hook.outputs = Shell.outputs = outputs
    config = Config()
    config.HistoryManager.enabled = False  # it would write a file, and start a thread for it
    config.InteractiveShell.colors = "nocolor"
    shell = Shell.instance(user_module=types.ModuleType("__main__"), config=config)
    sys.stdout, sys.stderr = Stream("stdout", 1, outputs), Stream("stderr", 2, outputs)
    builtins.input = getpass.getpass = no_input
    shell.enable_matplotlib("inline")
    shell.db = {}  # where magics keep what a later session shall have: there is none
    return shell  # type: ignore[no-any-return]


def no_input(*_arguments: Any, **_more: Any) -> str:
    """In place of input() and getpass()."""
    raise RuntimeError(NO_INPUT)


WARM_UP = (
    "import numpy\nnumpy.random.seed(0)",
    "import torch\nprint(torch.softmax(torch.tensor([1.0, 2.0]), 0)[None] @ torch.ones(2))",
    "import matplotlib.pyplot as plt\nplt.subplots(figsize=(1, 1))[1].plot([1, 2]);",
    "def divide():\n    return 1 / 0\ndivide()",
    "%pwd\n1 +",
    "%pwd",
)
MODULE = "Automatically created module for IPython interactive environment"  # as IPython says


def warm_up(shell: Shell) -> None:
    """Do what imports lazily, once: a tensor's text, a figure, a traceback, a magic."""
    for source in WARM_UP:
        shell.run_cell(source, store_history=True)
    shell.reset(new_session=True)
    # It takes away what each module has, and what starts processes asks for: `__spec__` and others
    shell.user_ns.update(vars(types.ModuleType("__main__", MODULE)))
    shell.outputs.take()
