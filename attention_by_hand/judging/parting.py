"""The statements of a cell, and cutting it in two, so that something can be put in between."""

import ast
import warnings
from functools import lru_cache

LONGEST = 10_000  # letters of a cell that is looked into


def statements(source: str) -> list[ast.stmt]:
    """The statements of a cell; none where it is too long, or not Python alone."""
    if len(source) > LONGEST:
        return []
    try:
        with warnings.catch_warnings(action="ignore"):
            return ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


@lru_cache(maxsize=1024)
def halves(source: str, name: str) -> tuple[str, str] | None:
    """The cell up to the last statement that sets the variable, and what comes after it.

    None where no statement sets it, or where the cell is not Python alone.
    """
    body = statements(source) if name in source else []
    ends = [place for place, one in enumerate(body, start=1) if _sets(one, name)]
    try:
        return (_text(body[: ends[-1]]), _text(body[ends[-1] :])) if ends else None
    except RecursionError:
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
