"""What a run may use."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds for one run of a notebook. Sizes are in bytes, times in seconds."""

    cell_seconds: float = 20
    run_seconds: float = 60
    memory_bytes: int = 1 << 30
    processes: int = 32
    file_bytes: int = 10 << 20
    scratch_bytes: int = 64 << 20
    output_bytes: int = 1 << 20
    output_count: int = 500
    value_bytes: int = 1 << 20
    value_depth: int = 8
