"""What a run brought back, read as numbers: any sound container, nothing but numbers."""

import math
import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from attention_by_hand.numbers import Numbers
from attention_by_hand.sandbox.values import MISSING, Array, Missing, Opaque, Value

Container = Literal["own", "wrapped", "floats", "tensors", "tensor", "ndarray"]
FLOATS = ("float16", "float32", "float64")
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
    def numbers(self) -> Numbers:
        """The value as float64 numbers of any shape; Unreadable when it does not hold numbers."""
        if isinstance(self._numbers, Unreadable):
            raise self._numbers
        return self._numbers

    @cached_property
    def _numbers(self) -> Numbers | Unreadable:
        try:
            return numbers(self.value)
        except Unreadable as problem:
            return problem


ABSENT = Reading(MISSING)


def numbers(value: Value | Missing) -> Numbers:
    """The value as float64 numbers of any shape; Unreadable when it does not hold numbers."""
    if value is MISSING:
        raise Unreadable("missing", value)
    if _holds_dots(value):
        raise Unreadable("dots", value)
    try:
        if isinstance(value, Array):
            return np.asarray(_array_of(value), dtype=np.float64)
        return np.array(_nested(value), dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise Unreadable("type", value) from None


def without_brackets(found: Numbers, shape: Shape) -> Numbers:
    """The numbers; where one number is asked for, a list of one number counts as one."""
    return found.reshape(()) if shape == () and found.size == 1 else found


def shaped(reading: Reading, shape: Shape) -> Numbers:
    """The value as finite numbers of this shape; Unreadable when it is something else."""
    found = without_brackets(reading.numbers, shape)
    if tuple(found.shape) != shape:
        why: Why = "brackets" if _is_wrapped(found, shape) else "shape"
        raise Unreadable(why, reading.value, tuple(found.shape))
    if not np.isfinite(found).all():
        raise Unreadable("infinite", reading.value, shape)
    return found


def holds_numbers(reading: Reading) -> bool:
    """Whether it holds numbers, and at least one."""
    try:
        return bool(reading.numbers.size)
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


def alike(one: Numbers, other: Numbers) -> bool:
    """Whether these are the same numbers, as far as their digits tell."""
    return one.shape == other.shape and np.allclose(
        one, other, rtol=1e-6, atol=1e-9, equal_nan=True
    )


def begun(reading: Reading, shape: Shape) -> dict[int, Numbers]:
    """The numbers of a list in which dots are left, by their place; none of another shape."""
    value = reading.value
    if not isinstance(value, list | tuple) or (len(value),) != shape or not _holds_dots(value):
        return {}
    entries = {place: Reading(one) for place, one in enumerate(value) if not _holds_dots(one)}
    if not all(holds_numbers(one) and not one.numbers.ndim for one in entries.values()):
        return {}
    return {place: one.numbers for place, one in entries.items()}


TEXT = re.compile(r"\s*[-+]?\d{1,9}(?:\.\d{1,9})?(?:\s*/\s*\d{1,9}(?:\.\d{1,9})?)?\s*")


def forgiven(reading: Reading, shape: Shape) -> Numbers | None:
    """The numbers of this shape where they are text, or in more brackets than asked for."""
    try:
        found = Reading(_from_text(reading.value)).numbers
    except Unreadable:
        return None
    if tuple(found.shape) != shape and not _is_wrapped(found, shape):
        return None
    return found.reshape(shape) if np.isfinite(found).all() else None


def _from_text(value: Value | Missing) -> Value | Missing:
    """ "2" and "1/12" as numbers, also in lists."""
    if isinstance(value, list | tuple):
        return [_from_text(entry) for entry in value]
    if not isinstance(value, str) or not TEXT.fullmatch(value):
        return value
    above, _, below = value.partition("/")
    return float(above) / float(below or 1) if float(below or 1) else value


def _is_wrapped(found: Numbers, shape: Shape) -> bool:
    return found.ndim > len(shape) and found.size == math.prod(shape)


def put_into(kind: Container, found: Numbers, own: Value | Missing) -> Value:
    """The numbers, of shape `(n,)` or `()`, in a container of this kind.

    "own" is that of the student's own value, where that is known; "wrapped" keeps its shape, too.
    """
    if kind == "floats":
        return put_like(0.0, found)
    if kind == "tensors":
        parts = [array(number.astype(np.float32)) for number in found.reshape(-1)]
        return parts if found.ndim else parts[0]
    if kind == "ndarray":
        return array(found, "ndarray")
    like = _container(own)
    if kind == "wrapped" and isinstance(own, Array) and math.prod(own.shape) == found.size:
        found = found.reshape(own.shape)
    if kind == "tensor" or like is None:
        return array(found.astype(np.float32))
    return put_like(like, found)


def _container(value: Value | Missing) -> Value | None:
    """The value when numbers can be put into a container of the same kind, else None."""
    if value is MISSING:
        return None
    if isinstance(value, Array) or _is_number(value):
        return value
    if isinstance(value, list | tuple) and value and all(_is_number(entry) for entry in value):
        return value
    return None


def put_like(like: Value, found: Numbers) -> Value:
    """The numbers in the kind of container, and of number, that `like` is."""
    if isinstance(like, Array):
        return array(found.astype(like.dtype if like.dtype in FLOATS else "float32"), like.kind)
    if isinstance(like, list | tuple) and found.ndim:
        entries = [put_like(like[0], entry) for entry in found]
        return entries if isinstance(like, list) else tuple(entries)
    numbers: Value = found.tolist()
    return numbers


def array(found: Any, kind: Literal["tensor", "ndarray"] = "tensor") -> Array:
    """Numbers, in an array or a single one of numpy's, as plain data of this kind."""
    return Array(kind, found.dtype.name, found.shape, found.tobytes())


def _nested(value: Value | Missing) -> object:
    if isinstance(value, Array):
        return _array_of(value).tolist()
    if isinstance(value, list | tuple):
        return [_nested(entry) for entry in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError
    return value


def _array_of(value: Array) -> npt.NDArray[Any]:
    if value.dtype == "bool" or value.dtype.startswith("complex"):
        raise TypeError
    if value.dtype == "bfloat16":  # which numpy does not know: the upper halves of float32
        halves = np.ndarray(value.shape, "<u2", value.data)
        return np.asarray(halves.astype("<u4") << 16).view("<f4")
    return np.ndarray(value.shape, np.dtype(value.dtype).newbyteorder("<"), value.data)


def _is_number(value: Value | Missing) -> bool:
    is_plain = isinstance(value, int | float) and not isinstance(value, bool)
    return is_plain or (isinstance(value, Array) and value.shape == ())


def _holds_dots(value: Value | Missing) -> bool:
    if isinstance(value, list | tuple):
        return any(map(_holds_dots, value))
    return isinstance(value, Opaque) and value.type_name.rpartition(".")[2] == "ellipsis"
