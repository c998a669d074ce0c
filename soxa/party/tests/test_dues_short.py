"""A month is paid when as much came as is owed: what is short stays owed, is asked about, and its rest is paid once."""

from datetime import date

import pytest

from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.flow import Refused
from soxa.party.dues import flow, grounds, lists, printed
from soxa.party.dues.flow import Payment
from soxa.party.dues.models import DuesLine, DuesMonth
from soxa.party.flow import take
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_dues import CASH, NOVEMBER, OCTOBER, everybody
from soxa.party.tests.test_dues_import import BEN_DA as CELL
from soxa.party.tests.test_dues_import import paid as planned

BEN_DA = "/dang-vien/dang-phi/chi-bo/99801.01/"
DECEMBER = date(2026, 12, 1)
SOON = date(2026, 10, 5)


def figures(unit_id: int, on: date = TODAY) -> tuple[int, int]:
    due, paid = (read(FIGURES[f"party.dues_{one}"], Moment.at(on), unit_id).part for one in ("due", "paid"))
    return due, paid


def in_arrears(cast) -> list[tuple[str, tuple[date, ...]]]:
    rows = list(lists.arrears_counted(cast.accounts["chanh"], TODAY))
    return [(one.name, one.months) for one in lists.arrears_of(rows, TODAY)]


@pytest.fixture
def short(cast, paying, head) -> DuesLine:
    """October: all five paid, An 8.190 of his 81.900 on the 5th."""
    told = everybody(cast, Payment(SOON, "cash")) | {cast.members["an"].pk: Payment(SOON, "cash", 8_190)}
    flow.collect(paying, OCTOBER, told, head, today=TODAY)
    line: DuesLine = DuesLine.objects.get(member=cast.members["an"])
    return line


def test_one_who_paid_a_part_has_not_paid(cast, at, paying, short):
    assert (short.short, short.settled) == (73_710, False)
    assert figures(paying) == (5, 4)
    assert in_arrears(cast) == [("Bùi Văn An", (OCTOBER,))]
    row = lists.CellRow(paying, "99801.01", "")
    lists.numbered([row], OCTOBER)
    assert (row.owing, row.paid, row.level, row.words) == (5, 4, "warn", "còn 1 đồng chí")
    assert row.collected == 8_190 + 26_000 + 7_400 + 11_100 + 5_000
    text = at("chanh").get(f"{BEN_DA}?thang=2026-10").content.decode()
    assert "đã nộp 8.190 đồng ngày 05/10/2026, còn thiếu" in text
    assert "còn thiếu 73.710 đồng" in text
    assert "còn thiếu 73.710 đồng" in at("chanh").get("/dang-vien/dang-phi/no/").content.decode()
    sheet = printed.month_list(lists.sheet_of(paying, OCTOBER))
    assert "8.190 (còn thiếu 73.710)" in {cell for line in sheet.lines for cell in line.cells}


def test_the_rest_is_paid_once_on_its_own_day(cast, at, paying, short):
    """Ticked and pressed twice: 73.710 more on 05/11; at the end of October he still owed."""
    facts = {
        "on": "5/11/2026",
        "way": "portal",
        f"nop-{short.member_id}": "1",
        f"da-{short.member_id}": "8190",
    }
    for _twice in range(2):
        assert at("buong").post(f"{BEN_DA}?thang=2026-10", facts).status_code == 302
    short.refresh_from_db()
    assert (short.amount, short.extra, short.paid_on, short.way) == (81_900, 0, date(2026, 11, 5), "portal")
    assert figures(paying) == (5, 5)
    assert figures(paying, date(2026, 10, 31)) == (5, 4)
    assert in_arrears(cast) == []


def test_two_equal_parts_are_two(cast, paying, head, short):
    an, half = cast.members["an"].pk, Payment(SOON, "cash", 8_190, before=8_190)
    assert flow.collect(paying, OCTOBER, {an: half}, head, today=TODAY).written == 1
    again = flow.collect(paying, OCTOBER, {an: half}, head, today=TODAY)
    assert (again.written, again.held) == (0, ())
    short.refresh_from_db()
    assert (short.amount, short.short) == (16_380, 65_520)
    stale = Payment(TODAY, "cash", 65_520, before=8_190)
    assert flow.collect(paying, OCTOBER, {an: stale}, head, today=TODAY).held == (an,)
    with pytest.raises(Refused, match="không trước ngày 05/10/2026"):
        flow.collect(
            paying, OCTOBER, {an: Payment(date(2026, 10, 4), "cash", None, 16_380)}, head, today=TODAY
        )


