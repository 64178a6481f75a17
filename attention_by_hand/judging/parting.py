"""Cutting a cell in two, so that something can be put in between."""

import ast

LONGEST = 10_000  # letters of a cell that is cut


def halves(source: str, name: str) -> tuple[str, str] | None:
    """The cell up to the last statement that sets the variable, and what comes after it.

    None where no statement sets it, or where the cell is not Python alone.
    """
    if len(source) > LONGEST or name not in source:
        return None
    try:
        body = ast.parse(source).body
        ends = [place for place, one in enumerate(body, start=1) if _sets(one, name)]
        return (_text(body[: ends[-1]]), _text(body[ends[-1] :])) if ends else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
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
