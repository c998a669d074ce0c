"""A book goes to the next release whole or stays as it was; every kept book of an earlier release still opens."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from soxa import VERSION
from soxa.commands.tests.own_database import own_database
from soxa.commands.tests.warm import soxa
from soxa.desk.book_state import BookState, number_of
from soxa.desk.upgrading import Standing, losses
from tests.releases.keep import KEYS, LARGEST
from tests.releases.tables import tables

pytestmark = pytest.mark.apart

HERE = Path(__file__).parent
COMING = "99.1.0"

# release → what an office counted by hand in the book it kept: figures at the end of 2026, and what the journal holds
COUNTED = {
    "0.1.0": {
        "party.members": "18",
        "party.women": "9",
        "party.cells": "8",
        "party.cells_school": "1",
        "budget.revenue": "12,675 tỷ đồng",
        "rural.advanced_criteria": "14/19",
        "digital.status": "Xanh",
        "poverty.rate": "2,19%",
    }
}


class Machine:
    """An office's machine: its book, its keys, and the release installed on it."""

    def __init__(self, directory, keys=None):
        self.data, self.keys = directory / "data", keys or directory / "keys"
        self.env = {**os.environ, "SOXA_DATA_DIR": str(self.data), "SOXA_KEY_FILE": str(self.keys)}
        self.env.pop("SOXA_DATABASE_URL", None)

    def types(self, *words, code=0, release="", coming=""):
        env = {**self.env, "SOXA_TEST_COMING": coming}
        if release == COMING:
            env["DJANGO_SETTINGS_MODULE"] = "tests.releases.coming.settings"
        done = soxa(words, env)
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
        return done.stdout + done.stderr

    @property
    def copies(self):
        return sorted(self.data.with_name("data-copies").glob("*.zip"))

    def rows(self):
        with sqlite3.connect(self.data / "book.sqlite3") as read:
            return list(read.iterdump())


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    machine = Machine(tmp_path_factory.mktemp("begun"))
    machine.types("init", "--name", "xã Đồng Vải", "--code", "99901")
    return machine


@pytest.fixture
def office(begun, tmp_path):
    """A book of this release on a machine of its own."""
    shutil.copytree(begun.data, tmp_path / "data")
    shutil.copy(begun.keys, tmp_path / "keys")
    return Machine(tmp_path)


def test_a_book_goes_to_the_next_release_and_not_back(office):
    assert "soxa upgrade" in office.types("figures", code=1, release=COMING)
    assert "soxa upgrade" in office.types("demo", code=1, release=COMING)
    said = office.types("upgrade", release=COMING)
    assert f"từ bản {VERSION} lên bản {COMING}" in said
    assert "niêm của nhật ký khớp" in said
    (copy,) = office.copies
    assert copy.stat().st_mode & 0o077 == 0
    assert f"ban-{VERSION}" in copy.name
    assert "không cần nâng" in office.types("upgrade", release=COMING)
    assert "mới hơn" in office.types("figures", code=1)
    assert "mới hơn" in office.types("upgrade", code=1)


@pytest.mark.parametrize(
    ("coming", "told"),
    [("loses", "bảng values_measure có"), ("fails", "planted fault")],
)
def test_a_failing_upgrade_leaves_the_book_as_it_was(office, coming, told):
    before = office.rows()
    said = office.types("upgrade", release=COMING, coming=coming, code=1)
    assert told in said
    assert f"Sổ vẫn ở bản {VERSION}" in said
    assert office.rows() == before
    assert len(office.copies) == 1
    assert not list(office.data.glob("*before-upgrade*"))


def test_an_upgrade_cut_off_half_way_is_undone_and_done_again(office):
    office.types("upgrade", release=COMING, coming="killed", code=9)
    assert list(office.data.glob("*before-upgrade"))
    said = office.types("upgrade", release=COMING)
    assert "bị ngắt" in said
    assert f"lên bản {COMING}" in said
    assert not list(office.data.glob("*before-upgrade*"))


def test_a_copy_of_this_release_is_read_by_the_next(office, tmp_path):
    packed = tmp_path / "so.zip"
    office.types("backup", "--out", packed)
    elsewhere = Machine(tmp_path / "moi", keys=office.keys)
    said = elsewhere.types("restore", packed, release=COMING)
    assert f"từ bản {VERSION} lên bản {COMING}" in said
    later = tmp_path / "sau.zip"
    elsewhere.types("backup", "--out", later, release=COMING)
    third = Machine(tmp_path / "ba", keys=office.keys)
    assert f"do bản {COMING} của chương trình ghi" in third.types("restore", later, code=1)


