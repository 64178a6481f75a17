"""Whatever a student's process sends, the reader makes plain data of it or refuses it."""

import base64
import json
import math
import socket
import struct
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attention_by_hand.sandbox.outputs import read_outputs
from attention_by_hand.sandbox.values import (
    ITEM_BYTES,
    MISSING,
    Array,
    Opaque,
    ProtocolError,
    from_json,
    to_json,
)
from attention_by_hand.sandbox.wire import DEPTH, Channel, parse
from attention_by_hand.workers import within

NUMBERS = st.integers(-(2**63), 2**63) | st.floats()
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ARRAYS = st.builds(
    lambda kind, dtype, count: Array(kind, dtype, (count, 1), bytes(count * ITEM_BYTES[dtype])),
    st.sampled_from(["tensor", "ndarray"]),
    st.sampled_from(sorted(ITEM_BYTES)),
    st.integers(0, 5),
)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXT | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(TEXT, inner, max_size=4)
    ),
    max_leaves=8,
)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["list", "tuple", "dict", "array", "float", "type", "missing"])
            | st.text(),
            inner,
            max_size=3,
        )
    ),
)
OUTPUTS = st.lists(
    st.dictionaries(
        st.sampled_from(
            [
                *("output_type", "name", "text", "data", "metadata", "execution_count"),
                *("ename", "evalue", "traceback"),
            ]
        ),
        st.sampled_from(["stream", "error", "execute_result", "display_data", "stdout"]) | JSON,
    )
)
PLAIN = (type(None), bool, int, float, str, list, tuple, dict, Array, Opaque)


def is_plain(value: Any) -> bool:
    if type(value) in (list, tuple):
        return all(map(is_plain, value))
    if type(value) is dict:
        return all(map(is_plain, value.values())) and all(type(name) is str for name in value)
    if type(value) is str:
        value.encode()
    return type(value) in PLAIN


def survives(read: Callable[..., Any], *arguments: Any) -> Any:
    """What is read, or None when it is refused; any other exception is a fault."""
    try:
        return read(*arguments)
    except ProtocolError:
        return None


def same(one: Any, other: Any) -> bool:
    return repr(one) == repr(other)  # NaN is not equal to itself


@given(VALUES)
def test_values_survive_the_way_there_and_back(value: Any) -> None:
    assert same(from_json(parse(json.dumps(to_json(value)).encode()), 99, 9999), value)


@given(JSON)
def test_any_json_is_a_value_or_refused(data: Any) -> None:
    found = survives(from_json, data, 8, 9999)
    assert found is MISSING or is_plain(found)


@given(OUTPUTS | JSON)
def test_any_json_is_outputs_or_refused(data: Any) -> None:
    found = survives(read_outputs, data, 9) or []
    assert {output["output_type"] for output in found} <= {
        *("stream", "error", "execute_result", "display_data")
    }
    json.dumps(found, allow_nan=False, ensure_ascii=False).encode()


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_json_or_refused(data: bytes) -> None:
    survives(parse, data)


@given(VALUES, st.data())
def test_a_damaged_frame_is_read_or_refused(value: Any, data: st.DataObject) -> None:
    frame = bytearray(json.dumps(to_json(value)).encode())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(frame) - 1))
        frame[place] = data.draw(st.sampled_from(b'[]{}",:\\0e9-nN') | st.integers(0, 255))
    found = survives(lambda: from_json(parse(bytes(frame)), 99, 9999))
    assert found is MISSING or is_plain(found)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"[" * 10**6,
        b"[" * 10**6 + b"]" * 10**6,
        b'{"a":' * 10**5,
        b'"' + b'\\"' * 10**6,
        b'"\\',
        b'"' * (10**6 + 1),
        b"9" * 10**6,
        b"-" + b"9" * 4000,
        b"NaN",
        b"Infinity",
        b"\xff",
        b"[] []",
        b"\xef\xbb\xbf[]",
        b"[" + b"[]," * 10**6 + b"[]]",
        b"[" + b"{}," * 10**6 + b"{}]",
    ],
    ids=range(16),
)
def test_a_hostile_frame_is_refused_at_once(text: bytes) -> None:
    """A pattern that tried again from each place would be at it for hours."""
    with pytest.raises(ProtocolError):
        within(20, parse, text)


def test_brackets_in_texts_are_not_depth() -> None:
    assert parse(json.dumps(["[" * 999 + '\\"']).encode()) == ["[" * 999 + '\\"']
    deep = "[" * DEPTH + "]" * DEPTH
    assert parse(deep.encode()) == json.loads(deep)


def test_a_frame_is_so_deep_at_most_whatever_the_recursion_limit() -> None:
    with pytest.raises(ProtocolError, match="nested"):
        parse(b"[" * (DEPTH + 1) + b"]" * (DEPTH + 1))


def array(*parts: Any) -> dict[str, Any]:
    return {"array": list(parts)}


