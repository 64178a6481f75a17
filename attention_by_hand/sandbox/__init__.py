"""Student code in a process of its own, which is asked and never told.

`Sandbox.run` executes cells in a fresh process and brings back plain data. `guest.py` is what
runs on the other side; it sees nothing of this package.
"""

from attention_by_hand.sandbox.bubblewrap import SandboxMissing
from attention_by_hand.sandbox.host import Cell, Run, Sandbox, Stop
from attention_by_hand.sandbox.limits import Limits
from attention_by_hand.sandbox.outputs import Output
from attention_by_hand.sandbox.values import (
    MISSING,
    Array,
    Missing,
    Opaque,
    ProtocolError,
    Value,
)

__all__ = [
    "MISSING",
    "Array",
    "Cell",
    "Limits",
    "Missing",
    "Opaque",
    "Output",
    "ProtocolError",
    "Run",
    "Sandbox",
    "SandboxMissing",
    "Stop",
    "Value",
]
