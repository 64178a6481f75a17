"""The plain data that goes into a run and comes out of it, and its form as JSON.

A number, text, bool or None stands for itself; all else is an object with one key, its tag.
`from_json` reads what a student's process wrote: it checks everything, and builds nothing but
the types below.
"""

import base64
import binascii
import enum
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

ITEM_BYTES: Mapping[str, int] = {
    **dict.fromkeys(("bool", "uint8", "int8"), 1),
    **dict.fromkeys(("uint16", "int16", "float16", "bfloat16"), 2),
    **dict.fromkeys(("uint32", "int32", "float32"), 4),
    **dict.fromkeys(("uint64", "int64", "float64", "complex64"), 8),
    "complex128": 16,
}
SPECIAL: Mapping[str, float] = {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}
DIMENSIONS = 64
LONGEST_EMPTY = 100  # rows and columns, multiplied, of an array that holds no number
NAME_LENGTH = 80


class ProtocolError(ValueError):
    """What came from a student's process is not what was asked for."""


class Missing(enum.Enum):
    """The type of `MISSING`, which stands for a name that is not defined."""

    MISSING = "missing"


MISSING = Missing.MISSING


@dataclass(frozen=True)
class Array:
    """A dense tensor or numpy array.

    dtype: as torch and numpy call it, "float32", "int64", "bool" …
    data: the numbers in C order, little endian.
    """

    kind: Literal["tensor", "ndarray"]
    dtype: str
    shape: tuple[int, ...]
    data: bytes


@dataclass(frozen=True)
class Opaque:
    """A value of some other type, of which nothing but the type's name is left."""

    type_name: str


Value: TypeAlias = (
    bool | int | float | str | list[Any] | tuple[Any, ...] | dict[str, Any] | Array | Opaque | None
)


def to_json(value: Value) -> Any:
    """The value in the form that the student's process reads; TypeError for an Opaque."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else {"float": str(float(value))}
    if isinstance(value, list | tuple):
        tag = "list" if isinstance(value, list) else "tuple"
        return {tag: [to_json(entry) for entry in value]}
    if isinstance(value, dict):
        return {"dict": {name: to_json(entry) for name, entry in value.items()}}
    if isinstance(value, Array):
        text = base64.b64encode(value.data).decode()
        return {"array": [value.kind, value.dtype, list(value.shape), text]}
    raise TypeError(f"a value of type {type(value).__name__} cannot be given to a run")


def from_json(data: Any, depth: int, entries: int) -> Value | Missing:
    """The value that a student's process wrote, or MISSING; ProtocolError for anything else.

    Also where its containers are more than `depth` deep or hold more than `entries` in all.
    """
    return MISSING if data == {"missing": True} else _Reader(entries).value(data, depth)


def plain_text(data: Any) -> str:
    """The text, with what cannot be written as UTF-8 replaced; ProtocolError for anything else."""
    if type(data) is not str:
        raise ProtocolError("not text")
    return data.encode(errors="replace").decode()


class _Reader:
    """Reads one value, and counts the entries of its containers."""

    def __init__(self, entries: int) -> None:
        self._left = entries

    def value(self, data: Any, depth: int) -> Value:
        """What stands for itself, or what a tag says."""
        if data is None or type(data) in (bool, int):
            return data  # type: ignore[no-any-return]
        if type(data) is str:
            return plain_text(data)
        if type(data) is float and math.isfinite(data):
            return data
        if type(data) is not dict or len(data) != 1:
            raise ProtocolError("a value in an unknown form")
        [(tag, content)] = data.items()
        if tag in ("list", "tuple", "dict"):
            return self._container(tag, content, depth)
        if tag not in _READERS:
            raise ProtocolError("a value with an unknown tag")
        return _READERS[tag](content)

    def _container(self, tag: str, content: Any, depth: int) -> Value:
        if type(content).__name__ != {"tuple": "list"}.get(tag, tag):
            raise ProtocolError("not a container of its kind")
        self._left -= len(content)
        if depth < 1 or self._left < 0:
            raise ProtocolError("a container that is too deep or too large")
        if tag == "dict":
            return {plain_text(name): self.value(one, depth - 1) for name, one in content.items()}
        entries = [self.value(entry, depth - 1) for entry in content]
        return tuple(entries) if tag == "tuple" else entries


def _array(content: Any) -> Array:
    match content:
        case ["tensor" | "ndarray" as kind, str(dtype), list(shape), str(text)] if (
            dtype in ITEM_BYTES and _is_shape(shape)
        ):
            data = _bytes(text)
            if len(data) == math.prod(shape) * ITEM_BYTES[dtype]:
                return Array(kind, dtype, tuple(shape), data)
    raise ProtocolError("an array whose parts do not fit together")


def _is_shape(shape: list[Any]) -> bool:
    sizes = len(shape) <= DIMENSIONS and all(type(n) is int and 0 <= n <= 1 << 48 for n in shape)
    return sizes and (0 not in shape or math.prod(n or 1 for n in shape) <= LONGEST_EMPTY)


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ProtocolError("not bytes") from None


def _float(content: Any) -> float:
    if type(content) is not str or content not in SPECIAL:
        raise ProtocolError("an unknown number")
    return SPECIAL[content]


def _opaque(content: Any) -> Opaque:
    return Opaque("".join(filter(str.isprintable, plain_text(content)))[:NAME_LENGTH])


_READERS: Mapping[str, Callable[[Any], Value]] = {
    "array": _array,
    "float": _float,
    "type": _opaque,
}
