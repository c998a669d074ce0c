"""Figures of quality by hand: whose score a day reads, the switch on discipline, who follows and came, themes by quarter."""

from datetime import date, time
from decimal import Decimal

import pytest

from soxa.kernel.figures import Moment, find, read, row_filter
from soxa.kernel.preferences import put
from soxa.law.periods import Period
from soxa.meetings.kinds import CELL_THEME
from soxa.meetings.models import Guest, Meeting
from soxa.meetings.quality.catalogue import ensure_sheets
from soxa.meetings.quality.discipline import POOR_IF
from soxa.meetings.quality.models import Score, ScoreSheet
from soxa.org.models import Office, Person
from soxa.party.discipline.models import Discipline

pytestmark = pytest.mark.django_db


def met(unit, month, *, on=3, **facts):
    """A meeting of a cell as the record has it."""
    first = date(2026, month, 1)
    held = first.replace(day=on) if on else None
    return Meeting.objects.create(
        unit=unit, month=first, planned_on=first.replace(day=3), held_on=held, **facts
    )


def scored(meeting, side, level, since, until=date(9999, 12, 31)):
    """A score that decides on these days."""
    return Score.objects.create(
        meeting=meeting, unit=meeting.unit, month=meeting.month, side=side, sheet=ScoreSheet.objects.first(),
        scored_on=since, since=since, until=until, total=Decimal(80), level=level,
    )  # fmt: skip


def told(code, moment, unit):
    reading = read(find(code), moment, unit.pk)
    assert row_filter(find(code), moment, unit.pk).count() == reading.part
    return reading.part, reading.whole


def over(key, cut=None):
    return Moment.over(Period.parse(key), cut=cut)


@pytest.fixture
def book(cast):
    """Bến Đá's October: the cell said good on the 4th, its follower fair on the 10th. The school's: the cell said average."""
    ensure_sheets()
    own = met(cast.units["ben_da"], 10)
    scored(own, Score.SELF, "good", date(2026, 10, 4), date(2026, 10, 10))
    scored(own, Score.FOLLOWER, "fair", date(2026, 10, 10))
    scored(met(cast.units["school"], 10), Score.SELF, "average", date(2026, 10, 5))
    return cast


@pytest.mark.parametrize(
    ("cut", "good", "fair", "average"),
    [
        (date(2026, 10, 3), (0, 0), (0, 0), (0, 0)),
        (date(2026, 10, 4), (1, 1), (0, 1), (0, 1)),
        (date(2026, 10, 9), (1, 2), (0, 2), (1, 2)),
        (date(2026, 10, 10), (0, 2), (1, 2), (1, 2)),
    ],
)
def test_a_day_reads_the_score_that_decided_then(book, cut, good, fair, average):
    upper, moment = book.units["upper"], over("2026-10", cut)
    assert told("meetings.quality_good", moment, upper) == good
    assert told("meetings.quality_fair", moment, upper) == fair
    assert told("meetings.quality_average", moment, upper) == average
    assert told("meetings.quality_poor", moment, upper) == (0, good[1])


def test_scored_of_those_held(book):
    met(book.units["dong_cham"], 10)
    met(book.units["ben_da"], 11, on=None)
    assert told("meetings.scored", over("2026-Q4", date(2026, 10, 31)), book.units["province"]) == (2, 3)


def disciplined(cast, key, on, **more):
    return Discipline.objects.create(
        member=cast.members[key], unit=cast.units["ben_da"], violation="vi phạm", act_on=date(2026, 9, 1),
        opened_on=date(2026, 9, 2), source="chi bộ", decided_on=on, level="reprimand", **more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("on", "more", "poor"),
    [
        (date(2026, 10, 1), {}, 1), (date(2026, 10, 31), {}, 1), (date(2026, 9, 30), {}, 0), (date(2026, 11, 1), {}, 0),
        (date(2026, 10, 15), {"annulled_on": date(2026, 10, 20)}, 0),
    ],
)  # fmt: skip
def test_a_month_with_discipline_is_poor_only_where_a_province_says_so(book, head, on, more, poor):
    disciplined(book, "an", on, **more)
    moment = over("2026-10", date(2026, 11, 5)) if on.month != 11 else over("2026-10")
    assert told("meetings.quality_poor", moment, book.units["upper"]) == (0, 2)
    put(POOR_IF, value=True, since=date(2026, 1, 1), actor=head)
    assert told("meetings.quality_poor", moment, book.units["upper"]) == (poor, 2)
    assert told("meetings.quality_fair", moment, book.units["upper"]) == (1 - poor, 2)


def test_followed_of_those_that_were_to_be(cast):
    """Followed from 5 September until 3 November, that day not: of three meetings only that of October was to be, and he came."""
    person = Person.objects.first()
    Office.objects.create(
        person=person, unit=cast.units["ben_da"], code="cell_follower", title="Đảng ủy viên theo dõi chi bộ",
        since=date(2026, 9, 5), until=date(2026, 11, 3),
    )  # fmt: skip
    meetings = [met(cast.units["ben_da"], month) for month in (9, 10, 11)]
    met(cast.units["school"], 10)
    Guest.objects.create(meeting=meetings[0], name="A", follower=True)
    Guest.objects.create(meeting=meetings[1], name="A", follower=True)
    Guest.objects.create(meeting=meetings[1], name="B", follower=True)
    Guest.objects.create(meeting=meetings[2], name="C", follower=False)
    moment = over("2026-H2", date(2026, 11, 20))
    assert told("meetings.follow_due", moment, cast.units["upper"])[0] == 1
    assert told("meetings.followed", moment, cast.units["upper"])[0] == 1
    assert told("meetings.followed_share", moment, cast.units["upper"]) == (1, 1)


def test_a_quarter_has_its_theme_once_whatever_month_it_was(cast):
    """Bến Đá: July with a theme, and again in August. The school: a sitting of its own in September. Đồng Chằm: in June and October only."""
    for unit in ("ben_da", "school", "dong_cham"):
        for month in (6, 7, 8, 9, 10):
            themes = {("ben_da", 7): "A", ("ben_da", 8): "B", ("dong_cham", 6): "C", ("dong_cham", 10): "D"}
            met(cast.units[unit], month, theme=themes.get((unit, month), ""))
    met(cast.units["school"], 9, on=20, kind=CELL_THEME)
    province = cast.units["province"]
    assert told("meetings.thematic", over("2026-Q3"), province) == (2, 3)
    assert told("meetings.thematic", over("2026-Q2"), province) == (1, 3)
    assert told("meetings.thematic", over("2026-Q3", date(2026, 9, 19)), province) == (1, 3)
    assert told("meetings.thematic", over("2026-08"), province) == (0, 0)
    assert told("meetings.thematic_held", over("2026-Q3"), province)[0] == 2


def test_paper_of_committees(cast):
    for kind, paperless in (
        ("standing", True),
        ("standing", None),
        ("committee", False),
        ("briefing", True),
        ("secretaries", True),
    ):
        Meeting.objects.create(
            kind=kind, unit=cast.units["upper"], month=date(2026, 10, 1), planned_on=date(2026, 10, 7),
            held_on=date(2026, 10, 7), began_at=time(8), paperless=paperless,
        )  # fmt: skip
    october = over("2026-10")
    assert told("meetings.paperless", october, cast.units["upper"]) == (2, 4)
    assert told("meetings.paperless_standing", october, cast.units["upper"]) == (1, 2)
    assert told("meetings.paperless_committee", october, cast.units["upper"]) == (0, 1)
