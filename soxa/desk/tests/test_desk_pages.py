"""What waits, the journal, settings and the calendar: who sees, what is written, what is refused."""

import re
from datetime import date

import pytest

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.desk.waiting import WAITING, due_words
from soxa.kernel import journal
from soxa.kernel.calendar import CULTURE_DAY_OFF, ensure_calendar, working_calendar
from soxa.kernel.models import CalendarDay, Entry, Setting
from soxa.kernel.preferences import value_of
from soxa.law.periods import FOREVER
from soxa.party.models import Membership
from soxa.samples.demo_fixture import standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book", "calendar")]
OFFICE, CELL, ADMIN, AUDITOR = "tuyet.ngo", "buong.luc", "tri.doan", "nhung.tran"


# --- what waits ---


@pytest.fixture(scope="module")
def mine(demo_book, django_db_blocker):
    """The first page of the head of the Party's office in words, asked once; what is asked of it writes nothing."""
    with standing(django_db_blocker):
        ensure_calendar()
        return words(signed_in(OFFICE).get("/"))


def test_the_office_sees_what_the_demo_commune_is_known_for(mine):
    page = mine
    assert page.count("Xét công nhận chính thức") // 2 == 4  # the title and the button's own words
    assert "9 việc đã quá hạn" in page
    assert "4 nhiệm vụ quá hạn cần đôn đốc" in page
    assert "Chi bộ HTX Thủy sản Đầm Sen: chưa đủ điều kiện thành lập" in page
    assert "Có 2 đảng viên chính thức, cần ít nhất 3." in page
    assert page.count("cần cấp trên đồng ý Có 32") + page.count("cần cấp trên đồng ý") >= 2
    assert "Chi bộ thôn Đồi Chè: chưa có chi ủy" in page
    assert "hồ sơ đảng viên còn thiếu giấy" in page


def test_a_due_day_says_why(mine):
    page = mine
    # ceremony 03/4/2025, twelve months end 03/4/2026; thirty working days from there, 27/4, 30/4 and 1/5 off
    assert "Chi bộ thôn Lương Hạ · hạn công nhận 20/05/2026 Vì sao" in page
    assert "Vì sao có hạn này?" in page
    assert "Không tính thứ Năm 30/04/2026: Ngày Chiến thắng." in page


def test_before_the_twelve_months_end_that_day_alone_is_named(mine):
    page = mine
    line = page[page.index("Còn 12 ngày") : page.index("Còn 19 ngày")]
    assert "Chi bộ thôn Vực Trong · hết 12 tháng dự bị ngày 02/12/2026 Vì sao có hạn này?" in line
    # nothing can be written before it, so the file is opened, not the act
    assert "Mở hồ sơ" in line
    assert "Ghi công nhận" not in line
    assert (
        "Việc gần nhất sắp tới: Nguyễn Văn Phong, Chi bộ thôn Nội, hết 12 tháng dự bị ngày 16/01/2027."
        in page
    )


def test_an_officer_with_nothing_to_do_and_no_sight_of_members_is_shown_none():
    page = words(signed_in("luong.nguyen").get("/"))
    assert "Không còn việc đến hạn hôm nay." in page
    assert "Xem tổng quan xã" not in page
    assert "Xét công nhận" not in page


def test_the_head_of_an_office_is_shown_its_tasks():
    page = words(signed_in("tham.mong").get("/"))
    assert "Nhiệm vụ: Vận động Quỹ “Vì người nghèo” năm 2026" in page
    assert "đôn đốc" not in page


def test_a_cell_secretary_sees_his_cell_only():
    page = words(signed_in(CELL).get("/"))
    assert "Đồi Chè" not in page and "Bế Quốc Trưởng" not in page
    assert "Rà soát nguồn kết nạp: Vi Văn Thắng" in page


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 19), ("bad", "Quá hạn 1 ngày")),
        (date(2026, 11, 20), ("warn", "Hôm nay")),
        (date(2026, 11, 27), ("warn", "Còn 7 ngày")),
        (date(2026, 11, 28), ("quiet", "Còn 8 ngày")),
    ],
)
def test_how_long_is_left(on, said):
    assert due_words(on, date(2026, 11, 20)) == said


def test_every_source_has_a_name_of_its_own():
    assert len({source.code for source in WAITING}) == len(WAITING) >= 5


# --- the journal ---


def test_the_journal_speaks_plainly(office):
    page = words(office.get("/nhat-ky/?viec=samples"))
    assert "Ghi tăng, giảm đảng viên của sổ mẫu: tháng 11 năm 2026" in page
    merged = words(office.get("/nhat-ky/?viec=units&loai=unit&ma=99912"))
    assert "Hợp nhất, sáp nhập xã Khê Hạ" in merged
    assert "Về đơn vị: xã Đồng Vải" in merged
    assert "Quyết định số 214-QĐ/TU" in merged


def test_the_journal_pages_by_number(office):
    first = office.get("/nhat-ky/").content.decode()
    numbers = [int(one) for one in re.findall(r'href="/nhat-ky/(\d+)/"', first)]
    assert len(numbers) == 50
    assert numbers == sorted(numbers, reverse=True)
    older = office.get(f"/nhat-ky/?truoc={numbers[-1]}").content.decode()
    assert max(int(one) for one in re.findall(r'href="/nhat-ky/(\d+)/"', older)) < numbers[-1]


@pytest.mark.parametrize(
    ("query", "found"),
    [("nguoi=Sổ+mẫu", True), ("nguoi=khong-ai", False), ("tu=2100-01-01", False), ("viec=settings", True)],
)
def test_the_journal_is_narrowed_by_its_address(office, query, found):
    page = words(office.get(f"/nhat-ky/?{query}"))
    assert ("Không có việc nào khớp" not in page) is found


