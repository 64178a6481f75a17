"""Plain data of the student's values, and back: the other side of the grader's values.py."""

import array
import base64
import decimal
import json
import math
import numbers
from collections.abc import Callable
from typing import Any

import numpy
import torch

DTYPES = {
    *("bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64"),
    *("float16", "bfloat16", "float32", "float64", "complex64", "complex128"),
}

LONGEST_EMPTY = 100  # rows and columns, multiplied, of an array that holds nothing


class Unreadable(Exception):
    """A value that is not plain data, or too much of it."""


class Encoder:
    """Turns one value into plain data.

    At most `most` bytes of it, with `entries` in all containers, which are `depth` deep.
    """

    def __init__(self, most: int, entries: int, depth: int) -> None:
        self.left, self.entries, self.depth, self.longest = most, entries, depth, 2 * most
        self.spent = 0  # bytes of JSON

    def __call__(self, value: Any) -> Any:
        """The value's plain data; of anything else, the name of its type."""
        try:
            data = self._encode(value, self.depth)
            self.spent = len(json.dumps(data, allow_nan=False))
            fits = self.spent <= self.longest
        except BaseException:  # whatever a student's object does while it is looked at
            return _name_of_type(value)
        return data if fits else _name_of_type(value)

    def _encode(self, value: Any, depth: int) -> Any:
        self._spend(8)
        if value is None or value is True or value is False:
            return value
        for kind, encode in _ENCODERS:
            if isinstance(value, kind):
                return encode(self, value, depth)
        if _is_table(value):
            return self._encode(value.to_numpy(), depth)
        if hasattr(type(value), "__float__"):
            return self._real(value, depth)
        return _name_of_type(value)

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise Unreadable

    def _count(self, container: Any) -> None:
        self.entries -= len(container)
        if self.entries < 0:
            raise Unreadable

    def _tensor(self, value: torch.Tensor, _depth: int) -> Any:
        if value.layout != torch.strided or _is_endless(value.shape):
            return _name_of_type(value)
        self._spend(value.numel() * value.element_size())
        plain = value.detach().cpu().resolve_conj().resolve_neg().contiguous().reshape(-1)
        data = plain.view(torch.uint8).numpy().tobytes() if plain.numel() else b""
        return _array("tensor", str(plain.dtype).removeprefix("torch."), value.shape, data)

    def _buffer(self, value: Any, depth: int) -> Any:
        self._spend(memoryview(value).nbytes)
        return self._entries(value.tolist(), depth)

    def _ndarray(self, value: Any, depth: int) -> Any:
        plain = numpy.asarray(value)
        self._spend(plain.nbytes)
        if plain.dtype == numpy.longdouble:
            plain = plain.astype(numpy.float64)
        if plain.dtype == object and plain.ndim:
            return self._entries(plain.tolist(), depth)
        if plain.dtype.name not in DTYPES or _is_endless(plain.shape):
            return _name_of_type(value)
        data = plain.astype(plain.dtype.newbyteorder("<")).tobytes()
        return _array("ndarray", plain.dtype.name, plain.shape, data)

    def _text(self, value: str, _depth: int) -> Any:
        self._spend(len(value))
        return str.__str__(value)

    def _whole(self, value: int, _depth: int) -> Any:
        whole = int(value)
        return whole if abs(whole) < 1 << 64 else _name_of_type(value)

    def _real(self, value: Any, _depth: int) -> Any:
        real = float(value)
        return real if math.isfinite(real) else {"float": str(real)}

    def _entries(self, value: Any, depth: int) -> Any:
        if depth == 0:
            raise Unreadable
        self._count(value)
        tag = "tuple" if isinstance(value, tuple) else "list"
        return {tag: [self._encode(entry, depth - 1) for entry in value]}

    def _pairs(self, value: dict[Any, Any], depth: int) -> Any:
        if depth == 0 or not all(isinstance(name, str) for name in value):
            raise Unreadable
        self._count(value)
        return {
            "dict": {
                self._text(name, depth): self._encode(entry, depth - 1)
                for name, entry in value.items()
            }
        }


_ENCODERS: tuple[tuple[Any, Callable[[Encoder, Any, int], Any]], ...] = (
    (torch.Tensor, Encoder._tensor),
    ((numpy.ndarray, numpy.generic), Encoder._ndarray),
    ((array.array, memoryview), Encoder._buffer),
    (str, Encoder._text),
    (int, Encoder._whole),
    ((list, tuple), Encoder._entries),
    (dict, Encoder._pairs),
    ((numbers.Real, decimal.Decimal), Encoder._real),  # a float, but also Fraction(1, 12)
)


def _is_table(value: Any) -> bool:
    """Whether it is a Series, a column or a table of pandas, or something alike."""
    return callable(getattr(type(value), "to_numpy", None))


def _is_endless(shape: Any) -> bool:
    """Whether an array without a number has rows without end."""
    return 0 in shape and math.prod(n or 1 for n in shape) > LONGEST_EMPTY


def _array(kind: str, dtype: str, shape: Any, data: bytes) -> Any:
    if dtype not in DTYPES:
        return {"type": dtype}
    return {"array": [kind, dtype, [int(n) for n in shape], base64.b64encode(data).decode()]}


def _name_of_type(value: Any) -> Any:
    return {"type": str(type.__getattribute__(type(value), "__name__"))[:80]}


def decode(data: Any) -> Any:
    """The value that the grader gives."""
    if not isinstance(data, dict):
        return data
    [(tag, content)] = data.items()
    if tag == "list":
        return [decode(entry) for entry in content]
    if tag == "tuple":
        return tuple(decode(entry) for entry in content)
    if tag == "dict":
        return {name: decode(entry) for name, entry in content.items()}
    return float(content) if tag == "float" else _decode_array(*content)


def _decode_array(kind: str, dtype: str, shape: list[int], text: str) -> Any:
    data = bytearray(base64.b64decode(text))
    if kind == "ndarray":
        return numpy.frombuffer(data, dtype=numpy.dtype(dtype).newbyteorder("<")).reshape(shape)
    if not data:
        return torch.empty(shape, dtype=getattr(torch, dtype))
    return torch.frombuffer(data, dtype=getattr(torch, dtype)).reshape(shape)
