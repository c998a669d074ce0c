"""The demo commune's counts, written by hand and asked of the rows by plain queries."""

from datetime import date, timedelta

import pytest
from django.db.models import Count

from soxa.kernel.models import Unit, Within
from soxa.party.models import Cell, Exemption, Member, Membership, MissingPaper

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

CUT = date(2026, 6, 15)
T = date(2026, 11, 20)

AT_CUT_OFF = {
    "Khu 1": 57, "Khu 2": 46, "Khu 3": 43, "Khu 4": 40, "Khu 5": 38, "Khu 6": 35, "Khu 7": 32, "Khu 8": 27,
    "thôn Đầm Sen": 45, "thôn Gò Mít": 40, "thôn Trung (Khê Hạ)": 37, "thôn Nội": 34, "thôn Ngoại": 32,
    "thôn Bến Đá": 30, "thôn Cây Sung": 28, "thôn Vực Trong": 26, "thôn Đồng Chằm": 23, "thôn Xuân Lãng": 16,
    "thôn Lương Thượng": 44, "thôn Lương Hạ": 38, "thôn Bãi Nổi": 35, "thôn Quán Gạch": 32, "thôn Rừng Cọ": 30,
    "thôn Tân Tiến (Lương Bình)": 27, "thôn Đoàn Kết": 23, "thôn Ao Vàng": 18, "thôn Chợ Mới": 14,
    "thôn Mai Đông": 42, "thôn Mai Đoài": 37, "thôn Trung (Mai Trạch)": 32, "thôn Tân Tiến (Mai Trạch)": 30,
    "thôn Đồi Chè": 25, "thôn Suối Cạn": 23, "thôn Đình Cả": 21, "thôn Vườn Dâu": 18, "thôn Hồng Lạc": 9,
    "Cơ quan Đảng - Mặt trận Tổ quốc": 28, "Văn phòng HĐND - UBND": 13,
    "Phòng Kinh tế và Phòng Văn hóa - Xã hội": 12, "Trung tâm Phục vụ hành chính công": 10,
    "Công an xã": 25, "Quân sự xã": 7, "Trạm Y tế": 12,
    "Trường THCS Đồng Vải": 24, "Trường Tiểu học Đồng Vải": 21, "Trường THCS Khê Hạ": 19,
    "Trường Tiểu học Khê Hạ": 18, "Trường THCS Lương Bình": 17, "Trường TH-THCS Mai Trạch": 16,
    "Trường Tiểu học Lương Bình": 15, "Trường Mầm non Đồng Vải": 15, "Trường Mầm non Khê Hạ": 12,
    "Công ty CP May Sông Cẩm": 9, "Công ty TNHH Chè Lương Bình": 6,
    "HTX Nông nghiệp Khê Hạ": 7, "HTX Thủy sản Đầm Sen": 4,
}  # fmt: skip


def standing(on):
    return Membership.objects.filter(kind="home", since__lte=on, until__gt=on)


def number(day):
    return day.year * 10000 + day.month * 100 + day.day


def inside(unit_code, on):
    unit = Unit.objects.get(code=unit_code)
    return Within.objects.filter(ancestor=unit, custody=False, since__lte=on, until__gt=on).values("unit")


def test_members_of_each_cell_at_the_cut_off_day():
    told = standing(CUT).values_list("unit__names__name").annotate(Count("pk"))
    assert {name.removeprefix("Chi bộ "): count for name, count in told} == AT_CUT_OFF
    assert len(AT_CUT_OFF) == 56
    assert sum(AT_CUT_OFF.values()) == 1417


# end of the day → members, official, probationary
STOCKS = {
    date(2024, 12, 31): (1395, 1371, 24),  # 24 admitted in 2024
    date(2025, 6, 30): (1396, 1372, 24),  # 12 of the second half of 2024, 12 of the first half of 2025
    date(2025, 7, 1): (1396, 1372, 24),
    date(2025, 12, 31): (1409, 1382, 27),  # 12 of the first half of 2025, 15 of the second
    date(2026, 6, 15): (1417, 1388, 29),  # 14 of the second half of 2025, 1 let slip, 14 of 2026
    date(2026, 6, 30): (1418, 1387, 31),
    date(2026, 11, 20): (1418, 1389, 29),
}


@pytest.mark.parametrize("on", list(STOCKS))
def test_members_official_and_probationary(on):
    members = standing(on)
    official = members.filter(member__recognised_on__lte=number(on)).count()
    assert (members.count(), official, members.count() - official) == STOCKS[on]


