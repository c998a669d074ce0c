"""Files made to stop the carrier: each is laid aside, and what lies behind it, in other mailboxes and in the clock goes on."""

import io
import json
import logging
import os
import time
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from soxa.exchange import axis, edxml, receiving, sealed_zip
from soxa.exchange.carrying import carry_all
from soxa.exchange.letters import Answer, Damaged, Enclosure
from soxa.exchange.models import Package
from soxa.exchange.packing import packed
from soxa.exchange.sealed_zip import now
from soxa.exchange.tests.offices import ACTOR, pair
from soxa.exchange.tests.test_hostile import IDENT, a_letter, answers, laid, rezipped
from soxa.kernel import files

pytestmark = pytest.mark.django_db
LAST = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)


def aside(office):
    folder = office.slot / ".bi-tu-choi"
    return sorted(one.name for one in folder.iterdir()) if folder.exists() else []


def unsigned(says, *, kind="letter", packing=zipfile.ZIP_DEFLATED, **more):
    """A Party package that anybody could make: its signature is no signature."""
    whole = {"form": "soxa-exchange/1", "kind": kind, "says": says, "files": []}
    parts = {
        "package.json": json.dumps({**whole, **more}),
        "signature": b"x" * 64,
        "certificate.der": b"y" * 64,
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, value in parts.items():
            archive.writestr(name, value)
    return made.getvalue()


POISON = {
    "surrogate sender": unsigned({"sender": "\ud800", "ident": "a"}),
    "surrogate identity": unsigned({"sender": "000.00.01.H99", "ident": "\udfff"}),
    "zero byte": unsigned({"sender": "000.00.01.H99\x00", "ident": "\x00"}),
    "surrogate in a file's name": unsigned(
        {"sender": "000.00.01.H99", "ident": "a"}, files=[{"name": "\ud800"}]
    ),
    "no text": unsigned({"sender": 7, "ident": ["a"]}),
    "lzma": unsigned({"sender": "000.00.01.H99", "ident": "a"}, packing=zipfile.ZIP_LZMA),
    "bzip2": unsigned({"sender": "000.00.01.H99", "ident": "a"}, packing=zipfile.ZIP_BZIP2),
}


def spoilt(content):
    """The packed bytes of the first part turned round."""
    at = content.index(b"package.json") + len(b"package.json")
    return content[:at] + bytes(255 - one for one in content[at : at + 40]) + content[at + 40 :]


POISON["spoilt lzma"] = spoilt(POISON["lzma"])
POISON["spoilt deflate"] = spoilt(POISON["no text"])


@pytest.mark.postgres
@pytest.mark.parametrize("name", POISON)
def test_a_party_package_that_would_stop_the_carrier(party, name):
    a, b = party
    sent = a.sends(a.issues(), b)
    axis.put(b.slot.parent, b.mailbox.code, "00.soxa", POISON[name])
    rounds = carry_all(ACTOR)
    assert [one.trouble for one in rounds] == ["", ""]
    assert aside(b) == ["00.soxa"]
    b.carries()
    assert [one.ident for one in b.inbox(Package.HERE)] == [sent.ident]


@pytest.mark.postgres
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00", "0001-01-01", "", "hôm qua"])
@pytest.mark.parametrize("kind", ["letter", "answer"])
def test_a_state_package_of_an_impossible_moment(state, moment, kind):
    a, b = state
    said = Answer(IDENT, a.mailbox.code, b.mailbox.code, now(), "zz", "01")
    one = a_letter(a, b) if kind == "letter" else said
    content = edxml.write(one).decode()
    assert one.sent_at.isoformat() in content
    row = laid(b, content.replace(one.sent_at.isoformat(), moment).encode())
    assert (row.state, row.says["error"]) == (Package.DAMAGED, "field")
    assert len(aside(b)) == 1


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "UTC", "America/New_York"])
def test_the_last_moment_of_all_is_a_moment_or_none(zone, monkeypatch):
    content = edxml.write(Answer(IDENT, "000.00.01.H99", "000.00.02.H99", LAST, "zz", "01"))
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        read = edxml.read(content.replace(b"+00:00<", b"<"))
    except Damaged as why:
        assert why.code == "field"
    else:
        assert read.sent_at.year == 9999
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.postgres
def test_an_error_nobody_foresaw_costs_one_file(both, monkeypatch, caplog):
    a, b = both
    first, second = a.sends(a.issues("Báo cáo thứ nhất"), b), a.sends(a.issues("Báo cáo thứ hai"), b)
    a.carries()
    real = receiving.unpacked

    def breaks(mailbox, content):
        one = real(mailbox, content)
        if one.ident == first.ident:
            raise KeyError("Nguyễn Văn Kín")
        return one

    monkeypatch.setattr(receiving, "unpacked", breaks)
    with caplog.at_level(logging.ERROR):
        assert [one.trouble for one in carry_all(ACTOR)] == ["", ""]
    assert [one.ident for one in b.inbox(Package.HERE)] == [second.ident]
    (damaged,) = b.inbox(Package.DAMAGED)
    assert (damaged.ident, damaged.says["error"]) == (first.ident, "broken")
    assert len(aside(b)) == 1
    assert "KeyError in breaks" in caplog.text
    assert "Kín" not in caplog.text


