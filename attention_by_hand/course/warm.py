"""The one sandbox of this process, kept warm from submission to submission."""

import atexit
import os
from dataclasses import dataclass
from pathlib import Path

from attention_by_hand.sandbox.host import Sandbox
from attention_by_hand.sandbox.limits import Limits
from attention_by_hand.sandbox.run import Cell


@dataclass(frozen=True)
class Wanted:
    """What a sandbox has to be like: see `Sandbox`."""

    limits: Limits
    kind: str | None
    familiar: tuple[str, ...]
    libraries: tuple[str, ...]
    also: tuple[str, ...]
    secrets: tuple[Path, ...]


class Keeper:
    """Holds a sandbox as long as the same one is wanted, in the same process."""

    def __init__(self) -> None:
        self._sandbox: Sandbox | None = None
        self._kept: tuple[int, Wanted] | None = None

    def get(self, wanted: Wanted) -> Sandbox:
        """A sandbox that has run; SandboxMissing now, and not in the middle of a class."""
        if self._sandbox is None or self._kept != (os.getpid(), wanted):
            self.close()
            sandbox = Sandbox(
                wanted.limits,
                kind=wanted.kind,
                familiar=wanted.familiar,
                libraries=wanted.libraries,
                also=wanted.also,
                secrets=wanted.secrets,
            )
            sandbox.run([Cell("", "")], {}, {})
            self._sandbox, self._kept = sandbox, (os.getpid(), wanted)
        return self._sandbox

    @property
    def kind(self) -> str | None:
        """The kind of the sandbox that is held."""
        return self._sandbox.kind if self._sandbox else None

    def close(self) -> None:
        """End it; the next that is wanted is a new one."""
        if self._sandbox:
            self._sandbox.close()
        self._sandbox = None


keeper = Keeper()
atexit.register(keeper.close)
