"""Time as it is measured here: CPU of this process, CPU of the database's process that serves it, and the wall."""

import gc
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from django.db import connection


class Sample(NamedTuple):
    """Seconds: `cpu` of the application, `work` with the database's own process, `wall` by the clock."""

    cpu: float
    work: float
    wall: float


def still() -> None:
    """What is there now lives until the end: no collecting before a run need walk through it again."""
    gc.collect()
    gc.freeze()


def measured(act: Callable[[], Any], *, times: int = 1) -> Sample:
    """One run of `act`, or the mean of a few."""
    gc.collect()
    backend = _backend()
    wall, served, cpu = time.perf_counter(), _on_cpu(backend), time.process_time()
    for _ in range(times):
        act()
    cpu = (time.process_time() - cpu) / times
    served = (_on_cpu(backend) - served) / times
    return Sample(cpu, cpu + served, (time.perf_counter() - wall) / times)


def _backend() -> int | None:
    """The process of PostgreSQL that serves our connection; SQLite works inside our own."""
    if connection.vendor != "postgresql":
        return None
    connection.ensure_connection()
    pid: int = connection.connection.info.backend_pid
    return pid


def _on_cpu(pid: int | None) -> float:
    """Seconds that a process has run so far, to the nanosecond (Linux)."""
    if pid is None:
        return 0.0
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
