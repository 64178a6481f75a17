"""The kinds of sandbox: how the warm process begins, and what a run is put into.

`Namespaces` and `Landlocked` do the same for a run, each with what the system offers. `Open` is
no sandbox: only limits hold.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from . import guardian, jail, landlock, namespaces, scratch, seccomp
from .doorbell import Doorbell


class Open:
    """A process like any other of the grader's user."""

    def __init__(self, task: Any) -> None:
        self.task, self.home = task, task["home"]

    def begin(self) -> None:
        """The warm process, while it is small and nothing has been imported."""
        guardian.guard(self.home)

    def settle(self) -> None:
        """The warm process, when all is imported: what is the same for each run is done once."""

    @contextmanager
    def scratch(self) -> Iterator[str | None]:
        """A folder for one run, unless the run makes itself one; it is gone afterwards."""
        folder = os.path.join(self.home, scratch.NAME)
        scratch.remove(folder)
        os.mkdir(folder, 0o700)
        yield folder
        scratch.remove(folder)

    def fork(self) -> int:
        """os.fork(), for a run."""
        return os.fork()

    @contextmanager
    def doorbell(self, _there: socket.socket) -> Iterator[Doorbell | None]:
        """What the run will have to ask the keeper for."""
        yield None

    def started(self) -> int:
        """How many processes and threads there have been here that needed not ask."""
        return 0

    def enter(self, _limits: Any) -> None:
        """The student's process, before limits are set."""
        os.chdir(os.path.join(self.home, scratch.NAME))

    def shut(self, _keeper: socket.socket) -> None:
        """The student's process, at last: from here on it can do only what it should."""


class Landlocked(Open):
    """Landlock, seccomp and the keeper's consent."""

    def __init__(self, task: Any) -> None:
        super().__init__(task)
        self.version = 0
        self.files = task["files"]

    def begin(self) -> None:
        """As a user of its own, where that can be."""
        seccomp.check()
        self.version = min(landlock.abi(), self.task["landlock"])
        landlock.become_somebody(self.home, self.files["read"])
        super().begin()

    def settle(self) -> None:
        """What no run may read, this process need not read either.

        It keeps /proc, by which it watches runs, and the folder in which it makes theirs. Each
        run takes these away, and needs no more than a short list of folders for the rest.
        """
        seccomp.prepare(self.version)
        if self.version < 2:  # it could not move what lies too deep, to remove it
            return
        jail.gain_no_privileges()
        own = {"kernel": ["/proc"], "scratch": [self.home]}
        landlock.restrict({**self.files, **own}, self.version)
        self.files = {**self.files, "read": landlock.folders(self.files["read"])}

    @contextmanager
    def doorbell(self, there: socket.socket) -> Iterator[Doorbell | None]:
        """Processes; and before Landlock's version 6, signals."""
        _, descriptors, _, _ = socket.recv_fds(there, 1, 1)
        yield seccomp.doorbell(descriptors[0]) if descriptors else None
        for one in descriptors:
            os.close(one)

    def enter(self, limits: Any) -> None:
        """Without privileges, in the scratch folder."""
        jail.go_first()
        super().enter(limits)
        jail.give_up_privileges()

    def shut(self, keeper: socket.socket) -> None:
        """Files first, then calls."""
        landlock.restrict({**self.files, "scratch": [os.getcwd()]}, self.version)
        doorbell = seccomp.ask_keeper(self.version)
        socket.send_fds(keeper, [b"!"], [doorbell])
        os.close(doorbell)
        seccomp.filter_more_calls(self.version)


class Namespaces(Open):
    """Namespaces for each run, in those that bubblewrap made for the warm process."""

    def begin(self) -> None:
        """As nobody, and the first process of a PID namespace."""
        namespaces.drop_root()
        namespaces.become_first_process()

    def settle(self) -> None:
        """The filter's program is written down."""
        seccomp.prepare(None)

    @contextmanager
    def scratch(self) -> Iterator[str | None]:
        """None: the run mounts its own."""
        yield None

    def fork(self) -> int:
        """The first process of another PID namespace."""
        return namespaces.fork_first_process()

    def started(self) -> int:
        """In the PID namespace of the warm process, and below."""
        return namespaces.last_number()

    def enter(self, limits: Any) -> None:
        """Into the other namespaces, and without privileges there."""
        jail.go_first()
        namespaces.enter_namespaces()
        namespaces.hide_the_machine(limits["scratch_bytes"])
        jail.give_up_privileges()
        namespaces.limit_processes(limits["processes"])

    def shut(self, _keeper: socket.socket) -> None:
        """Calls that are not needed."""
        seccomp.filter_calls()


KINDS = {"namespaces": Namespaces, "landlock": Landlocked, "open": Open}
