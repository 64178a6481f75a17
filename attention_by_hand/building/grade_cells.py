"""The hidden line of a grade cell: `grade("mean", notebook=6)`, read and not run.

The values written out are the right ones for the numbers of the notebook, one after the other
when the step has several. They prove the reference, and the reference proves them.
"""

import ast
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from attention_by_hand.config import ASKED
from attention_by_hand.judging.mistakes import missed
from attention_by_hand.judging.wording import listed
from attention_by_hand.lesson import Case, Designed, Part, Step
from attention_by_hand.numbers import Numbers

BEGIN, END = "### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS"
STOP = f"""def grade(*_, **__):  # in nbgrader's own kernel: say so, and leave no mark
    import os
    said = "NOT GRADED: student code runs in a sandbox only. Please {ASKED}"
    if os.environ.get("NBGRADER_EXECUTION") == "autograde":
        os.write(2, f"\\n{{said}}\\n".encode())
        os._exit(1)
    raise RuntimeError(said)
"""
CLOSE = 5e-4  # how far a written-out number may be from the right one, relative to it

_OPERATORS: Mapping[type, Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: operator.pow,
    ast.USub: operator.neg,
}


def grade_cell(step: Step, call: str) -> str:
    """The text of the step's grade cell; in the release only its first line is left."""
    *names, last = [f"`{part.variable}`" for part in step.parts]
    said = f"{', '.join(names)} and {last}" if names else last
    points = f"{step.points:g} point{'' if step.points == 1 else 's'}"
    return f"# Graded: {said} ({points}).\n{BEGIN}\n{STOP}\n{call}\n{END}"


def problems(step: Step, source: str, case: Case) -> Iterator[str]:
    """What does not fit in the step's grade cell, in sentences about it."""
    try:
        values = [np.array(one, dtype=np.float64) for one in _written_out(step, source)]
    except (ValueError, TypeError, ArithmeticError) as error:
        yield str(error)
        return
    for part, value in zip(step.parts, values, strict=True):
        if problem := _disagreement(part, value, case):
            yield f"it writes out `{part.variable}` as {problem}"


def _written_out(step: Step, source: str) -> tuple[Any, ...]:
    """The values in the call; ValueError when it is not the call that it should be."""
    wanted = f'one call such as grade("{step.name}", handout=…)'
    try:
        statements = [one for one in ast.parse(source).body if not isinstance(one, ast.FunctionDef)]
    except SyntaxError:
        raise ValueError(f"it should hold {wanted}, and it is not Python") from None
    match statements:
        case [ast.Expr(ast.Call(ast.Name("grade"), [ast.Constant(name), *more], keywords))]:
            values = [*more, *(keyword.value for keyword in keywords)]
        case _:
            raise ValueError(f"it should hold {wanted}, and nothing else")
    if name != step.name or len(values) != 1:
        raise ValueError(f"it should hold {wanted}, with this name and one value")
    value = _number(values[0])
    found = value if isinstance(value, tuple) else (value,)
    if len(found) != len(step.parts):
        raise ValueError(f"it writes out {len(found)} values, and the step has {len(step.parts)}")
    return found


def _number(node: ast.expr) -> Any:
    """The numbers that an expression stands for; ValueError for anything but arithmetic."""
    match node:
        case ast.Constant(int() | float() as number):
            return number
        case ast.List(entries):
            return [_number(entry) for entry in entries]
        case ast.Tuple(entries):
            return tuple(_number(entry) for entry in entries)
        case ast.UnaryOp(sign, operand) if type(sign) in _OPERATORS:
            return _OPERATORS[type(sign)](_number(operand))
        case ast.BinOp(left, sign, right) if type(sign) in _OPERATORS:
            return _OPERATORS[type(sign)](_number(left), _number(right))
    raise ValueError(f"it writes out {ast.unparse(node)}, which is not a number")


def _disagreement(part: Part, written: Numbers, case: Case) -> str | None:
    if isinstance(part, Designed):
        distance = missed(part, written, case)
        return f"{listed(written)}, but with that {distance}" if distance else None
    right = case.known[part.variable]
    same = written.shape == right.shape and bool((abs(written - right) <= CLOSE * abs(right)).all())
    shown = listed(written, 6), listed(right, 6)
    return None if same else f"{shown[0]}, but the numbers of the notebook give {shown[1]}"
