"""Copies of a book: whole, checked before they are taken back, and of no use without the key."""

import zipfile

import pytest

from soxa.commands.tests.office import Office


@pytest.fixture(scope="module")
def packed(demo, tmp_path_factory):
    """A copy of the demo book, to read or to spoil elsewhere."""
    made = tmp_path_factory.mktemp("packed") / "so.zip"
    demo.types("backup", "--out", made)
    return made


def test_a_backup_is_whole_and_comes_back(demo, packed, tmp_path):
    assert "nguyên vẹn" in demo.types("restore", packed, "--check")
    assert not any("keys" in name for name in zipfile.ZipFile(packed).namelist())
    elsewhere = Office(tmp_path)
    elsewhere.env["SOXA_KEY_FILE"] = demo.env["SOXA_KEY_FILE"]
    elsewhere.types("restore", packed)
    there, here = (office.figures("--on", "2026-06-15") for office in (elsewhere, demo))
    assert there == here
    assert "đã có sổ" in elsewhere.types("restore", packed, code=1)


def test_a_damaged_backup_is_told_and_not_restored(demo, packed, tmp_path):
    bad = tmp_path / "hong.zip"
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(bad, "w") as spoiled:
        for name in whole.namelist():
            content = whole.read(name)
            spoiled.writestr(
                name, content.replace(b"tuyet.ngo", b"tuyet.nga") if name == "rows.jsonl" else content
            )
    assert "rows.jsonl không còn nguyên" in demo.types("restore", bad, "--check", code=1)
    (tmp_path / "junk.zip").write_bytes(b"junk")
    assert "không phải bản sao lưu" in demo.types("restore", tmp_path / "junk.zip", code=1)


def test_a_backup_that_reaches_outside_is_refused(demo, packed, tmp_path):
    bad = tmp_path / "ra-ngoai.zip"
    with zipfile.ZipFile(packed) as whole, zipfile.ZipFile(bad, "w") as spoiled:
        for name in whole.namelist():
            spoiled.writestr(name, whole.read(name))
        spoiled.writestr("files/../../slipped.txt", b"x")
    assert "tệp lạ" in demo.types("restore", bad, "--check", code=1)
    elsewhere = Office(tmp_path / "moi")
    elsewhere.env["SOXA_KEY_FILE"] = demo.env["SOXA_KEY_FILE"]
    assert "tệp lạ" in elsewhere.types("restore", bad, code=1)
    assert not list(tmp_path.rglob("slipped.txt"))


def test_a_backup_does_not_open_with_another_key(begun, packed, tmp_path):
    other = Office(tmp_path / "nua")
    other.env["SOXA_KEY_FILE"] = begun.env["SOXA_KEY_FILE"]
    assert "không phải khóa của sổ" in other.types("restore", packed, code=1)
