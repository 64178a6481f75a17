"""A filter on system calls: those that no notebook needs, and that would help to break out.

Some make memory that no limit counts (memfd_create, shmget), some open a large part of the
kernel to anybody (user namespaces, bpf, io_uring), some look into other processes.
"""

import ctypes
import errno
import platform
import struct

from .jail import CLONE_NEWUSER, call

PR_SET_SECCOMP, MODE_FILTER = 22, 2
LOAD, EQUAL, AT_LEAST, HAS_BITS, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16  # places in struct seccomp_data
ALLOW, REFUSE, KILL = 0x7FFF0000, 0x00050000, 0x80000000
OTHER_ABI = 0x40000000  # numbers from here on are x32's, on x86-64

NUMBERS = {  # of clone, clone3, and of the calls that are refused
    "x86_64": (0xC000003E, 56, 435, (29, 68, 101, 165, 166, 248, 249, 250, 272, 298, 308, 310, 311,
                                     319, 321, 323, 424, 425, 438, 447)),
    "aarch64": (0xC00000B7, 220, 435, (39, 40, 97, 117, 186, 194, 217, 218, 219, 241, 268, 270,
                                       271, 279, 280, 282, 424, 425, 438, 447)),
}  # fmt: skip


def filter_calls() -> None:
    """Refuse these calls to this process and all that it starts; known processors only."""
    if platform.machine() not in NUMBERS:
        return
    program = _program(*NUMBERS[platform.machine()])
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    call("prctl", PR_SET_SECCOMP, MODE_FILTER, header, 0, 0)


def _program(architecture: int, clone: int, clone3: int, refused: tuple[int, ...]) -> bytes:
    refuse = REFUSE | errno.EPERM
    lines = [(LOAD, 0, 0, ARCHITECTURE), (EQUAL, 1, 0, architecture), (RETURN, 0, 0, KILL)]
    lines += [(LOAD, 0, 0, NUMBER), (AT_LEAST, 0, 1, OTHER_ABI), (RETURN, 0, 0, refuse)]
    for number in refused:
        lines += [(EQUAL, 0, 1, number), (RETURN, 0, 0, refuse)]
    # The C library falls back to clone, whose flags can be looked at.
    lines += [(EQUAL, 0, 1, clone3), (RETURN, 0, 0, REFUSE | errno.ENOSYS)]
    lines += [(EQUAL, 0, 3, clone), (LOAD, 0, 0, FIRST_ARGUMENT)]
    lines += [(HAS_BITS, 0, 1, CLONE_NEWUSER), (RETURN, 0, 0, refuse)]
    lines += [(RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
