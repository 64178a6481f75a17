"""The process around the warm one, where there is no PID namespace to end what is left of it."""

import contextlib
import os
import signal

from . import keeper, scratch
from .jail import OPEN_FILES, call, end_with_parent

PR_SET_CHILD_SUBREAPER = 36


def guard(home: str) -> None:
    """Go on in a new process; this one waits for its end, ends all that it left, and tidies up.

    SIGTERM ends the new process, whatever it is doing.
    """
    adopt_orphans()
    warm = os.fork()
    if warm == 0:
        adopt_orphans()
        end_with_parent()
        return
    os.closerange(3, OPEN_FILES)
    signal.signal(signal.SIGTERM, lambda *_: os.kill(warm, signal.SIGKILL))
    os.waitid(os.P_PID, warm, os.WEXITED | os.WNOWAIT)  # until waitpid, its number is its own
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    _, status = os.waitpid(warm, 0)
    keeper.end_all()
    with contextlib.suppress(OSError):
        scratch.remove(home)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


def adopt_orphans() -> None:
    """Whoever loses its parent, below this process, becomes a child of this process."""
    call("prctl", PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
