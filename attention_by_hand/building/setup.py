"""What the setup cell defines, as plain data.

Where it holds nothing but numbers and text, it is read and not run: its libraries take seconds to
import, and 200 MB in every process that grades.
"""

import ast
from collections.abc import Mapping
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

import numpy as np

from attention_by_hand.building.misfit import BadMaster
from attention_by_hand.judging.reading import array
from attention_by_hand.lesson import Given
from attention_by_hand.sandbox.values import Value


def defined(source: str, given: Given) -> Mapping[str, Value]:
    """What the cell defines of what is given; BadMaster when it stops with an error."""
    try:
        return _read(ast.parse(source))
    except (SyntaxError, ValueError, TypeError):
        found = _run(source)
    names = (*given.names, *given.constants)
    return {name: _plain(found[name]) for name in names if name in found}


def _read(cell: ast.Module) -> dict[str, Value]:
    """What plain assignments define; ValueError, among others, where there is anything else."""
    found = {}
    for statement in cell.body:
        match statement:
            case ast.Import([ast.alias("torch", None)]) | ast.Import([ast.alias("numpy", "np")]):
                pass
            case ast.Assign([ast.Name(name)], value):
                found[name] = _value(value)
            case _:
                raise ValueError
    return found


def _value(node: ast.expr) -> Value:
    """A literal, or the tensor or numpy array that is made of one."""
    match node:
        case ast.Call(ast.Attribute(ast.Name("torch"), "tensor"), [literal], []):
            numbers = _numbers(literal)
            return array(numbers.astype(np.float32) if numbers.dtype == np.float64 else numbers)
        case ast.Call(ast.Attribute(ast.Name("np"), "array"), [literal], []):
            return array(_numbers(literal), "ndarray")
    value: Value = ast.literal_eval(node)
    return value


def _numbers(node: ast.expr) -> Any:
    numbers = np.array(ast.literal_eval(node))
    if numbers.dtype not in (np.float64, np.int64):
        raise ValueError
    return numbers


def _run(source: str) -> dict[str, Any]:
    """What the cell defines when it is run, which is the teacher's own code."""
    namespace: dict[str, Any] = {}
    try:
        with redirect_stdout(StringIO()):
            exec(compile(source, "setup", "exec"), namespace)
    except Exception as error:
        raise BadMaster(f"the setup cell stops with {type(error).__name__}: {error}") from error
    return namespace


def _plain(value: Any) -> Value:
    """A tensor or an array, or lists of such, as plain data; other values as they are."""
    if isinstance(value, np.ndarray):
        return array(value, "ndarray")
    if isinstance(value, list | tuple):
        return type(value)(map(_plain, value))
    plain: Value = array(value.detach().numpy()) if hasattr(value, "detach") else value
    return plain
