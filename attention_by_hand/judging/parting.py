"""The statements of a cell: what one calls, and where to cut so that something fits in between."""

import ast
import re
import warnings
from collections.abc import Callable
from functools import lru_cache
from typing import Any

LONGEST = 10_000  # letters of a cell that is looked into
MAGIC = re.compile(r"^[ \t]*[%!].*$", re.M)  # a line for IPython, or for a shell
IMPORTS = (ast.Import, ast.ImportFrom)


def statements(source: str, longest: int = LONGEST) -> list[ast.stmt]:
    """The statements of a cell; none where it is too long, or not Python alone."""
    if len(source) > longest:
        return []
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


@lru_cache(maxsize=64)
def marks(source: str) -> frozenset[str]:
    """By which the statements of a cell are known, those that import something aside."""
    return frozenset(_mark(one) for one in statements(source) if not isinstance(one, IMPORTS))


@lru_cache(maxsize=1024)
def without(source: str, known: frozenset[str]) -> str:
    """The cell without the statements that are known by these marks; then without magics, too."""
    body, leaving = statements(MAGIC.sub("", source), 2 * LONGEST), _Leaving(known)
    try:
        rest = list(map(leaving.visit, body))
        return _text(rest) if leaving.found else source
    except (RecursionError, ValueError):  # too deep, or a number too long to write out
        return source


class _Leaving(ast.NodeTransformer):
    """Leaves out the statements that are known by these marks, wherever they stand."""

    def __init__(self, known: frozenset[str]) -> None:
        self.known, self.found = known, False

    def visit(self, node: ast.AST) -> Any:
        """The node, or nothing to do in place of it."""
        if not isinstance(node, ast.stmt) or _mark(node) not in self.known:
            return self.generic_visit(node)
        self.found = True
        return ast.copy_location(ast.Pass(), node)


def _mark(statement: ast.stmt) -> str:
    """A function under another name is the same function."""
    if not isinstance(statement, ast.FunctionDef):
        return ast.dump(statement)
    return "".join(map(ast.dump, (statement.args, *statement.body)))


@lru_cache(maxsize=1024)
def is_set(source: str, name: str) -> bool:
    """Whether a cell sets the variable; by its look, where it is not Python alone."""
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
    try:
        for one in statements(source):
            rest.append(one)
            if (names := sets(one)) is not None:
                pieces.append((_text(rest), names))
                rest = []
        return [*pieces, (_text(rest), set())] if pieces else [(source, set())]
    except (RecursionError, ValueError):  # too deep, or a number too long to write out
        return [(source, set())]


@lru_cache(maxsize=1024)
def halves(source: str, name: str) -> tuple[str, str] | None:
    """The cell up to the last statement that sets the variable, and what comes after it.

    None where no statement sets it, or where the cell is not Python alone.
    """
    body = statements(source) if name in source else []
    ends = [place for place, one in enumerate(body, start=1) if _sets(one, name)]
    try:
        return (_text(body[: ends[-1]]), _text(body[ends[-1] :])) if ends else None
    except (RecursionError, ValueError):  # too deep, or a number too long to write out
        return None


def _text(body: list[ast.stmt]) -> str:
    return ast.unparse(ast.Module(body, []))


def _sets(statement: ast.stmt, name: str) -> bool:
    """Whether the statement gives the variable a value, or changes the one that it has."""
    return any(_is_set(node, name) for node in ast.walk(statement))


def _is_set(node: ast.AST, name: str) -> bool:
    if isinstance(node, ast.Name):
        return node.id == name and isinstance(node.ctx, ast.Store)
    if isinstance(node, ast.Subscript):
        return _is(node.value, name) and isinstance(node.ctx, ast.Store)
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = node.value.func
        return isinstance(called, ast.Attribute) and _is(called.value, name)
    return False


def _is(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name
