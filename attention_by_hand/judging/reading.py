"""What a run brought back, read as numbers: any sound container, nothing but numbers."""

import math
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import torch
from torch import Tensor

from attention_by_hand.sandbox.values import MISSING, Array, Missing, Opaque, Value

Container = Literal["own", "wrapped", "floats", "tensors", "tensor", "ndarray"]
CONTAINERS: tuple[Container, ...] = ("own", "wrapped", "floats", "tensors", "tensor", "ndarray")
Why = Literal["missing", "dots", "type", "brackets", "shape", "infinite"]
Shape = tuple[int, ...]


@dataclass
class Unreadable(Exception):
    """Not the numbers that are asked for: why, the value itself, and its shape if it has one."""

    why: Why
    value: Value | Missing
    shape: Shape = ()


@dataclass(frozen=True)
class Reading:
    """A value as it was read at one place. Its numbers are worked out once, when asked for."""

    value: Value | Missing

    @property
    def numbers(self) -> Tensor:
        """The value as a float64 tensor of any shape; Unreadable when it does not hold numbers."""
        if isinstance(self._numbers, Unreadable):
            raise self._numbers
        return self._numbers

    @cached_property
    def _numbers(self) -> Tensor | Unreadable:
        try:
            return numbers(self.value)
        except Unreadable as problem:
            return problem


ABSENT = Reading(MISSING)


def numbers(value: Value | Missing) -> Tensor:
    """The value as a float64 tensor of any shape; Unreadable when it does not hold numbers."""
    if value is MISSING:
        raise Unreadable("missing", value)
    if _holds_dots(value):
        raise Unreadable("dots", value)
    try:
        if isinstance(value, Array):
            return _tensor_of(value).to(torch.float64)
        return torch.tensor(_nested(value), dtype=torch.float64)
    except (TypeError, ValueError, OverflowError, RuntimeError):
        raise Unreadable("type", value) from None


def without_brackets(found: Tensor, shape: Shape) -> Tensor:
    """The numbers; where one number is asked for, a list of one number counts as one."""
    return found.reshape(()) if shape == () and found.numel() == 1 else found


def shaped(reading: Reading, shape: Shape) -> Tensor:
    """The value as finite numbers of this shape; Unreadable when it is something else."""
    found = without_brackets(reading.numbers, shape)
    if tuple(found.shape) != shape:
        why: Why = "brackets" if _is_wrapped(found, shape) else "shape"
        raise Unreadable(why, reading.value, tuple(found.shape))
    if not torch.isfinite(found).all():
        raise Unreadable("infinite", reading.value, shape)
    return found


def holds_numbers(reading: Reading) -> bool:
    """Whether it holds numbers, and at least one."""
    try:
        return bool(reading.numbers.numel())
    except Unreadable:
        return False


def same(one: Reading, other: Reading) -> bool:
    """Whether both hold the same numbers, in whatever containers, or are the same thing."""
    if one is other:
        return True
    try:
        return alike(one.numbers, other.numbers)
    except Unreadable:
        return one.value == other.value


def same_in_any_shape(one: Reading, other: Reading) -> bool:
    """The same, where a table may have been turned round, or got an axis more."""
    try:
        here, there = one.numbers, other.numbers
    except Unreadable:
        return _listed(one.value) == _listed(other.value)
    turned = there.T if there.ndim == 2 else there
    return any(alike(here.flatten(), numbers.flatten()) for numbers in (there, turned))


def _listed(value: Value | Missing) -> Value | Missing:
    return list(value) if isinstance(value, tuple) else value


def alike(one: Tensor, other: Tensor) -> bool:
    """Whether these are the same numbers, as far as their digits tell."""
    return one.shape == other.shape and torch.allclose(
        one, other, rtol=1e-6, atol=1e-9, equal_nan=True
    )


def begun(reading: Reading, shape: Shape) -> dict[int, Tensor]:
    """The numbers of a list in which dots are left, by their place; none of another shape."""
    value = reading.value
    if not isinstance(value, list | tuple) or (len(value),) != shape or not _holds_dots(value):
        return {}
    entries = {place: Reading(one) for place, one in enumerate(value) if not _holds_dots(one)}
    if not all(holds_numbers(one) and not one.numbers.ndim for one in entries.values()):
        return {}
    return {place: one.numbers for place, one in entries.items()}


