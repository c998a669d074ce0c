"""The check-up of book and machine: each trouble is found, said, and comes with what to do."""

import os
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import DatabaseError
from django.utils import timezone

from soxa.desk import traces
from soxa.desk.checkup import book, machine, table
from soxa.desk.checkup.finding import BAD, GOOD, WARN, Asked, Check, Finding, Found
from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.kernel import files, journal
from soxa.kernel.access import machine as acting
from soxa.kernel.calendar import ensure_calendar
from soxa.kernel.models import CalendarDay, Entry, Upload
from soxa.kernel.sealed.keys import Keys, KeyTrouble
from soxa.kernel.units.tree import tree

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
SOME, EVERY = Asked(), Asked(every=True)
ADDRESS = "/cai-dat/tinh-trang/"


@pytest.fixture(autouse=True)
def own_place(settings, tmp_path):
    """A data directory of the test's own."""
    settings.DATA_DIR = tmp_path / "data"
    settings.STATIC_ROOT = settings.DATA_DIR / "static"
    settings.DATA_DIR.mkdir()
    return settings.DATA_DIR


@pytest.mark.parametrize(
    ("who", "status"), [("tuyet.ngo", 200), ("tri.doan", 200), ("buong.luc", 403), ("luong.nguyen", 403)]
)
def test_who_may_see_it(who, status):
    assert signed_in(who).get(ADDRESS).status_code == status


def test_no_door_is_shown_that_would_be_refused():
    from soxa.org.models import Office

    office = Office.objects.filter(person__account__username="tri.doan").first()
    assert "Tình trạng máy" in words(signed_in("tri.doan").get("/cai-dat/"))
    office.role = "auditor"
    office.save()
    auditor = signed_in("tri.doan")
    assert "Tình trạng máy" not in words(auditor.get("/cai-dat/"))
    assert auditor.get(ADDRESS).status_code == 403


def test_a_stranger_is_sent_to_the_door(client):
    assert client.get(ADDRESS).status_code == 302


def test_the_page_shows_the_rows_of_the_command():
    said = words(signed_in("tri.doan").get(ADDRESS))
    for check in table.CHECKS:
        assert str(check.title) in said
    assert "Máy này chưa ghi nhận bản sao lưu nào." in said
    assert said.index("Nên làm sớm") < said.index(" Ổn ")


def test_it_asks_the_same_number_of_questions_however_much_there_is(own_place):
    journal.seal()
    before = queries(signed_in("tri.doan"), ADDRESS)
    for number in range(30):
        Upload.objects.create(
            kind="members",
            unit_id=tree().by_code("99901").id,
            file=files.keep(str(number).encode()),
            name="a.xlsx",
            account_id=1,
        )
        journal.write(acting("test"), "settings", "set", subject=("setting", "x"))
        journal.seal()
    assert queries(signed_in("tri.doan"), ADDRESS) == before
    assert before <= 47  # one for every kind of row that holds files


def test_a_disk_that_fills(monkeypatch):
    for free, level in ((80, GOOD), (3, WARN), (0.5, BAD)):
        told = SimpleNamespace(free=int(free * machine.GB), total=100 * machine.GB)
        monkeypatch.setattr(machine.shutil, "disk_usage", lambda _place, told=told: told)
        assert machine.disk(SOME).level == level


def test_a_clock_that_went_back(monkeypatch):
    assert machine.clock(SOME).level in {GOOD, WARN}
    entry = journal.write(acting("test"), "settings", "set", subject=("setting", "x"))
    Entry.objects.filter(pk=entry.pk)
    before = entry.at - timedelta(days=1)
    monkeypatch.setattr(machine.timezone, "now", lambda: before)
    found = machine.clock(SOME)
    assert found.level == BAD
    assert "sớm hơn lần ghi sổ gần nhất" in found.what


def test_a_machine_in_another_time_zone(monkeypatch):
    for offset, level in ((7 * 3600, GOOD), (0, WARN)):
        told = SimpleNamespace(tm_gmtoff=offset)
        monkeypatch.setattr(machine.time, "localtime", lambda told=told: told)
        assert machine.clock(SOME).level == level
    assert "lệch giờ Việt Nam 7 giờ" in machine.clock(SOME).what


def test_keys_that_others_can_read(monkeypatch):
    place = machine.key_file()
    assert machine.key(SOME).level in {GOOD, WARN}
    place.chmod(0o644)
    try:
        assert machine.key(SOME).level == BAD
        assert f"chmod 600 {place}" in machine.key(SOME).to_do
    finally:
        place.chmod(0o600)


def test_keys_of_another_book(monkeypatch, tmp_path):
    from soxa.kernel.sealed import seal_text
    from soxa.org.models import CITIZEN_ID, Person

    person = Person.objects.first()
    person.citizen_id_sealed, person.citizen_id_token = seal_text("001055000108", CITIZEN_ID), "x"
    person.save()
    assert "mở được phần niêm kín" in machine.key(SOME).what
    Keys.make(tmp_path / "other")
    monkeypatch.setenv("SOXA_KEY_FILE", str(tmp_path / "other"))
    assert _row("keys").level == BAD
    monkeypatch.setenv("SOXA_KEY_FILE", str(tmp_path / "none"))
    assert "Không thấy tệp khóa" in _row("keys").found.what


def _row(code):
    return next(one for one in table.findings() if one.code == code)


