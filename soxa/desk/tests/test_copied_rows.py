"""Every row of a copy is read as the tables have it, or the line is named at which the copy cannot be read."""

import json
import zipfile
from datetime import UTC, datetime

import pytest
from django.db.models import ManyToManyField

from soxa.desk.book_state import standing_models
from soxa.desk.safekeeping import read_backup, write_backup
from soxa.kernel.flow import Refused
from soxa.org.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def copied(tmp_path):
    """A copy of a book of two accounts, and of both their lines."""
    for name in ("van-phong", "bi-thu"):
        Account.objects.create_user(
            name, "mat-khau-dai", last_login=datetime(2026, 11, 20, 7, 30, 15, 123456, UTC)
        )
    write_backup(tmp_path / "so.zip")
    with zipfile.ZipFile(tmp_path / "so.zip") as packed:
        lines = packed.read("rows.jsonl").splitlines()
    at = next(n for n, line in enumerate(lines) if json.loads(line)["model"] == "org.account")
    return tmp_path / "so.zip", lines, at + 1


def spoiled(path, lines, at, line):
    lines[at] = line if isinstance(line, bytes) else json.dumps(line).encode()
    bad = path.with_name("hong.zip")
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(bad, "w") as packed:
        for name in whole.namelist():
            packed.writestr(name, b"\n".join(lines) if name == "rows.jsonl" else whole.read(name))
    return bad


def test_a_copy_comes_back_row_by_row(copied):
    path, lines, _at = copied
    before = list(Account.objects.order_by("pk").values())
    assert read_backup(path) == len(lines)
    assert list(Account.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda row: {**row, "model": "org.stranger"},
        lambda row: {**row, "fields": {**row["fields"], "stranger": 1}},
        lambda row: {**row, "pk": "one"},
        lambda row: {**row, "fields": {**row["fields"], "is_active": "perhaps"}},
        lambda row: {"model": row["model"], "fields": row["fields"]},
        lambda row: json.dumps(row).encode()[:-9],
        lambda row: [row],
    ],
    ids=["no table", "no column", "no key's number", "no value of its kind", "no key", "cut off", "no row"],
)
def test_the_line_that_cannot_be_read_is_named(copied, spoil):
    path, lines, at = copied
    with pytest.raises(Refused, match=f"Dòng {at + 1} "):
        read_backup(spoiled(path, lines, at, spoil(json.loads(lines[at]))))


def test_who_belongs_to_whom_is_told_by_rows_of_their_own():
    """A copy holds the rows of models; a table that Django makes beside them would be left out when it is read."""
    beside = [
        field
        for model in standing_models()
        for field in model._meta.many_to_many
        if isinstance(field, ManyToManyField) and field.remote_field.through._meta.auto_created
    ]
    assert beside == []