def test_who_opens_the_journal():
    assert signed_in(CELL).get("/nhat-ky/").status_code == 403
    assert signed_in(AUDITOR).get("/nhat-ky/").status_code == 200
    entry = Entry.objects.order_by("id").first()
    assert signed_in(OFFICE).get(f"/nhat-ky/{entry.pk}/").status_code == 200
    assert signed_in(OFFICE).get("/nhat-ky/99999999/").status_code == 404


def test_names_of_members_are_kept_from_those_without_sight(office):
    spell = Membership.objects.home().filter(until=FOREVER).select_related("member__person").first()
    entry = journal.write(
        _actor(), "party", "recognise", subject=("member", str(spell.member_id)), unit_id=spell.unit_id
    )
    assert spell.member.person.full_name in words(office.get(f"/nhat-ky/{entry.pk}/"))
    hidden = words(signed_in(ADMIN).get(f"/nhat-ky/{entry.pk}/"))
    assert spell.member.person.full_name not in hidden
    assert "đảng viên" in hidden


def _actor():
    from soxa.kernel.access import machine

    return machine("test")


def test_seals_are_checked_and_a_tampered_entry_is_found(office):
    journal.seal()
    assert "Nhật ký nguyên vẹn" in words(office.get("/nhat-ky/niem/?kiem-tra=1"))
    Entry.objects.order_by("id")[5:6].get()
    sealed = Entry.objects.exclude(seal=None).order_by("id").first()
    sealed.actor = "người khác"
    sealed.save(update_fields=["actor"])
    assert "Có niêm không khớp" in words(office.get("/nhat-ky/niem/?kiem-tra=1"))


# --- settings and calendar ---


def test_a_setting_is_labelled_changed_and_remembered(office):
    assert "chưa xác nhận với văn bản" in words(office.get("/cai-dat/"))
    address = "/cai-dat/calendar.24_11_off/"
    assert office.post(address, {"value": "yes", "since": "2026-11-20"}).status_code == 302
    assert value_of(CULTURE_DAY_OFF, on=date(2026, 11, 20)) is True
    assert not working_calendar(date(2026, 11, 20)).is_working(date(2026, 11, 24))
    assert "Từ 20/11/2026: Có" in words(office.get("/cai-dat/"))


def test_a_commune_sets_its_own_reports(office):
    assert (
        office.post(
            "/cai-dat/reports.superior/", {"value": "ĐẢNG BỘ TỈNH SÔNG CẨM", "since": "2026-11-20"}
        ).status_code
        == 302
    )
    fresh = Setting.objects.filter(code="reports.superior").order_by("-id").first()
    assert (fresh.unit.code, fresh.since) == ("99901", date(2026, 11, 20))


@pytest.mark.parametrize("who", [AUDITOR, CELL])
def test_who_only_looks_changes_no_setting(who):
    client = signed_in(who)
    assert (
        client.post("/cai-dat/calendar.24_11_off/", {"value": "yes", "since": "2026-11-20"}).status_code
        == 403
    )
    assert (
        client.post("/cai-dat/lich/", {"day": "2026-12-24", "kind": "off", "reason": "x"}).status_code == 403
    )
    assert client.get("/cai-dat/khoa/").status_code == 403


def test_a_day_off_is_written_with_its_reason(office):
    given = {"day": "2026-12-24", "kind": "off", "name": "Nghỉ tránh bão", "reason": "Công điện 1/CĐ"}
    assert office.post("/cai-dat/lich/", given).status_code == 302
    assert CalendarDay.objects.get(day=date(2026, 12, 24)).name == "Nghỉ tránh bão"
    assert "Công điện 1/CĐ" in words(office.get("/cai-dat/lich/?nam=2026"))
    assert "Lịch năm này là giả định" in words(office.get("/cai-dat/lich/?nam=2027"))
    refused = office.post("/cai-dat/lich/", {**given, "reason": ""})
    assert refused.status_code == 422


def test_opening_the_recovery_sheet_is_written_down(office):
    assert "Mở phiếu để in" in words(office.get("/cai-dat/khoa/"))
    assert not Entry.objects.filter(flow="keys").exists()
    opened = office.post("/cai-dat/khoa/")
    assert opened["Cache-Control"] == "no-store"
    assert opened.content.decode().count('class="digest"') == 4
    assert Entry.objects.filter(flow="keys", step="recovery").count() == 1


# --- what pages cost, and the odd ones ---


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/", 75),
        ("/nhat-ky/", 11),  # a review is among the last acts of the demo book
        ("/nhat-ky/{entry}/", 5),
        ("/don-vi/", 4),
        ("/don-vi/99901/", 8),
        ("/cai-dat/", 5),
        ("/cai-dat/lich/", 5),
        ("/cai-dat/tai-khoan/", 6),
    ],
)
def test_a_page_asks_a_fixed_number_of_questions(office, address, count):
    known = Entry.objects.order_by("pk").values_list("pk", flat=True)[4]
    assert queries(office, address.format(entry=known)) == count


def test_all_places_are_on_one_page_for_small_screens(office):
    page = words(office.get("/them/"))
    for place in ("Số liệu", "Nhật ký", "Cài đặt", "Ra khỏi sổ"):
        assert place in page


def test_the_watchman_gets_one_line(client):
    assert client.get("/suc-khoe/").content == b"ok\n"


@pytest.mark.parametrize(
    "address", ["/khong-co/", "/don-vi/00000/", "/cai-dat/book.day/", "/don-vi/99901/bay-di/"]
)
def test_what_is_not_here_is_said_kindly(office, address):
    response = office.get(address)
    assert response.status_code == 404
    assert "Về Việc của tôi" in words(response)