def test_copies_by_age_and_place(own_place, monkeypatch):
    assert machine.copies(SOME).level == WARN
    traces.leave(traces.BACKUP, file=str(own_place / "so.zip"))
    gone = machine.copies(SOME)
    assert (gone.level, "không còn ở chỗ cũ" in gone.what) == (GOOD, True)
    (own_place / "so.zip").write_bytes(b"")
    assert "cùng ổ đĩa" in machine.copies(SOME).what
    now = timezone.now()
    for days, level in ((8, WARN), (31, BAD)):
        monkeypatch.setattr(machine.timezone, "now", lambda days=days: now + timedelta(days=days))
        assert machine.copies(SOME).level == level


def test_a_timer_that_stopped(monkeypatch):
    assert machine.timer(SOME).level == WARN
    traces.leave(traces.TICK)
    assert machine.timer(SOME).level == GOOD
    now = timezone.now()
    for hours, level in ((25, GOOD), (27, WARN), (24 * 8, BAD)):
        monkeypatch.setattr(machine.timezone, "now", lambda hours=hours: now + timedelta(hours=hours))
        assert machine.timer(SOME).level == level


def test_a_note_nobody_can_read_is_no_note(own_place):
    (own_place / "last-tick.json").write_text("{")
    assert traces.last(traces.TICK) is None


def test_styles_gathered_and_lost(own_place):
    assert machine.styles(SOME).level == WARN
    root = own_place / "static"
    root.mkdir()
    (root / "staticfiles.json").write_text('{"paths": {"a.css": "a.1.css", "b.css": "b.1.css"}}')
    (root / "a.1.css").write_text("")
    assert "Thiếu 1 tệp" in machine.styles(SOME).what
    (root / "b.1.css").write_text("")
    assert machine.styles(SOME).level == GOOD


def test_a_file_altered_or_gone(own_place, monkeypatch):
    # the demo's own files lie in another place: only uploads are looked for here
    monkeypatch.setattr(book, "HOLDERS", [one for one in book.HOLDERS if one.model == "kernel.Upload"])
    digest = files.keep(b"as it was")
    place = own_place / "files" / digest[:2] / digest[2:]
    (place.parent / f"{place.name}.0011.new").write_bytes(b"half written")
    for asked in (SOME, EVERY):
        assert book.kept_files(asked).level == GOOD
    place.write_bytes(b"as it is")
    for asked in (SOME, EVERY):
        assert "không còn nguyên" in book.kept_files(asked).what
    place.unlink()
    Upload.objects.create(
        kind="members", unit_id=tree().by_code("99901").id, kept=digest, name="a.xlsx", account_id=1
    )
    for asked in (SOME, EVERY):
        found = book.kept_files(asked)
        assert (found.level, digest[:12] in found.what) == (BAD, True)


def test_seals_broken_or_late():
    journal.seal()
    assert book.seals(EVERY).level == GOOD
    old = journal.write(acting("test"), "settings", "set", subject=("setting", "x"))
    Entry._base_manager.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=2))
    assert book.seals(SOME).level == WARN
    sealed = Entry.objects.exclude(seal=None).last()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE kernel_entry SET actor = 'ai khác' WHERE id = %s", [sealed.pk])
    assert book.seals(SOME).level == BAD
    assert "bị sửa ngoài chương trình" in book.seals(EVERY).what


def test_only_the_newest_seals_are_read_for_a_page():
    for number in range(4):
        journal.write(acting("test"), "settings", "set", subject=("setting", str(number)))
        journal.seal()
    first, *_others, last = Entry.objects.filter(subject_kind="setting", seal__isnull=False).order_by("-id")[
        :4
    ][::-1]
    Entry._base_manager.filter(pk=first.pk).update(actor="ai khác")
    assert journal.broken_seals(last=2) == []
    assert journal.broken_seals() == [first.seal]
    Entry._base_manager.filter(pk=last.pk).update(actor="ai khác")
    assert journal.broken_seals(last=2) == [last.seal]
    assert journal.broken_seals(last=99) == [first.seal, last.seal]


def test_the_calendar_ahead():
    ensure_calendar()
    assert book.calendar(SOME).level == GOOD
    CalendarDay.objects.filter(day__year=2026).update(assumed=True)
    assert book.calendar(SOME).level == WARN
    CalendarDay.objects.filter(day__year=2026).delete()
    assert book.calendar(SOME).level == BAD


def test_the_database_and_the_release():
    assert book.database(EVERY).level == GOOD
    assert book.release(SOME).level == GOOD


@pytest.mark.parametrize(
    "error", [KeyTrouble("Mất khóa."), DatabaseError("no such table"), OSError(13, "Permission denied", "/x")]
)
def test_a_check_that_cannot_look_is_a_finding(monkeypatch, error):
    def look(_asked):
        raise error

    monkeypatch.setattr(table, "CHECKS", (Check("x", "X", look),))
    (found,) = table.findings()
    assert found.level == BAD
    assert found.found.to_do


@pytest.mark.parametrize(
    ("levels", "level", "said"),
    [
        ((GOOD, GOOD), GOOD, "không có việc phải làm"),
        ((GOOD, WARN, WARN), WARN, "2 việc nên làm sớm"),
        ((WARN, BAD, GOOD), BAD, "1 việc phải làm ngay, 1 việc nên làm sớm"),
    ],
)
def test_it_is_summed_up(levels, level, said):
    found = [Finding(str(number), "", Found(one, "")) for number, one in enumerate(levels)]
    assert table.summary(found)[0] == level
    assert said in table.summary(found)[1]


def test_the_book_is_open_or_alone(own_place):
    with traces.held_open() as free:
        assert free
        with traces.held_open() as also:
            assert also
        with traces.held_alone() as alone:
            assert not alone
    with traces.held_alone() as alone, traces.held_open() as free:
        assert (alone, free) == (True, False)
    assert os.listdir(own_place) == ["open.lock"]