# half-open period → admitted, in, out, died, struck off, recognised
FLOWS = {
    (date(2025, 1, 1), date(2025, 7, 1)): (12, 9, 10, 9, 1, 12),
    (date(2025, 7, 1), date(2026, 1, 1)): (15, 24, 15, 10, 1, 12),
    (date(2026, 1, 1), date(2026, 6, 16)): (14, 11, 8, 8, 1, 11),
    (date(2026, 6, 16), date(2026, 7, 1)): (2, 0, 0, 1, 0, 0),
    (date(2026, 7, 1), date(2026, 11, 21)): (9, 7, 8, 8, 0, 11),
}


@pytest.mark.parametrize(("since", "until"), list(FLOWS))
def test_flows(since, until):
    opened = Membership.objects.filter(kind="home", since__gte=since, since__lt=until)
    closed = Membership.objects.filter(kind="home", until__gte=since, until__lt=until)
    recognised = Member.objects.filter(recognised_on__gte=number(since), recognised_on__lt=number(until))
    assert (
        opened.filter(opened_by="admitted").count(),
        opened.filter(opened_by="in").count(),
        closed.filter(closed_by="out").count(),
        closed.filter(closed_by="died").count(),
        closed.filter(closed_by="struck_off").count(),
        recognised.count(),
    ) == FLOWS[since, until]
    assert opened.filter(opened_by="internal").count() == closed.filter(closed_by="internal").count()


def test_the_four_old_communes_before_the_merger_and_none_after():
    before = {"99911": 392, "99912": 385, "99913": 322, "99914": 297}
    on = date(2025, 6, 30)
    assert {code: standing(on).filter(unit__in=inside(code, on)).count() for code in before} == before
    day = date(2025, 7, 1)
    assert standing(day).filter(unit__in=inside("99901", day)).count() == 1396
    assert [standing(day).filter(unit__in=inside(code, day)).count() for code in before] == [0, 0, 0, 0]


def test_the_merger_carried_the_members_of_sixteen_cells_into_seven():
    closed = Membership.objects.filter(closed_by="reorganised", until=date(2025, 7, 1))
    opened = Membership.objects.filter(opened_by="reorganised", since=date(2025, 7, 1))
    assert closed.count() == opened.count() == 103
    assert closed.values("unit").distinct().count() == 16
    assert opened.values("unit").distinct().count() == 7
    assert set(closed.values_list("member", flat=True)) == set(opened.values_list("member", flat=True))


@pytest.mark.parametrize(("on", "women"), [(CUT, 463), (T, 466)])
def test_women(on, women):
    assert standing(on).filter(member__person__sex="F").count() == women


# at the end of the day → exempt, exempt for a time, away for a time
EASED = {CUT: (118, 16, 9), T: (118, 13, 9)}


@pytest.mark.parametrize("on", list(EASED))
def test_eased_duties(on):
    here = standing(on).values("member")
    rows = Exemption.objects.filter(Exemption.standing(on), member__in=here)
    kinds = ("exempt", "temp_exempt", "temp_out")
    assert tuple(rows.filter(kind=kind).count() for kind in kinds) == EASED[on]


def test_six_visitors_are_not_counted():
    visits = Membership.objects.filter(kind="attached", since__lte=CUT, until__gt=CUT)
    assert visits.count() == 6
    assert not Membership.objects.filter(kind="home", member__in=visits.values("member")).exists()
    assert visits.filter(since__lte=T, until__gt=T).count() == 6


def complete(on):
    lacking = MissingPaper.objects.filter(MissingPaper.standing(on)).values("member")
    return standing(on).filter(member__file_checked_on__lte=on).exclude(member__in=lacking).count()


def test_complete_files():
    assert complete(CUT) == 1406
    lacking = MissingPaper.objects.filter(MissingPaper.standing(CUT))
    told = dict(lacking.values_list("paper__code").annotate(Count("pk")))
    assert told == {"annual_supplement": 6, "new_member_class": 3, "photo": 2}
    assert set(lacking.filter(paper__code="annual_supplement").values_list("year", flat=True)) == {2025}
    assert complete(T) == 1411  # four of the annual supplements were put in on 14/9/2026
    assert complete(date(2025, 6, 30)) == 1396


