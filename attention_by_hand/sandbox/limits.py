"""What one run may use, and all runs of a submission together."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Bounds for one run of a notebook: times in seconds, sizes in bytes.

    submission_seconds: wall time of all runs of a submission together; the rest bounds one run.
    cell_seconds: wall time of one cell, with reading and assigning its values.
    run_seconds: wall time of the whole run; the same figure bounds each process's CPU time.
    memory_bytes: memory of all processes of a run, beyond what the warm process has.
    processes: processes and threads at a time.
    file_bytes: one file written.
    scratch_bytes: all files written, those handed in included.
    output_bytes: all outputs of one run.
    output_count: outputs of one cell.
    value_bytes: one value read.
    value_entries: entries of all lists and dictionaries in one value read.
    value_depth: containers inside containers, in one value read.
    values_bytes: all values read.
    submitted_bytes: all files handed in, together.
    """

    submission_seconds: float = 50.0
    cell_seconds: float = 20.0
    run_seconds: float = 60.0
    memory_bytes: int = 1 << 30
    processes: int = 32
    file_bytes: int = 10 << 20
    scratch_bytes: int = 64 << 20
    output_bytes: int = 1 << 20
    output_count: int = 500
    value_bytes: int = 1 << 18
    value_entries: int = 2000
    value_depth: int = 8
    values_bytes: int = 2 << 20
    submitted_bytes: int = 10 << 20
