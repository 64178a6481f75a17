"""Where submissions are graded: processes on this machine, or a Dask cluster."""

import os
import threading
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from types import TracebackType
from typing import Any, Self

from attention_by_hand import Problem


class Workers:
    """Processes on this machine, one for each core unless told, and at most `most`."""

    def __init__(self, count: int | None, most: int) -> None:
        self.width = max(1, min(count or os.cpu_count() or 1, most))
        self.executor: Executor = self._start()

    def _start(self) -> Executor:
        context = get_context("forkserver")  # its imports are done once, not once a worker
        context.set_forkserver_preload(["attention_by_hand.batch"])
        return ProcessPoolExecutor(self.width, context, end_with_parent)

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
