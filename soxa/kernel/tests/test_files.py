"""Bytes kept by several hands at once: each has them under one digest, nothing half-written is left."""

from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.conf import settings

from soxa.kernel import files


@pytest.fixture(autouse=True)
def away(tmp_path, settings):
    settings.DATA_DIR = tmp_path


def left() -> list[Path]:
    return [one for one in Path(settings.DATA_DIR).rglob("*") if one.is_file()]


def test_the_same_bytes_kept_by_many_threads_at_once():
    gate, faults, turns = Barrier(6), [], 25

    def keep():
        for turn in range(turns):
            try:
                gate.wait(10)
                files.fetch(files.keep(b"so xa %d" % turn * 2000))
            except Exception as fault:  # noqa: BLE001 – a thread's fault is the test's
                faults.append(fault)

    threads = [Thread(target=keep) for _number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert faults == []
    assert len(left()) == turns


def test_bytes_that_were_altered_are_not_given_out():
    digest = files.keep(b"mot")
    (place,) = left()
    place.write_bytes(b"hai")
    with pytest.raises(ValueError, match="does not hold what was kept"):
        files.fetch(digest)
    with pytest.raises(FileNotFoundError):
        files.fetch("0" * 64)
