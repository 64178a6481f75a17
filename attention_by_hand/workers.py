"""Where submissions are graded: processes on this machine, or a Dask cluster."""

import math
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from types import TracebackType
from typing import Any, Self, TypeVar

from attention_by_hand import Problem

R = TypeVar("R")

SECONDS = 30  # of the processor, for the work on one submission
LONGER = 2  # seconds until a worker ends that cannot even be interrupted
FEW = 4  # submissions, for which no further process is worth its start
MEMORY = 5 << 28  # bytes of data that a worker may have; it starts with a quarter of it


class TookTooLong(Problem):
    """The work on one submission went on beyond its time."""


class Workers:
    """Processes on this machine: `count`, or one for each core, but none for few submissions more.

    The work on one of the `todo` submissions may take `seconds` of the processor. What all
    processes need, modules among these, is imported once.
    """

    def __init__(
        self, count: int | None, todo: int, modules: Sequence[str] = (), seconds: int = SECONDS
    ) -> None:
        usual = min(os.cpu_count() or 1, math.ceil(todo / FEW))
        self.width = max(1, min(count or usual, todo))
        self.seconds = seconds
        self._modules = ["attention_by_hand.quick_start", "attention_by_hand.batch", *modules]
        self.executor: Executor = self._start()

    def _start(self) -> Executor:
        context = get_context("forkserver")
        context.set_forkserver_preload(self._modules)
        return ProcessPoolExecutor(self.width, context, begin)

    def submit(self, task: Callable[..., R], *args: Any) -> Future[R]:
        """Begin the task in a worker, within the time for one submission."""
        return self.executor.submit(within, self.seconds, task, *args)

    def renew(self) -> None:
        """New processes in place of those of which one has died."""
        self.close()
        self.executor = self._start()

    def close(self) -> None:
        """End the processes; what has not begun is not begun."""
        self.executor.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: object, _trace: TracebackType | None
    ) -> None:
        self.close()


def begin() -> None:
    """The first thing that a worker does."""
    end_with_parent()
    bound_memory()


def bound_memory() -> None:
    """From here on, a MemoryError comes before the machine is in need."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, hard))


def within(seconds: int, task: Callable[..., R], *args: Any) -> R:
    """What the task returns. Beyond that time, TookTooLong in its midst; or the process ends.

    The time is the processor's, of this process alone, so a busy machine changes nothing. Runs of
    student code have a bound of their own.
    """

    def stop(_signal: int, _frame: object) -> None:
        raise TookTooLong(f"the work on it took longer than {seconds} s, so it was stopped")

    signal.signal(signal.SIGPROF, stop)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    end = int(time.process_time()) + seconds + LONGER
    resource.setrlimit(resource.RLIMIT_CPU, (end if hard < 0 else min(end, hard), hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return task(*args)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def end_with_parent() -> None:
    """A worker whose parent was killed ends at once: two graders never share a course."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


class ClusterWorkers(Workers):
    """The workers of a Dask cluster, which starts a new one itself when one dies."""

    def __init__(self, address: str) -> None:
        self._client = _connect(address)
        threads = sum(self._client.nthreads().values())
        if not threads:
            self._client.close()
            raise Problem(f"the cluster at {address} has no workers: start some with `dask worker`")
        self.width = 2 * threads  # so that none waits for the next task
        self.executor = self._client.get_executor()

    def submit(self, task: Callable[..., R], *args: Any) -> Future[R]:
        """Begin the task; how long it may take, and how much memory, Dask's settings say."""
        return self.executor.submit(task, *args)

    def renew(self) -> None:
        """Nothing: the cluster does it."""

    def close(self) -> None:
        """Let go of the cluster; what has not begun is not begun."""
        self.executor.shutdown(wait=False)
        self._client.close()


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError:
        raise Problem("--cluster needs Dask: pip install 'attention-by-hand[cluster]'") from None
    try:
        return Client(address, timeout="10s", set_as_default=False)
    except (OSError, ValueError) as error:
        raise Problem(f"no Dask cluster answers at {address}: {error}") from None