@pytest.mark.parametrize(
    "data",
    [
        1e999,
        {},
        {"list": [], "tuple": []},
        {"list": {}},
        {"list": [{"missing": True}]},
        {"set": []},
        {"dict": []},
        {"float": "1"},
        {"float": 1},
        {"type": 1},
        [1],
        array("tensor", "float32", [1], base64.b64encode(bytes(8)).decode()),
        array("tensor", "float32", [-1, -1], base64.b64encode(bytes(4)).decode()),
        array("tensor", "float32", [True], base64.b64encode(bytes(4)).decode()),
        array("tensor", "float32", [1], "!!!!"),
        array("tensor", "object", [1], base64.b64encode(bytes(8)).decode()),
        array("tensor", "__class__", [0], ""),
        array("list", "float32", [0], ""),
        array("tensor", "float32", [0] * 65, ""),
        array("tensor", "float32", [0, 1 << 60], ""),
        array("tensor", "float32"),
        {"array": {}},
    ],
)
def test_a_value_in_another_form_is_refused(data: Any) -> None:
    with pytest.raises(ProtocolError):
        from_json(data, 8, 9999)


@pytest.mark.parametrize("tag", ["list", "tuple", "dict"])
def test_values_are_so_deep_at_most(tag: str) -> None:
    data: Any = 1
    for depth in range(9):
        assert (survives(from_json, data, 8, 9999) is None) == (depth > 8)
        data = {tag: {"a": data} if tag == "dict" else [data]}
    with pytest.raises(ProtocolError):
        from_json(data, 8, 9999)


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        [None],
        [{"output_type": "stream", "name": "stdin", "text": ""}],
        [{"output_type": "stream", "name": "stdout", "text": ["a"]}],
        [{"output_type": "stream", "name": "stdout"}],
        [{"output_type": "error", "ename": "a", "evalue": "b", "traceback": "c"}],
        [{"output_type": "error", "ename": "a", "evalue": "b", "traceback": [1]}],
        [{"output_type": "display_data", "data": {"text/plain": 1}, "metadata": {}}],
        [{"output_type": "display_data", "data": {"text/plain": {"a": "b"}}, "metadata": {}}],
        [{"output_type": "display_data", "data": {"a" * 101: ""}, "metadata": {}}],
        [{"output_type": "display_data", "data": {"text/\n": ""}, "metadata": {}}],
        [{"output_type": "display_data", "data": {}, "metadata": []}],
        [{"output_type": "display_data", "data": {}}],
        [{"output_type": "execute_result", "data": {}, "metadata": {}}],
        [{"output_type": "update_display_data", "data": {}, "metadata": {}}],
        [{"output_type": "stream", "name": "stdout", "text": ""}] * 10,
    ],
)
def test_outputs_in_another_form_are_refused(data: Any) -> None:
    with pytest.raises(ProtocolError):
        read_outputs(data, 9)


def test_unknown_keys_of_an_output_are_dropped() -> None:
    output = {"output_type": "display_data", "data": {"text/plain": "a"}, "metadata": {}}
    assert read_outputs([{**output, "transient": {"a": 1}}], 9) == [output]


def test_every_output_can_be_shown_as_text() -> None:
    output = {"output_type": "display_data", "data": {"application/json": [1]}, "metadata": {}}
    assert read_outputs([output], 9)[0]["data"] == {"text/plain": "", "application/json": [1]}


@pytest.mark.parametrize(
    ("metadata", "kept"),
    [
        ({"image/png": {"width": 9, "height": 2.5, "alt": "a"}}, None),
        ({"width": 9, "alt": "a"}, None),
        ({"image/png": {"width": "1 onerror=alert(1)", "height": True, "alt": 1}}, {}),
        ({"width": -1, "height": float("inf"), "größe": {"isolated": True}, "": []}, {}),
    ],
)
def test_only_a_pictures_size_and_text_are_kept_of_metadata(
    metadata: dict[str, Any], kept: dict[str, Any] | None
) -> None:
    output = {"output_type": "display_data", "data": {}, "metadata": metadata}
    assert read_outputs([output], 9)[0]["metadata"] == (metadata if kept is None else kept)


def test_texts_can_be_written_as_utf8() -> None:
    assert from_json("\ud800", 8, 9999) == "?"
    assert math.isnan(from_json({"float": "nan"}, 8, 9999))  # type: ignore[arg-type]


def exchange(*sent: bytes, most: int = 99, seconds: float = 5, close: bool = False) -> Any:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for part in sent:
            theirs.sendall(part)
        if close:
            theirs.close()
        return Channel(ours).receive(most, time.monotonic() + seconds)


def test_a_frame_arrives_in_pieces() -> None:
    assert exchange(b"\0\0", b"\0\4", b"nu", b"ll") is None


@pytest.mark.parametrize("sent", [b"", b"\0\0\0", struct.pack(">I", 9) + b"12345678"])
def test_a_frame_that_does_not_come_in_time(sent: bytes) -> None:
    with pytest.raises(TimeoutError):
        exchange(sent, seconds=0.01)


@pytest.mark.parametrize("sent", [b"", b"\0\0\0", struct.pack(">I", 9) + b"12345678"])
def test_a_frame_that_breaks_off(sent: bytes) -> None:
    with pytest.raises(EOFError):
        exchange(sent, close=True)


def test_a_frame_that_is_too_large_is_not_read() -> None:
    with pytest.raises(ProtocolError):
        exchange(struct.pack(">I", 100), most=99)


def test_a_reader_that_does_not_read() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, pytest.raises(TimeoutError):
        Channel(ours).send("x" * (10 << 20), time.monotonic() + 0.01)


def test_a_reader_that_is_gone() -> None:
    ours, theirs = socket.socketpair()
    theirs.close()
    with ours, pytest.raises(EOFError):
        Channel(ours).send("x", time.monotonic() + 5)