def test_card_exchange():
    official = standing(CUT).filter(member__recognised_on__lte=number(CUT))
    assert official.filter(member__card_exchanged_on__lte=CUT).count() == 1380
    waits = official.exclude(member__card_wait_reason="")
    told = dict(waits.order_by().values_list("member__card_wait_reason").annotate(Count("pk")))
    assert told == {"ốm nặng": 5, "đi làm xa": 2, "sai số CCCD": 1}
    assert standing(T).filter(member__card_exchanged_on__lte=T).count() == 1381
    probationary = standing(CUT).exclude(member__recognised_on__lte=number(CUT))
    assert not probationary.filter(member__card_exchanged_on__lte=CUT).exists()
    assert not Member.objects.filter(recognised_on=None).exclude(card_no="").exists()


def test_who_was_recognised_in_2026_got_the_new_card_that_day():
    members = Member.objects.filter(recognised_on__gte=20260101)
    assert members.count() == 22
    assert [one.card_exchanged_on for one in members] == [one.recognised_on.exact for one in members]


def due_within(on, days):
    """Probationary members whose twelve months end after `on`, within so many days."""
    rows = standing(on).exclude(member__recognised_on__lte=number(on)).select_related("member")
    dues = [(row, row.member.admitted_on.exact.replace(year=row.member.admitted_on.year + 1)) for row in rows]
    return sorted(
        ((due, row) for row, due in dues if on < due <= on + timedelta(days=days)), key=lambda one: one[0]
    )


@pytest.mark.parametrize("on", [CUT, T])
def test_three_are_due_within_thirty_days_and_one_is_long_overdue(on):
    assert len(due_within(on, 30)) == 3
    overdue = standing(on).filter(member__recognised_on=None, member__admitted_on__lt=number(on) - 10000)
    assert [row.member.admitted_on.text() for row in overdue] == ["03/04/2025"]
    assert overdue.get().unit.names.get().name == "Chi bộ thôn Lương Hạ"


def test_the_first_due_is_in_vuc_trong():
    due, row = due_within(T, 30)[0]
    assert due == date(2026, 12, 2)
    assert row.unit.names.get().name == "Chi bộ thôn Vực Trong"


def test_cells_of_each_kind():
    cells = Cell.objects.filter(since__lte=T, until__gt=T)
    assert dict(cells.values_list("kind").annotate(Count("pk"))) == {
        "village": 36, "agency": 4, "police": 1, "military": 1, "health": 1, "school": 9, "enterprise": 2, "cooperative": 2,
    }  # fmt: skip
    assert cells.filter(grassroots=True).count() == 53
    under_base = cells.filter(grassroots=False).values_list("unit", flat=True)
    assert set(under_base) < {row["unit"] for row in inside("99901.CQ", T)}
    assert len(under_base) == 3
    assert Unit.objects.filter(kind="base", until__gt=T).count() == 1
    before = date(2025, 6, 30)
    assert Cell.objects.filter(since__lte=before, until__gt=before).count() == 65


@pytest.mark.parametrize("on", [CUT, T])
def test_large_village_cells_and_the_two_without_consent(on):
    counts = dict(standing(on).values_list("unit").annotate(Count("pk")))
    large = Cell.objects.filter(
        kind="village", unit__in=[unit for unit, count in counts.items() if count > 30]
    )
    assert large.count() == 19
    assert large.exclude(above_limit_consent="").count() == 17
    assert Cell.objects.exclude(above_limit_consent="").count() == 17
    assert large.exclude(above_limit_consent="").values("above_limit_consent").distinct().count() == 1


# official, probationary at the cut-off day and still on the day of the book
KNOWN_CELLS = {
    "Chi bộ HTX Thủy sản Đầm Sen": (2, 2),
    "Chi bộ thôn Đồi Chè": (24, 1),
    "Chi bộ thôn Hồng Lạc": (8, 1),
    "Chi bộ thôn Bến Đá": (29, 1),
}


@pytest.mark.parametrize("on", [CUT, T])
@pytest.mark.parametrize("name", list(KNOWN_CELLS))
def test_cells_known_by_name(name, on):
    members = standing(on).filter(unit__names__name=name)
    official = members.filter(member__recognised_on__lte=number(on)).count()
    assert (official, members.count() - official) == KNOWN_CELLS[name]


def test_who_must_attend_in_ben_da():
    """30 = 26 that must attend + 3 exempt + 1 away for a time."""
    here = standing(date(2026, 6, 3)).filter(unit__names__name="Chi bộ thôn Bến Đá")
    eased = Exemption.objects.filter(Exemption.standing(date(2026, 6, 3)), member__in=here.values("member"))
    assert dict(eased.values_list("kind").annotate(Count("pk"))) == {"exempt": 3, "temp_out": 1}
    assert here.count() == 30
