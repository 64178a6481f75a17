"""What a run brought back, read as numbers: any sound container, nothing but numbers."""

import math
from collections.abc import Sequence
from typing import Literal

import torch
from torch import Tensor

from attention_by_hand.sandbox import MISSING, Array, Missing, Opaque, Value

Container = Literal["own", "floats", "tensors", "tensor", "ndarray"]
CONTAINERS: tuple[Container, ...] = ("own", "floats", "tensors", "tensor", "ndarray")


class Unreadable(Exception):
    """Not numbers; the message finishes the sentence "`name` …"."""


def numbers(value: Value | Missing) -> Tensor:
    """The value as a float64 tensor of any shape; Unreadable says what it is instead."""
    if value is MISSING:
        raise Unreadable("does not exist where this step is graded")
    if _holds_dots(value):
        raise Unreadable("still holds the dots")
    try:
        return torch.tensor(_nested(value), dtype=torch.float64)
    except (TypeError, ValueError, OverflowError, RuntimeError):
        raise Unreadable(f"is {_describe(value)}, and numbers are asked for") from None


def vector(value: Value | Missing, length: int) -> Tensor:
    """The value as finite numbers of shape `(length,)`."""
    found = numbers(value)
    if found.ndim > 1 and found.numel() == length:
        shape = tuple(found.shape)
        raise Unreadable(f"has the shape {shape}: {length} numbers in more brackets than asked for")
    if tuple(found.shape) != (length,):
        raise Unreadable(f"has the shape {tuple(found.shape)}, and {length} numbers are asked for")
    if not torch.isfinite(found).all():
        raise Unreadable("holds something that is not a finite number; was it divided by zero?")
    return found


def put_into(kind: Container, found: Tensor, own: Value | Missing) -> Value:
    """The numbers `(n,)` in a container of this kind; "own" is that of the student's own value."""
    if kind == "floats":
        return [float(number) for number in found]
    if kind == "tensors":
        return [array(number.float()) for number in found]
    if kind == "ndarray":
        return array(found, "ndarray")
    like = _container(own)
    return array(found.float()) if kind == "tensor" or like is None else _put_like(like, found)


def _container(value: Value | Missing) -> Value | None:
    """The value when numbers can be put into a container of the same kind, else None."""
    if isinstance(value, Array):
        return value
    if isinstance(value, list | tuple) and value and all(_is_number(entry) for entry in value):
        return value
    return None


def _put_like(like: Value, found: Tensor) -> Value:
    if isinstance(like, Array):
        dtype = getattr(torch, like.dtype)
        return array(found.to(dtype if dtype.is_floating_point else torch.float32), like.kind)
    assert isinstance(like, list | tuple)
    entry = like[0]
    inner = [_put_like(entry, n) if isinstance(entry, Array) else float(n) for n in found]
    return inner if isinstance(like, list) else tuple(inner)


def array(tensor: Tensor, kind: Literal["tensor", "ndarray"] = "tensor") -> Array:
    """A tensor as plain data."""
    dtype = str(tensor.dtype).removeprefix("torch.")
    return Array(kind, dtype, tuple(tensor.shape), tensor.contiguous().numpy().tobytes())


def harmless(text: str, length: int = 120) -> str:
    """Text that came from a student, fit for a message: one line, no HTML, no Markdown."""
    line = " ".join(text.split())
    kept = "".join(mark for mark in line if mark.isprintable() and mark not in "<>&`*_[]()!|\\#~")
    return kept if len(kept) <= length else kept[:length] + "…"


def _nested(value: Value | Missing) -> object:
    if isinstance(value, Array):
        return _tensor_of(value).tolist()
    if isinstance(value, list | tuple):
        return [_nested(entry) for entry in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return value


def _tensor_of(value: Array) -> Tensor:
    dtype = getattr(torch, value.dtype)
    if dtype == torch.bool or dtype.is_complex:
        raise TypeError
    if math.prod(value.shape) == 0:
        return torch.empty(value.shape, dtype=dtype)
    return torch.frombuffer(bytearray(value.data), dtype=dtype).reshape(value.shape)


def _is_number(value: Value) -> bool:
    plain = isinstance(value, int | float) and not isinstance(value, bool)
    return plain or (isinstance(value, Array) and value.shape == ())


def _holds_dots(value: Value | Missing) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_holds_dots, value))
    return isinstance(value, Opaque) and value.type_name.rpartition(".")[2] == "ellipsis"


def _describe(value: Value | Missing) -> str:
    names: Sequence[tuple[type | tuple[type, ...], str]] = (
        (str, "text"),
        (bool, "true or false"),
        (type(None), "`None`"),
        (dict, "a dictionary"),
        ((list, tuple), "a list that does not hold numbers alone, or has rows of unequal length"),
        (Array, "an array without numbers"),
    )
    if isinstance(value, Opaque):
        return f"of type `{harmless(value.type_name)}`"
    return next((name for kind, name in names if isinstance(value, kind)), "something else")
