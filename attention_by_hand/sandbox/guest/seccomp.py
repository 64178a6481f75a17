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

PROCESSORS = ("x86_64", "aarch64")
ARCHITECTURES = dict(zip(PROCESSORS, (0xC000003E, 0xC00000B7), strict=True))
CLONE = dict(zip(PROCESSORS, (56, 220), strict=True))
CLONE3 = 435  # from here on, a call has the same number everywhere
REFUSED = {  # the number on x86-64 and on ARM64
    "shmget": (29, 194),  # memory that no limit counts
    "msgget": (68, 186),
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "ptrace": (101, 117),  # other processes
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438),
    "mount": (165, 40),  # namespaces and files
    "umount2": (166, 39),
    "unshare": (272, 97),
    "setns": (308, 268),
    "add_key": (248, 217),  # keyrings, which outlive a run
    "request_key": (249, 218),
    "keyctl": (250, 219),
    "perf_event_open": (298, 241),  # large parts of the kernel
    "bpf": (321, 280),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
}


def filter_calls() -> None:
    """Refuse these calls to this process and all that it starts; known processors only."""
    processor = platform.machine()
    if processor not in PROCESSORS:
        return
    program = _program(processor)
    buffer = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(buffer))
    call("prctl", PR_SET_SECCOMP, MODE_FILTER, header, 0, 0)


def _program(processor: str) -> bytes:
    refuse = REFUSE | errno.EPERM
    known = (EQUAL, 1, 0, ARCHITECTURES[processor])
    lines = [(LOAD, 0, 0, ARCHITECTURE), known, (RETURN, 0, 0, KILL)]
    lines += [(LOAD, 0, 0, NUMBER), (AT_LEAST, 0, 1, OTHER_ABI), (RETURN, 0, 0, refuse)]
    for numbers in REFUSED.values():
        number = numbers[PROCESSORS.index(processor)]
        lines += [(EQUAL, 0, 1, number), (RETURN, 0, 0, refuse)]
    # The C library falls back to clone, whose flags can be looked at.
    lines += [(EQUAL, 0, 1, CLONE3), (RETURN, 0, 0, REFUSE | errno.ENOSYS)]
    lines += [(EQUAL, 0, 3, CLONE[processor]), (LOAD, 0, 0, FIRST_ARGUMENT)]
    lines += [(HAS_BITS, 0, 1, CLONE_NEWUSER), (RETURN, 0, 0, refuse)]
    lines += [(RETURN, 0, 0, ALLOW)]
    return b"".join(struct.pack("HBBI", *line) for line in lines)
