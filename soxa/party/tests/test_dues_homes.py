"""A month's list follows who is at home on its first day: who moved, died, came late; nobody's move blocks a cell."""

from datetime import date

import pytest

from soxa.kernel.models import Entry
from soxa.party.dues import flow, lists
from soxa.party.dues.flow import Payment
from soxa.party.dues.models import DuesLine, DuesMonth
from soxa.party.flow import take
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_dues import CASH, NOVEMBER, everybody

DECEMBER = date(2026, 12, 1)
HOME = "/dang-vien/dang-phi/"


@pytest.fixture
def school(cast) -> int:
    pk: int = cast.units["school"].pk
    return pk


def moves(cast, head, on: date) -> None:
    facts = {"unit": cast.units["school"].pk, "on": on, "paper": "GT 1"}
    take("move_within", cast.members["an"], head, today=TODAY, facts=facts)


def names(unit_id: int, month: date) -> set[str]:
    return {one.member.person.full_name for one in DuesLine.objects.filter(unit_id=unit_id, month=month)}


def test_a_line_drawn_ahead_comes_over_to_the_cell_of_who_moved(cast, paying, school, head):
    flow.draw([paying], DECEMBER, head, today=TODAY)
    moves(cast, head, date(2026, 11, 15))
    done = flow.collect(
        school, DECEMBER, {cast.members["thay"].pk: Payment(TODAY, "cash", 9_000)}, head, today=TODAY
    )
    assert done.written == 1
    assert "Bùi Văn An" in names(school, DECEMBER)
    assert "Bùi Văn An" not in names(paying, DECEMBER)
    line = DuesLine.objects.get(member=cast.members["an"], month=DECEMBER)
    assert (line.sheet.unit_id, line.due) == (school, 81_900)


def test_one_move_does_not_stop_the_lists_of_all_cells(at, cast, paying, school, head):
    flow.draw([paying], DECEMBER, head, today=TODAY)
    moves(cast, head, date(2026, 11, 15))
    at("chanh").post(f"{HOME}lap/", {"thang": "2026-12"})
    assert {one.unit_id for one in DuesMonth.objects.filter(month=DECEMBER)} == {paying, school}
    assert "Bùi Văn An" in names(school, DECEMBER)


def test_what_was_paid_before_a_late_paper_stays_where_it_was_paid(at, cast, paying, school, head):
    flow.collect(paying, NOVEMBER, everybody(cast), head, today=TODAY)
    moves(cast, head, date(2026, 10, 25))
    text = at("chanh").get(f"{HOME}chi-bo/99801.02/?thang=2026-11").content.decode()
    assert "Đã nộp ở chi bộ khác" in text
    assert "thu đảng phí" not in text
    flow.collect(school, NOVEMBER, {}, head, today=TODAY)
    assert len(names(school, NOVEMBER)) == 2
    assert DuesLine.objects.get(member=cast.members["an"], month=NOVEMBER).unit_id == paying
    assert "Bùi Văn An" in {one.member.person.full_name for one in lists.sheet_of(paying, NOVEMBER).paid}


def test_who_died_is_asked_for_no_more(cast, paying, head):
    flow.draw([paying], DECEMBER, head, today=TODAY)
    take("died", cast.members["an"], head, today=TODAY, facts={"on": date(2026, 11, 19), "paper": "GCT 4"})
    assert "Bùi Văn An" not in {one.member.person.full_name for one in lists.sheet_of(paying, DECEMBER).open}
    flow.reckon_month(DuesMonth.objects.get(), head, today=TODAY)
    assert names(paying, DECEMBER) == {"Đặng Thị Ân", "Lò Văn Ấn", "Triệu Thị Âu", "Vi Thị Bưởi"}


def test_who_died_after_paying_ahead_keeps_what_he_paid(cast, paying, head):
    flow.collect(paying, DECEMBER, {cast.members["an"].pk: CASH}, head, today=TODAY)
    take("died", cast.members["an"], head, today=TODAY, facts={"on": date(2026, 11, 19), "paper": "GCT 4"})
    flow.reckon_month(DuesMonth.objects.get(), head, today=TODAY)
    assert DuesLine.objects.get(member=cast.members["an"]).amount == 81_900


def test_one_written_down_late_is_on_the_list_and_pays(cast, paying, school, head):
    flow.collect(school, NOVEMBER, {}, head, today=TODAY)
    moves(cast, head, date(2026, 10, 15))
    assert "Bùi Văn An" in {one.member.person.full_name for one in lists.sheet_of(school, NOVEMBER).open}
    done = flow.collect(school, NOVEMBER, {cast.members["an"].pk: CASH}, head, today=TODAY)
    assert done.written == 1
    assert DuesLine.objects.get(member=cast.members["an"]).amount == 81_900
    followed = Entry.objects.get(flow="dues", step="reckon")
    assert followed.facts == {"month": "2026-11", "late": 1, "gone": 0}
    again = flow.collect(school, NOVEMBER, {cast.members["an"].pk: CASH}, head, today=TODAY)
    assert (again.written, Entry.objects.filter(step="reckon").count()) == (0, 1)


def test_brought_up_to_date_on_the_old_list_a_line_goes_to_the_new_one(cast, paying, school, head):
    flow.draw([paying, school], NOVEMBER, head, today=TODAY)
    moves(cast, head, date(2026, 10, 25))
    flow.reckon_month(DuesMonth.objects.get(unit_id=paying), head, today=TODAY)
    assert "Bùi Văn An" in names(school, NOVEMBER)
    assert len(names(paying, NOVEMBER)) == 4


def test_one_at_home_on_the_first_day_stays_though_he_left_that_day(cast, paying, school, head):
    """The spell is half-open: moved on the 1st, he is of the new cell; moved on the 2nd, of the old."""
    flow.draw([paying, school], NOVEMBER, head, today=TODAY)
    moves(cast, head, date(2026, 11, 2))
    flow.reckon_month(DuesMonth.objects.get(unit_id=paying), head, today=TODAY)
    assert "Bùi Văn An" in names(paying, NOVEMBER)


def test_one_moved_on_the_first_day_is_of_the_new_cell(cast, paying, school, head):
    flow.draw([paying, school], NOVEMBER, head, today=TODAY)
    moves(cast, head, NOVEMBER)
    flow.reckon_month(DuesMonth.objects.get(unit_id=paying), head, today=TODAY)
    assert "Bùi Văn An" in names(school, NOVEMBER)
