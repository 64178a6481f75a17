"""Runs notebooks of students who cannot be trusted; plain data comes back."""

from attention_by_hand.sandbox.bubblewrap import SandboxMissing
from attention_by_hand.sandbox.host import Cell, Run, Sandbox, Stop
from attention_by_hand.sandbox.limits import Limits
from attention_by_hand.sandbox.values import MISSING, Array, Missing, Opaque, Value

__all__ = [
    "MISSING",
    "Array",
    "Cell",
    "Limits",
    "Missing",
    "Opaque",
    "Run",
    "Sandbox",
    "SandboxMissing",
    "Stop",
    "Value",
]