@pytest.mark.postgres
def test_trouble_of_the_machine_is_not_laid_to_a_package(both, monkeypatch):
    a, b = both
    sent = a.sends(a.issues(), b)
    a.carries()
    with monkeypatch.context() as broken:
        broken.setattr(files, "keep", lambda _content: (_ for _ in ()).throw(OSError("đĩa đầy")))
        assert "Không đọc, ghi được" in [one.trouble for one in carry_all(ACTOR)][1]
    assert (aside(b), b.inbox()) == ([], [])
    b.carries()
    assert [one.ident for one in b.inbox(Package.HERE)] == [sent.ident]


def test_trouble_with_one_mailbox_does_not_stop_the_others(both, monkeypatch, caplog):
    a, b = both
    sent = a.sends(a.issues(), b)
    a.carries()
    real = receiving.axis.waiting

    def breaks(folder, code):
        if code == a.mailbox.code:
            raise RuntimeError("Nguyễn Văn Kín")
        return real(folder, code)

    monkeypatch.setattr(receiving.axis, "waiting", breaks)
    first, second = carry_all(ACTOR)
    assert "Lỗi ngoài dự liệu" in first.trouble
    assert (second.trouble, second.came) == ("", 1)
    assert [one.ident for one in b.inbox(Package.HERE)] == [sent.ident]
    assert "RuntimeError in breaks" in caplog.text
    assert "Kín" not in caplog.text


def test_altered_bytes_of_a_waiting_package_hold_up_nothing_else(both):
    a, b = both
    lost, fine = a.sends(a.issues("Báo cáo thứ nhất"), b), a.sends(a.issues("Báo cáo thứ hai"), b)
    files._place(lost.digest).write_bytes(b"zz")
    first, second = carry_all(ACTOR)
    assert "1 gói chờ đi không còn nguyên" in first.trouble
    assert (second.trouble, second.came) == ("", 1)
    assert [one.ident for one in b.inbox(Package.HERE)] == [fine.ident]
    lost.refresh_from_db()
    assert lost.state == Package.WAITING


def test_the_clock_seals_before_it_carries(party, monkeypatch):
    from click.testing import CliRunner

    from soxa.commands import books
    from soxa.kernel import journal

    done = []
    real = journal.seal
    monkeypatch.setattr(books, "open_book", lambda: None)
    monkeypatch.setattr(books, "carried", lambda: done.append("carried") or ([], []))
    monkeypatch.setattr(journal, "seal", lambda: done.append("sealed") or real())
    ran = CliRunner().invoke(books.tick)
    assert done == ["sealed", "carried"], ran.output


