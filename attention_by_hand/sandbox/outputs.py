"""Cell outputs that a student's process wrote, checked against the few forms that exist."""

from collections.abc import Mapping
from typing import Any

from attention_by_hand.sandbox.values import ProtocolError

Output = dict[str, Any]


def read_outputs(data: Any, most: int) -> list[Output]:
    """At most `most` nbformat outputs; ProtocolError for anything else."""
    if not isinstance(data, list) or len(data) > most:
        raise ProtocolError("outputs in an unknown form")
    return [_read(output) for output in data]


def _read(output: Any) -> Output:
    match output:
        case {"output_type": "stream", "name": "stdout" | "stderr" as name, "text": str(text)}:
            return {"output_type": "stream", "name": name, "text": text}
        case {
            "output_type": "error",
            "ename": str(name),
            "evalue": str(value),
            "traceback": list(lines),
        }:
            return {
                "output_type": "error",
                "ename": name,
                "evalue": value,
                "traceback": [_text(line) for line in lines],
            }
        case {"output_type": "execute_result", "data": dict(data), "metadata": dict(about)}:
            return {
                "output_type": "execute_result",
                "execution_count": None,
                "data": _bundle(data),
                "metadata": _about(about),
            }
        case {"output_type": "display_data", "data": dict(data), "metadata": dict(about)}:
            return {"output_type": "display_data", "data": _bundle(data), "metadata": _about(about)}
    raise ProtocolError("an output in an unknown form")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ProtocolError("a text that is none")
    return value


def _bundle(data: Mapping[str, Any]) -> dict[str, str]:
    """Texts by MIME type; what is no text (JSON, widgets) is left out."""
    return {kind: text for kind, text in data.items() if isinstance(text, str)}


def _about(metadata: Mapping[str, Any]) -> dict[str, dict[str, str | int | float]]:
    """Per MIME type its alternative text and its size; nothing else is needed."""
    return {
        kind: {
            name: value
            for name, value in entry.items()
            if (name == "alt" and isinstance(value, str))
            or (name in ("width", "height") and type(value) in (int, float))
        }
        for kind, entry in metadata.items()
        if isinstance(entry, dict)
    }
