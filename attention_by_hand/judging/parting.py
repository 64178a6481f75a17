"""The statements of a cell: what one calls, and where to cut so that something fits in between."""

import ast
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

LONGEST = 40_000  # letters of a cell that is looked into
LONGEST_FILE = 200_000
MOST_MAGICS = 40  # lines in a cell that IPython would make Python of
LIKE_MAGICS = re.compile(r"(?m)^[ \t]*[%!?/,;].*$|^.*\?[ \t]*$|^[^#\n=]*=[ \t]*[%!]")
MAGIC_OF_CELL = re.compile(r"(?:\s*%%.*\n)*")  # above the cell's own text
AS_IT_IS = re.compile(r"(?:\s*%%(?:time|capture|prun)\b.*\n)*")  # those that run just that text
IMPORTS = (ast.Import, ast.ImportFrom)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
DEFINITIONS = (*FUNCTIONS, ast.ClassDef)
WITH_STATEMENTS = (ast.stmt, ast.ExceptHandler, ast.match_case)


class _Python(NamedTuple):
    """A cell as Python reads it, and its statements; none where it is not Python."""

    text: str
    body: Sequence[ast.stmt]

    def part(self, body: Sequence[ast.stmt]) -> str:
        """The text of these statements, which follow each other."""
        if not body:
            return ""
        return self.text.encode()[self.start(body[0]) : self.end(body[-1])].decode()

    def start(self, node: ast.AST) -> int:
        """Where it begins, with what decorates it; in bytes."""
        above: list[ast.expr] = getattr(node, "decorator_list", [])
        line = above[0].lineno if above else node.lineno  # type: ignore[attr-defined]
        return self._lines[line - 1] + node.col_offset  # type: ignore[attr-defined,no-any-return]

    def end(self, node: ast.AST) -> int:
        """Where it ends."""
        return self._lines[node.end_lineno - 1] + node.end_col_offset  # type: ignore[attr-defined,no-any-return]

    @property
    def _lines(self) -> Sequence[int]:
        return _line_starts(self.text)


@lru_cache(maxsize=16)
def _line_starts(text: str) -> Sequence[int]:
    starts = [0]
    for line in text.encode().split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)
    return starts


@lru_cache(maxsize=64)
def _read(source: str, longest: int = LONGEST, magics: bool = True) -> _Python:
    """The text may have magics, `!commands` and questions in it: IPython makes Python of them.

    It reads all of the text again for each, so that a text with very many is not looked into.
    """
    text = re.sub(r"\r\n?", "\n", source)
    if len(text) > longest:
        return _Python(text, [])
    makers = (str, _without_magics) if magics and not _has_many_magics(text) else (str,)
    for make in makers:
        try:
            python = make(text)
            with warnings.catch_warnings(action="ignore"):
                return _Python(python, ast.parse(python).body)
        except (SyntaxError, ValueError, RecursionError, MemoryError, RuntimeError):
            continue  # RuntimeError: IPython finds no end
    return _Python(text, [])


def _has_many_magics(text: str) -> bool:
    return len(LIKE_MAGICS.findall(text)) > MOST_MAGICS


def _without_magics(text: str) -> str:
    from IPython.core.inputtransformer2 import TransformerManager

    return str(TransformerManager().transform_cell(text))


def _plain(source: str) -> _Python:
    return _read(source[_length(AS_IT_IS, source) :])


def _length(above: re.Pattern[str], source: str) -> int:
    found = above.match(source)
    return found.end() if found else 0


def statements(source: str) -> Sequence[ast.stmt]:
    """The statements of a cell; none where it is too long, or not Python."""
    return _plain(source).body


@lru_cache(maxsize=64)
def marks(source: str) -> frozenset[int]:
    """By which the statements of a cell are known, those that import something aside."""
    body = _read(source).body
    known = _marks(body)
    return frozenset(known[id(one)] for one in body if not isinstance(one, IMPORTS))


@lru_cache(maxsize=8)
def marks_inside(source: str) -> frozenset[int]:
    """By which the functions and classes of a file are known, those in others as well."""
    body = _read(source, LONGEST_FILE, magics=False).body
    known = _marks(body)
    inside = ast.walk(ast.Module([*body], []))
    return frozenset(known[id(one)] for one in inside if isinstance(one, DEFINITIONS))


@lru_cache(maxsize=1024)
def without(source: str, known: frozenset[int], longest: int = LONGEST, magics: bool = True) -> str:
    """The text without the statements that are known by these marks, wherever they stand.

    Nothing of a cell that is not Python, and has too many magics to be looked into.
    """
    above = source[: _length(MAGIC_OF_CELL, source)]
    python = _read(source[len(above) :], longest, magics)
    if magics and not python.body and _has_many_magics(python.text):
        return ""
    rest = python.text.encode()
    places = [(python.start(one), python.end(one)) for one in _known(python.body, known)]
    for start, end in sorted(places, reverse=True):
        rest = rest[:start] + b"pass" + rest[end:]
    return above + rest.decode() if places else source


def _known(body: Sequence[ast.stmt], known: frozenset[int]) -> Iterator[ast.AST]:
    found, left = _marks(body), list[ast.AST](body)
    while left:
        node = left.pop()
        if found[id(node)] in known:
            yield node
        else:
            inner = ast.iter_child_nodes(node)
            left += (one for one in inner if isinstance(one, WITH_STATEMENTS))


def _marks(body: Sequence[ast.stmt]) -> dict[int, int]:
    """For each node what tells it from others; a function under another name is the same.

    Every node is looked at once, after those in it.
    """
    found: dict[int, int] = {}
    for node in reversed([*ast.walk(ast.Module([*body], []))]):
        fields = ("args", "body") if isinstance(node, FUNCTIONS) else node._fields
        inside = tuple(_mark(getattr(node, name, None), found) for name in fields)
        kind = "function" if isinstance(node, FUNCTIONS) else type(node).__name__
        found[id(node)] = hash((kind, inside))
    return found