def test_a_whole_answer_is_heard_after_a_damaged_copy(both):
    a, b = both
    sent = a.sends(a.issues(), b)
    a.carries()
    b.carries()
    (lying,) = a.slot.glob("[!.]*")
    content, name = lying.read_bytes(), lying.name
    lying.write_bytes(content[: len(content) // 2])
    a.carries()
    (a.slot / name).write_bytes(content)
    a.carries()
    sent.refresh_from_db()
    assert sent.code == "01"


def test_two_books_with_a_stale_certificate_of_each_other_fall_silent(party, authority):
    a, b = party
    other = authority.issued("Cơ quan khác", organisation="Cơ quan khác", keys=6)
    a.knows(b, other.pem)
    b.knows(a, other.pem)
    a.sends(a.issues(), b)
    for _turn in range(4):
        a.carries()
        b.carries()
    assert Package.objects.filter(kind="answer", direction="out").count() == 1


def test_an_answer_in_an_unknown_code_is_not_answered(both):
    a, b = both
    said = Answer(IDENT, a.mailbox.code, b.mailbox.code, now(), "zz", "07")
    row = laid(b, packed(a.mailbox, said))
    assert (row.state, row.says["error"]) == (Package.DAMAGED, "field")
    assert not a.slot.exists()


def test_what_may_be_an_answer_is_told_of_once(both):
    a, b = both
    for content in (b"rubbish", b"other rubbish", b"rubbish", b"PK\x03\x04rubbish"):
        laid(b, content)
    assert len(answers(a)) == 1


def test_books_that_cannot_read_each_others_answers_fall_silent(both):
    a, b = both
    a.sends(a.issues(), b)
    for _turn in range(4):
        for office in (a, b):
            office.carries()
            for slot in (a.slot, b.slot):
                for lying in slot.glob("[!.]*") if slot.exists() else ():
                    lying.write_bytes(lying.read_bytes()[:50])
    assert Package.objects.filter(kind="answer", direction="out").count() == 1


def test_a_link_in_place_of_the_folder_aside_is_not_followed(both, tmp_path):
    _a, b = both
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theirs.pdf").write_bytes(b"x")
    os.utime(elsewhere / "theirs.pdf", (0, 0))
    b.slot.mkdir(exist_ok=True)
    (b.slot / ".bi-tu-choi").symlink_to(elsewhere)
    b.carries()
    assert (elsewhere / "theirs.pdf").exists()


@pytest.mark.parametrize("missing", ["notation", "issued_on", "author", "abstract"])
@pytest.mark.parametrize("business", ["2", "3"])
def test_an_update_or_replacement_is_as_full_as_a_new_letter(both, business, missing):
    a, b = both
    laid(b, packed(a.mailbox, a_letter(a, b)))
    changes = {missing: None if missing == "issued_on" else "", "sender_name": ""}
    bare = replace(a_letter(a, b, ident="f" * 32, business=business, about=IDENT), **changes)
    laid(b, packed(a.mailbox, bare), f"20261120080000000001_{a.mailbox.code}_{'f' * 32}.x")
    assert [one.state for one in b.inbox()] == [Package.HERE, Package.DAMAGED]
    assert b.inbox()[1].says["error"] == "field"


# what is wrong with a letter besides that it is secret
WRONG = {
    "nothing else": {},
    "unknown sender": {"sender": "000.00.77.H99"},
    "another's address": {"to": "000.00.88.H99"},
    "no address": {"to": "x"},
    "unknown business": {"business": "9"},
    "too long": {"abstract": "a" * 600},
    "bad file": {"enclosures": (Enclosure("a.pdf", b"MZ"),)},
}


@pytest.mark.parametrize("what", WRONG)
def test_a_secret_paper_is_not_kept_aside_whatever_else_is_wrong(both, what):
    a, b = both
    letter = a_letter(a, b, secrecy="toi_mat", **WRONG[what])
    row = laid(b, packed(a.mailbox, letter))
    assert (row.state, row.says["error"]) == (Package.DAMAGED, "secret")
    assert [one for one in b.slot.rglob("*") if one.is_file()] == []
    assert not files.is_here(row.digest)


def test_a_secret_paper_with_a_false_signature_or_a_spoilt_file_is_not_kept(party, state):
    (a, b), (c, d) = party, state
    content = packed(a.mailbox, a_letter(a, b, secrecy="mat"))
    laid(b, rezipped(content, signature=b"x" * 64, files__1=b"%PDF-other"))
    said = edxml.write(a_letter(c, d, secrecy="mat")).replace(b"Digest>", b"Digest>0", 1)
    laid(d, said)
    for office in (b, d):
        assert [one.says["error"] for one in office.inbox()] == ["secret"]
        assert aside(office) == []


def test_what_lies_aside_goes_after_thirty_days(both):
    _a, b = both
    laid(b, b"rubbish", "old.x")
    laid(b, b"other rubbish", "young.x")
    days = {"old.x": 31, "young.x": 29}
    for name, age in days.items():
        then = time.time() - age * 24 * 3600
        os.utime(b.slot / ".bi-tu-choi" / name, (then, then))
    (b.slot / ".bi-tu-choi" / "folder").mkdir()
    b.carries()
    assert aside(b) == ["folder", "young.x"]


def test_days_aside_are_counted_from_the_day_it_was_laid_there(both):
    _a, b = both
    b.slot.mkdir(exist_ok=True)
    (b.slot / "ancient.x").write_bytes(b"rubbish")
    os.utime(b.slot / "ancient.x", (0, 0))
    b.carries()
    b.carries()
    assert aside(b) == ["ancient.x"]


def test_the_reader_of_the_party_side_names_no_sender_it_cannot_write_down():
    parts = sealed_zip.opened(POISON["surrogate sender"])
    assert parts.said == {"sender": "", "ident": "a", "kind": "letter"}


def test_poison_on_one_side_leaves_the_other_alone(db, tmp_path, authority):
    a, b = pair("party", tmp_path / "truc-dang", authority)
    c, d = pair("state", tmp_path / "truc-cq", authority)
    a.slot.mkdir(exist_ok=True)
    (a.slot / "00.soxa").write_bytes(POISON["surrogate sender"])
    sent = c.sends(c.issues(), d)
    carry_all(ACTOR)
    d.carries()
    assert [one.ident for one in d.inbox(Package.HERE)] == [sent.ident]
    assert b.inbox() == []
