"""The warm process: `python -m guest DESCRIPTOR isolated|open`."""

import socket
import sys
import traceback

from . import jail


def main(descriptor: int, isolated: bool) -> None:
    """Go into namespaces first, while this process is small; then import what takes long."""
    control = socket.socket(fileno=descriptor)
    try:
        if not isolated:
            jail.adopt_orphans()
        else:
            jail.drop_root()
            jail.become_first_process()
    except OSError as error:
        sys.exit(f"sandbox: {error}")
    from .serve import serve

    serve(control, isolated)


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]), sys.argv[2] == "isolated")
    except Exception:
        traceback.print_exc(file=sys.__stderr__)  # the notebook's has taken the usual one's place
        sys.exit(1)
