"""The plain data that goes into a run and comes out of it, and its form as JSON.

`from_json` reads what a student's process wrote: it checks everything, and it builds nothing
but the types below.
"""

import base64
import binascii
import enum
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

ITEM_BYTES: Mapping[str, int] = {
    "bool": 1,
    "uint8": 1,
    "int8": 1,
    "int16": 2,
    "int32": 4,
    "int64": 8,
    "float16": 2,
    "bfloat16": 2,
    "float32": 4,
    "float64": 8,
}
SPECIAL: Mapping[str, float] = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
DEPTH = 8


class Missing(enum.Enum):
    """A name that is not defined."""

    MISSING = "missing"


MISSING = Missing.MISSING


@dataclass(frozen=True)
class Array:
    """A dense tensor or numpy array: its numbers in C order, little endian."""

    kind: Literal["tensor", "ndarray"]
    dtype: str
    shape: tuple[int, ...]
    data: bytes


@dataclass(frozen=True)
class Opaque:
    """A value of some other type, of which nothing but the type's name is left."""

    type_name: str


Value = (
    bool | int | float | str | list[Any] | tuple[Any, ...] | dict[str, Any] | Array | Opaque | None
)


class ProtocolError(ValueError):
    """What came from a student's process is not what was asked for."""


def to_json(value: Value) -> Any:
    """The value in the form that the student's process reads."""
    if isinstance(value, Array):
        data = base64.b64encode(value.data).decode()
        return {"array": [value.kind, value.dtype, list(value.shape), data]}
    if isinstance(value, list | tuple):
        return {type(value).__name__: [to_json(entry) for entry in value]}
    if isinstance(value, float) and not math.isfinite(value):
        return {"float": str(value)}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    raise TypeError(f"a value of type {type(value).__name__} cannot be given to a run")


def from_json(data: Any, depth: int = DEPTH) -> Value | Missing:
    """The value that a student's process wrote; ProtocolError for anything unknown."""
    if data is None or isinstance(data, bool | int | str):
        return data
    if isinstance(data, float) and math.isfinite(data):
        return data
    if not isinstance(data, dict) or len(data) != 1 or depth < 0:
        raise ProtocolError("a value in an unknown form")
    [(tag, content)] = data.items()
    if tag not in _READERS:
        raise ProtocolError("a value with an unknown tag")
    return _READERS[tag](content, depth)


def _entries(content: Any, depth: int) -> list[Any]:
    if not isinstance(content, list):
        raise ProtocolError("a list that is none")
    entries = [from_json(entry, depth - 1) for entry in content]
    if MISSING in [entry for entry in entries if isinstance(entry, Missing)]:
        raise ProtocolError("a missing entry")
    return entries


def _dict(content: Any, depth: int) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise ProtocolError("a dictionary that is none")
    return dict(zip(content, _entries(list(content.values()), depth), strict=True))


def _array(content: Any, _depth: int) -> Array:
    match content:
        case ["tensor" | "ndarray" as kind, str(dtype), list(shape), str(text)] if (
            dtype in ITEM_BYTES
            and len(shape) <= 64
            and all(type(size) is int and 0 <= size < 1 << 40 for size in shape)
        ):
            data = _bytes(text)
            if len(data) == math.prod(shape) * ITEM_BYTES[dtype]:
                return Array(kind, dtype, tuple(shape), data)
    raise ProtocolError("an array whose parts do not fit together")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ProtocolError("bytes that are none") from None


def _float(content: Any, _depth: int) -> float:
    if not isinstance(content, str) or content not in SPECIAL:
        raise ProtocolError("an unknown number")
    return SPECIAL[content]


def _opaque(content: Any, _depth: int) -> Opaque:
    if not isinstance(content, str):
        raise ProtocolError("a type without a name")
    return Opaque("".join(filter(str.isprintable, content))[:80])


def _missing(_content: Any, _depth: int) -> Missing:
    return MISSING


_READERS: Mapping[str, Callable[[Any, int], Value | Missing]] = {
    "list": _entries,
    "tuple": lambda content, depth: tuple(_entries(content, depth)),
    "dict": _dict,
    "array": _array,
    "float": _float,
    "type": _opaque,
    "missing": _missing,
}