def test_a_book_that_is_open_is_not_upgraded(office):
    holding = "import fcntl,sys; f=open(sys.argv[1],'ab'); fcntl.flock(f, fcntl.LOCK_SH); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(office.data / "open.lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as holder:  # fmt: skip
        holder.stdout.readline()
        assert "Sổ đang mở" in office.types("upgrade", release=COMING, code=1)
        holder.communicate(b"\n")


@pytest.mark.postgres
@pytest.mark.skipif("postgres" not in os.environ.get("SOXA_DATABASE_URL", ""), reason="asks PostgreSQL")
def test_on_postgres_it_is_one_transaction(tmp_path):
    with own_database("upgrade") as url:
        _goes_forward_on_postgres(Machine(tmp_path), url)


def _goes_forward_on_postgres(office, url):
    office.env["SOXA_DATABASE_URL"] = url
    office.types("init", "--name", "xã Đồng Vải", "--code", "99901")
    before = office.types("figures", "--json")
    assert "planted fault" in office.types("upgrade", release=COMING, coming="fails", code=1)
    assert office.types("figures", "--json") == before
    assert f"lên bản {COMING}" in office.types("upgrade", "--copied", release=COMING)
    assert len(office.copies) == 1
    assert "mới hơn" in office.types("figures", code=1)


def test_every_kept_book_was_counted_by_hand():
    assert {one.parent.name for one in HERE.glob("*/book.zip")} == set(COUNTED)
    assert all(one.stat().st_size <= LARGEST for one in HERE.glob("*/book.zip"))


@pytest.mark.postgres
@pytest.mark.django_db
@pytest.mark.parametrize("release", sorted(COUNTED))
def test_a_book_of_an_earlier_release_is_restored_and_upgraded(release, tmp_path):
    """Its tables are in the end those of a new book, which the tests' own database is, to the last constraint."""
    machine = Machine(tmp_path)
    shutil.copy(KEYS, machine.keys)
    machine.keys.chmod(0o600)
    with own_database("earlier") as url, connection.cursor() as new:
        machine.env |= {"SOXA_DATABASE_URL": url} if url else {}
        machine.types("restore", HERE / release / "book.zip")
        figures = json.loads(machine.types("figures", *COUNTED[release], "--on", "2026-12-31", "--json"))
        doctor = json.loads(machine.types("doctor", "--all", "--json"))
        with closing(_opened(machine, url)) as book:
            assert tables(book.cursor(), connection.vendor) == tables(new, connection.vendor)
    assert {one["code"]: one["text"] for one in figures} == COUNTED[release]
    found = {one["code"]: one for one in doctor["findings"]}
    for code in ("keys", "seals", "files", "database", "release"):
        assert found[code]["level"] == "good", found[code]
    assert "3 niêm" in found["seals"]["is"]


def _opened(machine, url):
    if not url:
        return sqlite3.connect(machine.data / "book.sqlite3")
    import psycopg

    return psycopg.connect(url)


@pytest.mark.parametrize(
    ("rows", "broken", "told"),
    [
        ({"a": 3, "b": 2}, (), ""),
        ({"a": 4, "b": 2, "c": 9}, (), ""),
        ({"a": 2, "b": 2}, (), "bảng a có 3 dòng, sau khi nâng còn 2"),
        ({"a": 3}, (), "bảng b (2 dòng) không còn"),
        ({"a": 3, "renamed": 2}, (), ""),
        ({"a": 3, "b": 2}, (7,), "niêm số 7"),
        ({"a": 3, "b": 2}, (5,), ""),
    ],
)
def test_what_an_upgrade_lost(rows, broken, told):
    before = Standing({"a": 3, "b": 2}, frozenset({5}))
    said = " ".join(losses(before, Standing(rows, frozenset(broken))))
    assert told in said
    assert bool(said) == bool(told)


@pytest.mark.parametrize(
    ("version", "waiting", "unknown", "older", "newer"),
    [
        (VERSION, (), (), False, False),
        (VERSION, ("party.0009",), (), True, False),
        ("0.0.9", (), (), True, False),
        ("99.0.0", (), (), False, True),
        (VERSION, (), ("party.0099",), False, True),
    ],
)
def test_a_book_beside_the_program(version, waiting, unknown, older, newer):
    state = BookState(version, waiting, unknown, (("kernel", "0001_initial"),))
    assert (state.older, state.newer) == (older, newer)
    assert bool(state.words) == (older or newer)


def test_releases_compare_as_numbers():
    assert number_of("0.10.0") > number_of("0.9.12") > number_of("")


def test_the_program_says_the_release_it_is_packed_as():
    import tomllib

    packed = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text("utf-8"))
    assert packed["project"]["version"] == VERSION
