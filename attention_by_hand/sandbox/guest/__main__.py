"""The warm process: `python -m guest DESCRIPTOR`, with a task as JSON on its standard input."""

import gc
import json
import socket
import sys
import traceback

from .kinds import KINDS


def main(descriptor: int) -> None:
    """Begin while this process is small; then import what takes long.

    While it imports, nothing is looked for that could be freed: nearly all of it stays.
    """
    gc.disable()
    control, task = socket.socket(fileno=descriptor), json.load(sys.stdin)
    kind = KINDS[task["kind"]](task)
    try:
        kind.begin()
    except OSError as error:
        sys.exit(f"sandbox: {error.strerror}")
    from .serve import serve

    serve(control, kind)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]))
    except Exception:
        traceback.print_exc(file=sys.__stderr__)  # the notebook's has taken the usual one's place
        sys.exit(1)
