"""Bytes kept by several hands at once: each has them under one digest, nothing half-written is left."""

import hashlib
import os
from importlib import import_module
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.conf import settings

from soxa.kernel import files
from soxa.kernel.models import Unit, Upload


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


def held_row(digest):
    unit = Unit.objects.create(code="x", kind="commune", since="2025-01-01")
    return Upload.objects.create(kind="members", unit=unit, kept=digest, name="a.xlsx")


@pytest.mark.django_db
def test_bytes_without_a_record_are_found_among_ten_thousand_in_a_few_questions(django_assert_num_queries):
    root = Path(settings.DATA_DIR) / "files"
    digests = [hashlib.sha256(b"%d" % number).hexdigest() for number in range(10_000)]
    for start in {digest[:2] for digest in digests}:
        (root / start).mkdir(parents=True)
    first = root / "first"
    first.touch()
    os.utime(first, (0, 0))
    for digest in digests:
        os.link(first, root / digest[:2] / digest[2:])
    held_row(digests[7])
    with django_assert_num_queries(len(files.HOLDERS)):
        found = files.unheld()
    assert set(found) == set(digests) - {digests[7]}


@pytest.mark.django_db
def test_a_book_that_holds_none_of_the_files_gives_none_of_them_up():
    lost = files.keep(b"cua so khac")
    os.utime(files._place(lost), (0, 0))
    assert files.unheld() == []
    held_row("0" * 64)
    assert files.unheld() == []
    held_row_here = files.keep(b"cua so nay")
    Upload.objects.create(kind="members", unit=Unit.objects.get(), kept=held_row_here, name="b.xlsx")
    assert files.unheld() == [lost]


def test_sealed_bytes_read_as_nothing_on_the_disk_and_are_kept_once():
    digest = files.keep(b"so CCCD 001062012345", sealed=True)
    (place,) = left()
    assert b"001062012345" not in place.read_bytes()
    assert hashlib.sha256(place.read_bytes()).hexdigest() == digest, "a copy of the book knows it by its name"
    assert files.fetch(digest) == b"so CCCD 001062012345"
    assert files.keep(b"so CCCD 001062012345", sealed=True) == digest
    assert files.fetch(files.keep(b"", sealed=True)) == b""


@pytest.mark.django_db
def test_a_workbook_goes_when_it_waits_no_more_also_one_of_before_it_was_sealed():
    kept, plain = files.keep(b"danh sach", sealed=True), files.keep(b"danh sach")
    row = held_row(kept)
    Upload._base_manager.filter(pk=row.pk).update(file=plain)
    for digest in (kept, plain):
        os.utime(files._place(digest), (0, 0))
    assert files.discard_let_go() == 1
    assert files.is_here(kept) and not files.is_here(plain)
    Upload._base_manager.filter(pk=row.pk).update(state=Upload.SET_ASIDE)
    assert files.discard_let_go() == 1
    assert left() == []


@pytest.mark.django_db
def test_what_waited_before_it_was_sealed_is_sealed_by_the_upgrade_and_a_lost_file_stops_nothing():
    row = held_row("")
    Upload._base_manager.filter(pk=row.pk).update(file=files.keep(b"cho ghi"))
    lost = Upload.objects.create(kind="members", unit=row.unit, file="0" * 64, name="b.xlsx")
    import_module("soxa.kernel.migrations.0002_since_0_1_0").seal_waiting(apps, None)
    row.refresh_from_db()
    lost.refresh_from_db()
    assert (files.fetch(row.kept), row.kept == row.file, lost.kept) == (b"cho ghi", False, "")
