"""Cell outputs that a student's process wrote, checked against the few forms that exist."""

from typing import Any

from attention_by_hand.sandbox.values import ProtocolError, plain_text

Output = dict[str, Any]
EACH = 64  # characters that an output counts for, whatever it holds
LARGEST_NUMBER = 1e6  # a picture's width or height, an execution count


def read_outputs(data: Any, most: int) -> list[Output]:
    """At most `most` nbformat outputs; ProtocolError for anything else."""
    if type(data) is not list or len(data) > most:
        raise ProtocolError("outputs in an unknown form")
    return [_read(output) for output in data]


def size(outputs: list[Output]) -> int:
    """How much the outputs are: less than a run counts for them itself, if it is honest."""
    return sum(EACH + _size(one) for one in outputs)


def _size(data: Any) -> int:
    """Characters, names included, and 2 for everything else."""
    if isinstance(data, str):
        return len(data)
    if isinstance(data, dict):
        return 2 + sum(len(name) + _size(entry) for name, entry in data.items())
    return 2 + sum(map(_size, data if isinstance(data, list) else ()))


def _read(output: Any) -> Output:
    match output:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": text}:
            return {"output_type": "stream", "name": name, "text": plain_text(text)}
        case {"output_type": "error", "ename": name, "evalue": value, "traceback": list(lines)}:
            return {
                "output_type": "error",
                "ename": plain_text(name),
                "evalue": plain_text(value),
                "traceback": [plain_text(line) for line in lines],
            }
        case {"output_type": "execute_result", "execution_count": int(count), **rest}:
            rich = {"execution_count": int(min(abs(count), LARGEST_NUMBER)), **_rich(rest)}
            return {"output_type": "execute_result", **rich}
        case {"output_type": "display_data", **rest}:
            return {"output_type": "display_data", **_rich(rest)}
    raise ProtocolError("an output in an unknown form")


def _rich(output: Any) -> Output:
    match output:
        case {"data": dict(data), "metadata": dict(metadata)}:
            known = {_kind(kind): _content(kind, entry) for kind, entry in data.items()}
            return {
                "data": {"text/plain": "", **known},  # what a page falls back on
                "metadata": _metadata(metadata),
            }
    raise ProtocolError("an output without data")


def _kind(kind: str) -> str:
    """A MIME type, such as text/plain."""
    if len(kind) > 100 or not kind.isascii() or not kind.isprintable():
        raise ProtocolError("not a MIME type")
    return kind


def _content(kind: str, content: Any) -> Any:
    """Text; only a JSON type may hold JSON, whose texts are not shown as they are."""
    return _json(content) if kind.endswith("json") else plain_text(content)


def _metadata(metadata: dict[str, Any]) -> dict[str, Any]:
    """What a page shows of it: a picture's size and its alternative text."""
    by_kind = {plain_text(kind): _picture(entry) for kind, entry in metadata.items()}
    return {**_picture(metadata), **{kind: entry for kind, entry in by_kind.items() if entry}}


def _picture(metadata: Any) -> dict[str, Any]:
    known = metadata if type(metadata) is dict else {}
    sizes = {
        name: known[name]
        for name in ("width", "height")
        if type(known.get(name)) in (int, float) and 0 < known[name] <= LARGEST_NUMBER
    }
    return {**sizes, **({"alt": plain_text(known["alt"])} if type(known.get("alt")) is str else {})}


def _json(data: Any) -> Any:
    """Any JSON, of numbers that others can read; its depth was bounded before it was parsed."""
    if data is None or type(data) is bool:
        return data
    if type(data) in (int, float) and abs(data) <= LARGEST_NUMBER:
        return data
    if type(data) is list:
        return [_json(entry) for entry in data]
    if type(data) is dict:
        return {plain_text(name): _json(entry) for name, entry in data.items()}
    return plain_text(data)