TEXT = re.compile(r"\s*[-+]?\d{1,9}(?:\.\d{1,9})?(?:\s*/\s*\d{1,9}(?:\.\d{1,9})?)?\s*")


def forgiven(reading: Reading, shape: Shape) -> Tensor | None:
    """The numbers of this shape where they are text, or in more brackets than asked for."""
    try:
        found = Reading(_from_text(reading.value)).numbers
    except Unreadable:
        return None
    if tuple(found.shape) != shape and not _is_wrapped(found, shape):
        return None
    return found.reshape(shape) if found.isfinite().all() else None


def _from_text(value: Value | Missing) -> Value | Missing:
    """ "2" and "1/12" as numbers, also in lists."""
    if isinstance(value, list | tuple):
        return [_from_text(entry) for entry in value]
    if not isinstance(value, str) or not TEXT.fullmatch(value):
        return value
    above, _, below = value.partition("/")
    return float(above) / float(below or 1) if float(below or 1) else value


def _is_wrapped(found: Tensor, shape: Shape) -> bool:
    return found.ndim > len(shape) and found.numel() == math.prod(shape)


def put_into(kind: Container, found: Tensor, own: Value | Missing) -> Value:
    """The numbers, of shape `(n,)` or `()`, in a container of this kind.

    "own" is that of the student's own value, where that is known; "wrapped" keeps its shape, too.
    """
    if kind == "floats":
        return found.tolist()
    if kind == "tensors":
        parts = [array(number.float()) for number in found.reshape(-1)]
        return parts if found.ndim else parts[0]
    if kind == "ndarray":
        return array(found, "ndarray")
    like = _container(own)
    if kind == "wrapped" and isinstance(own, Array) and math.prod(own.shape) == found.numel():
        found = found.reshape(own.shape)
    return array(found.float()) if kind == "tensor" or like is None else put_like(like, found)


def _container(value: Value | Missing) -> Value | None:
    """The value when numbers can be put into a container of the same kind, else None."""
    if value is MISSING:
        return None
    if isinstance(value, Array) or _is_number(value):
        return value
    if isinstance(value, list | tuple) and value and all(_is_number(entry) for entry in value):
        return value
    return None


def put_like(like: Value, found: Tensor) -> Value:
    """The numbers in the kind of container, and of number, that `like` is."""
    if isinstance(like, Array):
        dtype = getattr(torch, like.dtype)
        is_plain = dtype.is_floating_point and dtype != torch.bfloat16  # which numpy does not know
        return array(found.to(dtype if is_plain else torch.float32), like.kind)
    if isinstance(like, list | tuple) and found.ndim:
        entries = [put_like(like[0], entry) for entry in found]
        return entries if isinstance(like, list) else tuple(entries)
    return found.tolist()


def array(tensor: Tensor, kind: Literal["tensor", "ndarray"] = "tensor") -> Array:
    """A tensor as plain data."""
    dtype = str(tensor.dtype).removeprefix("torch.")
    return Array(kind, dtype, tuple(tensor.shape), tensor.contiguous().numpy().tobytes())


def plain(value: object) -> Value:
    """A tensor or an array, or lists of such, as plain data; other values as they are."""
    if isinstance(value, Tensor):
        return array(value.detach())
    if isinstance(value, np.ndarray):
        return array(torch.as_tensor(value), "ndarray")
    if isinstance(value, list | tuple):
        return type(value)(plain(entry) for entry in value)
    return value  # type: ignore[return-value]


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


def _is_number(value: Value | Missing) -> bool:
    is_plain = isinstance(value, int | float) and not isinstance(value, bool)
    return is_plain or (isinstance(value, Array) and value.shape == ())


def _holds_dots(value: Value | Missing) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_holds_dots, value))
    return isinstance(value, Opaque) and value.type_name.rpartition(".")[2] == "ellipsis"