@pytest.mark.parametrize(("typed", "asked"), [("81.899", True), ("81.900", False), ("81.901", False)])
def test_a_sum_below_what_is_owed_is_asked_about(at, cast, paying, typed, asked):
    an = cast.members["an"].pk
    facts = {"on": "5/11/2026", "way": "cash", f"tien-{an}": typed}
    answer = at("buong").post(f"{BEN_DA}?thang=2026-11", facts)
    assert answer.status_code == (422 if asked else 302)
    assert DuesMonth.objects.exists() is not asked
    if asked:
        text = answer.content.decode()
        assert "Ít hơn số phải nộp, 81.900 đồng. Gõ nhầm thì sửa số tiền" in text
        assert f'name="phan-{an}"' in text
        assert at("buong").post(f"{BEN_DA}?thang=2026-11", facts | {f"phan-{an}": "1"}).status_code == 302
        assert DuesLine.objects.get(member_id=an).short == 1


def test_a_correction_below_what_is_owed_is_asked_about(at, cast, paying, head):
    flow.collect(paying, NOVEMBER, {cast.members["an"].pk: CASH}, head, today=TODAY)
    line = DuesLine.objects.get(member=cast.members["an"])
    facts = {"amount": "8.190", "on": "5/11/2026", "way": "cash", "basis": "Phiếu thu 4"}
    address = f"/dang-vien/dang-phi/khoan/{line.pk}/"
    assert "Ít hơn số phải nộp, 81.900 đồng" in at("chanh").post(address, facts).content.decode()
    assert at("chanh").post(address, facts | {"partly": "on"}).status_code == 302
    line.refresh_from_db()
    assert line.short == 73_710


def test_a_grant_lowers_what_is_short(cast, paying, head, short):
    """Half of 81.900 is 40.950; of that 8.190 came. Free altogether, the 8.190 were given."""
    facts = {
        "kind": "reduced",
        "percent": 50,
        "ground": "hardship",
        "since": OCTOBER,
        "until": NOVEMBER,
        "paper": "NQ 5",
    }
    made = grounds.grant(cast.members["an"], paying, facts, head, today=TODAY)
    short.refresh_from_db()
    assert (short.due, short.short, short.extra) == (40_950, 32_760, 0)
    grounds.end_relief(made, paying, OCTOBER, head, basis="Nhầm", today=TODAY)
    free = {"kind": "free", "ground": "hardship", "since": OCTOBER, "until": NOVEMBER, "paper": "NQ 6"}
    grounds.grant(cast.members["an"], paying, free, head, today=TODAY)
    short.refresh_from_db()
    assert (short.due, short.extra, short.settled) == (0, 8_190, True)


def test_a_workbook_with_less_than_owed_tells_so_before_it_is_written(cast, paying):
    row = ["Bùi Văn An", CELL, "11/2026", 8190, "05/11/2026", "Tiền mặt"]
    told = [fault.text for fault in planned(cast, row).warnings]
    assert any("ít hơn số phải nộp, 81.900 đồng" in one for one in told)


def test_a_line_drawn_ahead_of_one_who_died_is_asked_of_nobody(cast, paying, head):
    """December drawn on the 20th, An died on the 19th: four owe in December, also before anybody presses a button."""
    flow.draw([paying], DECEMBER, head, today=TODAY)
    assert figures(paying, date(2026, 12, 31)) == (5, 0)
    take("died", cast.members["an"], head, today=TODAY, facts={"on": date(2026, 11, 19), "paper": "GCT 4"})
    assert figures(paying, date(2026, 12, 31)) == (4, 0)
    row = lists.CellRow(paying, "99801.01", "")
    lists.numbered([row], DECEMBER)
    assert row.owing == 4


def test_a_line_drawn_ahead_of_one_who_moved_is_not_asked_of_the_old_cell(cast, paying, head):
    flow.draw([paying], DECEMBER, head, today=TODAY)
    facts = {"unit": cast.units["school"].pk, "on": date(2026, 11, 15), "paper": "GT 1"}
    take("move_within", cast.members["an"], head, today=TODAY, facts=facts)
    row = lists.CellRow(paying, "99801.01", "")
    lists.numbered([row], DECEMBER)
    assert row.owing == 4
    assert figures(cast.units["upper"].pk, date(2026, 12, 31)) == (5, 0)