def _mark(content: object, found: dict[int, int]) -> int:
    if isinstance(content, ast.AST):
        return found[id(content)]
    if isinstance(content, list):
        return hash(tuple(_mark(one, found) for one in content))
    return hash((type(content).__name__, content))


@lru_cache(maxsize=1024)
def is_set(source: str, *names: str) -> bool:
    """Whether a cell sets one of the variables; by its look, where it is not Python alone."""
    return any(_is_set_in(source, name) for name in names)


def _is_set_in(source: str, name: str) -> bool:
    if name not in source:
        return False
    if body := statements(source):
        return any(_sets(one, name) for one in body)
    return bool(re.search(rf"(?m)^[^#\n]*\b{name}\b[^=\n]*=(?!=)", source))


def put_into_call(source: str, name: str, function: str) -> list[object] | None:
    """What was put into the function, where the variable holds what it gives back.

    The numbers of its first argument, if they are written there, else nothing. None where the
    last statement that sets the variable calls no such function.
    """
    setting = [one for one in statements(source) if _sets(one, name)]
    nodes = ast.walk(setting[-1]) if setting else ()
    calls = [node for node in nodes if isinstance(node, ast.Call) and _is(node.func, function)]
    if not calls:
        return None
    first = calls[0].args[:1]
    written = [node for one in first for node in ast.walk(one) if isinstance(node, ast.List)]
    try:
        return list(ast.literal_eval(written[0])) if written else []
    except (ValueError, TypeError):
        return []


def made_of(source: str, name: str) -> tuple[str, ...]:
    """The names of which the last statement that sets the variable makes a list, if it does."""
    setting = [one for one in statements(source) if _sets(one, name)]
    if not setting or not isinstance(setting[-1], ast.Assign):
        return ()
    value = setting[-1].value
    if isinstance(value, ast.Call) and value.args:
        value = value.args[0]
    entries = value.elts if isinstance(value, ast.List | ast.Tuple) else []
    names = tuple(entry.id for entry in entries if isinstance(entry, ast.Name))
    return names if len(names) == len(entries) else ()


def cut(source: str, sets: Callable[[ast.stmt], set[str] | None]) -> list[tuple[str, set[str]]]:
    """The cell in pieces, each with what its last statement sets: there it may be cut.

    `sets` says so for a statement, None where no piece ends. The last piece is what is left.
    """
    pieces: list[tuple[str, set[str]]] = []
    rest: list[ast.stmt] = []
    python = _plain(source)
    for one in python.body:
        rest.append(one)
        if (names := sets(one)) is not None:
            pieces.append((python.part(rest), names))
            rest = []
    return [*pieces, (python.part(rest), set())] if pieces else [(source, set())]


@lru_cache(maxsize=1024)
def set_anew(
    source: str, names: frozenset[str], unread: frozenset[str]
) -> dict[tuple[int, int], set[str]]:
    """Which of the names a statement sets for the last time, by where it begins in the text.

    Not where it reads one of the `unread` for this that was not set anew in the cell before: then
    what that holds is in it.
    """
    python = _plain(source) if any(name in source for name in names) else _Python("", [])
    last: dict[str, tuple[int, int]] = {}
    for one in python.body:
        read = unread.intersection(node.id for node in _loaded(one)).difference(last)
        for name in names:
            if _sets(one, name):
                last.pop(name, None)
                last |= {} if read else {name: place_of(one)}
    return {place: {name for name in last if last[name] == place} for place in last.values()}


@lru_cache(maxsize=1024)
def last_set(source: str, names: frozenset[str]) -> dict[tuple[int, int], set[str]]:
    """Where the statement begins that sets a name for the last time, and all that it sets.

    Not what a function sets: nobody knows where it is called.
    """
    is_there = any(name in source for name in names)
    body = statements(source) if is_there else ()
    found: dict[tuple[int, int], set[str]] = {}
    for name in names:
        setting = [one for one in body if _sets(one, name)]
        if setting and not any(isinstance(one, DEFINITIONS) for one in setting):
            found.setdefault(place_of(setting[-1]), set()).add(name)
    return found


def place_of(statement: ast.stmt) -> tuple[int, int]:
    """Where it begins, other than all others of its cell: line and column."""
    return statement.lineno, statement.col_offset


def _loaded(statement: ast.stmt) -> Iterator[ast.Name]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node


def _sets(statement: ast.stmt, name: str) -> bool:
    """Whether the statement gives the variable a value, or changes the one that it has.

    A function does, too, when it is called, if the variable is none of its own.
    """
    is_set = any(_is_set(node, name) for node in ast.walk(statement))
    return is_set and not (isinstance(statement, DEFINITIONS) and _is_its_own(statement, name))


def _is_its_own(definition: ast.stmt, name: str) -> bool:
    nodes = [*ast.walk(definition)]
    is_global = any(isinstance(node, ast.Global) and name in node.names for node in nodes)
    return not is_global and any(
        node.arg == name if isinstance(node, ast.arg) else _is_stored(node, name) for node in nodes
    )


def _is_stored(node: ast.AST, name: str) -> bool:
    return _is(node, name) and isinstance(node.ctx, ast.Store)  # type: ignore[attr-defined]


def _is_set(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Name):
        return _is_stored(node, name)
    if isinstance(node, ast.Subscript):
        return _is(node.value, name) and isinstance(node.ctx, ast.Store)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        return isinstance(called, ast.Attribute) and _is(called.value, name)
    return False


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
