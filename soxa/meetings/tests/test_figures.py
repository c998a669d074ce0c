"""Figures of meetings by hand: held of those due, on the third, who came both ways, themes, minutes, papers."""

from datetime import date, time

import pytest

from soxa.kernel.figures import Moment, find, read, read_many, read_series, row_filter
from soxa.law.periods import Period
from soxa.meetings import flow, lists
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.tests.conftest import closing, opening
from soxa.party.tests.conftest import head_of
from soxa.samples.demo_fixture import settle, standing

pytestmark = pytest.mark.django_db
OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
MONTHS = Moment.over(Period.parse("2026-10-01..2026-12-01"))


def met(cast, head, unit, month, on, *, ended=time(21, 0), theme="", away=(), papers=None):
    """A meeting of a cell from its beginning to its end; `away`: name → answer."""
    one = Meeting.objects.get(unit=cast.units[unit], month=month)
    if papers:
        told = {
            "planned_on": on,
            "planned_at": time(19, 30),
            "place": "",
            "why": "bận",
            "theme": "",
            "agenda": ["Việc"],
        }
        flow.take("convene", one, head, {**told, "papers": True, "on": papers})
    flow.take("open", one, head, opening(on=on, why="bận mùa"))
    away = dict(away)
    answers = {row.person_id: away.get(row.name, row.answer) for row in lists.roll_of(one, on)}
    flow.call_roll(one, answers, head)
    person = next(key for key, said in answers.items() if said == Presence.PRESENT)
    flow.take("close", one, head, closing(person, ended_at=ended, theme=theme))


@pytest.fixture(scope="module")
def standing_book(standing_cast, django_db_blocker):
    with standing(django_db_blocker):
        written(standing_cast, head_of(standing_cast))
        settle()
        yield


@pytest.fixture
def book(standing_book, cast):
    """Two cells of the upper commune over two months, as `written`."""
    return cast


def written(cast, head):
    """Two cells of the upper commune over two months: three meetings held, one called off.

    Bến Đá (five members) on 3 October, all came, 90 minutes; on 5 November with a theme, 119 minutes, one excused and one
    absent. The school (two) on 3 October, one came over the line, papers out on the 2nd; in November none.
    """
    cells = [cast.units["ben_da"].pk, cast.units["school"].pk]
    for month in (OCTOBER, NOVEMBER):
        flow.lay_out(cells, month, head, on=month)
    met(cast, head, "ben_da", OCTOBER, date(2026, 10, 3))
    away = {"Đặng Thị Ân": Presence.EXCUSED, "Lò Văn Ấn": Presence.ABSENT}
    met(
        cast, head, "ben_da", NOVEMBER, date(2026, 11, 5), ended=time(21, 29), theme="Rác ven sông", away=away
    )
    met(
        cast,
        head,
        "school",
        OCTOBER,
        date(2026, 10, 3),
        away={"Hà Văn Thụ": Presence.ONLINE},
        papers=date(2026, 10, 2),
    )
    school = Meeting.objects.get(unit=cast.units["school"], month=NOVEMBER)
    flow.take("call_off", school, head, {"on": date(2026, 11, 3), "why": "thi"})


def told(code, moment, unit):
    reading = read(find(code), moment, unit.pk)
    assert row_filter(find(code), moment, unit.pk).count() == reading.part
    return reading.part, reading.whole, reading.text


@pytest.mark.parametrize(
    ("code", "part", "whole", "text"),
    [
        ("meetings.held", 3, 4, "75%"),
        ("meetings.on_fixed_day", 2, 3, "66,67%"),
        ("meetings.attendance", 10, 12, "83,33%"),
        ("meetings.attendance_unexcused", 10, 11, "90,91%"),
        ("meetings.thematic_held", 1, None, "1"),
        ("meetings.duration", 2, 3, "66,67%"),
        ("meetings.papers_on_time", 1, 3, "33,33%"),
    ],
)
def test_two_months_of_two_cells(book, code, part, whole, text):
    counted = told(code, MONTHS, book.units["upper"])
    assert counted[0] == part
    assert counted[2] == text
    assert whole is None or counted[1] == whole


def test_one_cell_and_one_month(book):
    october = Moment.over(Period.parse("2026-10"))
    assert told("meetings.held", october, book.units["ben_da"])[:2] == (1, 1)
    assert told("meetings.attendance", october, book.units["school"])[:2] == (2, 2)


def test_a_meeting_after_the_cut_off_was_not_held_yet(book):
    on = Moment.over(Period.parse("2026-11-01..2026-11-05"))
    assert told("meetings.held", on, book.units["ben_da"])[:2] == (0, 1)
    assert told("meetings.attendance", on, book.units["ben_da"])[:2] == (0, 0)


def test_before_the_rule_no_meeting_was_on_its_day(book):
    early = Moment.over(Period.parse("2025-H1"))
    assert told("meetings.on_fixed_day", early, book.units["upper"])[:2] == (0, 0)


def test_months_in_a_row_are_read_in_one_scan_each_as_it_is_read_alone(book, django_assert_num_queries):
    months = [Moment.over(Period.parse(f"2026-{month:02}")) for month in range(9, 13)]
    units = [book.units[name].pk for name in ("upper", "ben_da", "school")]
    figure, upper = find("meetings.attendance"), book.units["upper"].pk
    alone = [read_many([figure], one, units) for one in months]
    with django_assert_num_queries(2):  # the tree's version, and the one scan
        told = read_series([figure], months, units)
    assert told == alone
    counted = [(one[figure.code, upper].part, one[figure.code, upper].whole) for one in told]
    assert counted == [(0, 0), (7, 7), (3, 5), (0, 0)]


def test_what_is_judged_by_the_day_is_read_for_each_month_apart(book):
    months = [Moment.over(Period.parse(key)) for key in ("2026-10", "2026-11-01..2026-11-05", "2026-11")]
    figure, upper = find("meetings.held"), book.units["upper"].pk
    told = [one[figure.code, upper] for one in read_series([figure], months, [upper])]
    assert [(one.part, one.whole) for one in told] == [(2, 2), (0, 2), (1, 2)]
