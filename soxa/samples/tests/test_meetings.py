"""The demo commune's half-year of cell meetings, figure for figure as it was counted by hand."""

from datetime import date

import pytest
from django.db.models import Count

from soxa.kernel.figures import Moment, find, read, row_filter
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.meetings.kinds import KINDS
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.summoned import proposed
from soxa.org.models import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
# month: met of due, on the 3rd, had to come, came
BY_HAND = {
    "2026-01": ((56, 56), 45, (1_131, 1_262)),
    "2026-02": ((56, 56), 54, (1_165, 1_260)),
    "2026-03": ((56, 56), 52, (1_149, 1_258)),
    "2026-04": ((55, 56), 49, (1_136, 1_246)),
    "2026-05": ((55, 56), 39, (1_109, 1_243)),
    "2026-06": ((55, 56), 47, (1_133, 1_243)),
    "2026-H1": ((333, 336), 286, (6_823, 7_512)),
}


def told(code, key):
    return read(find(code), Moment.over(Period.parse(key)), tree().by_code("99901").id)


@pytest.mark.parametrize("key", BY_HAND)
def test_a_month_and_the_half_year(key):
    held, on_day, came = (told(f"meetings.{code}", key) for code in ("held", "on_fixed_day", "attendance"))
    assert ((held.part, held.whole), on_day.part, (came.part, came.whole)) == BY_HAND[key]


def test_shares_as_the_report_prints_them():
    shares = {
        code: told(f"meetings.{code}", "2026-H1").text for code in ("held", "on_fixed_day", "attendance")
    }
    assert shares == {"held": "99,11%", "on_fixed_day": "85,89%", "attendance": "90,83%"}
    assert told("meetings.attendance_unexcused", "2026-H1").text == "98,3%"
    half = Presence.objects.filter(kind="cell", held_on__lt="2026-07-01")
    assert (half.filter(answer="excused").count(), half.filter(answer="absent").count()) == (571, 118)


def test_nobody_of_the_demo_stays_away_twice_without_a_reason():
    away = Presence.objects.filter(answer=Presence.ABSENT, meeting__month__year=2026)
    assert len(away) == len(set(away.values_list("member_id", flat=True)))


# held in the half-year, and of them without paper where that is said
BODIES = {
    "briefing": (22, 22), "secretaries": (6, 0), "standing": (9, 9), "committee": (3, 2), "people_committee": (6, 0),
    "council": (1, 0), "council_special": (2, 0), "voters": (5, 0), "dialogue": (1, 0), "village": (36, 0),
}  # fmt: skip


def test_the_other_meetings_of_the_half_year():
    half = Meeting.objects.filter(held_on__lt="2026-07-01")
    counted = {
        kind: (half.filter(kind=kind).count(), half.filter(kind=kind, paperless=True).count())
        for kind in BODIES
    }
    assert counted == BODIES
    assert half.filter(kind="village", held_on__month=1).count() == 36
    sizes = {
        kind: set(half.filter(kind=kind).annotate(n=Count("summonses")).values_list("n", flat=True))
        for kind in ("briefing", "standing", "committee")
    }
    assert sizes == {"briefing": {3}, "standing": {9}, "committee": {27}}


def test_the_briefing_of_secretaries_calls_every_cell_those_of_the_base_organisation_too():
    commune = tree().by_code("99901").id
    called = proposed(KINDS["secretaries"], commune, date(2026, 11, 20))
    assert len(called) == len({one.person_id for one in called}) == Office.objects.filter(
        Office.standing(date(2026, 11, 20)), code="cell_secretary"
    ).values("person").distinct().count()  # fmt: skip
    assert len(called) > 50


# of those counted, of how many, as printed
QUALITY = {
    "meetings.quality_good": (271, 333, "81,38%"),
    "meetings.quality_fair": (51, 333, "15,32%"),
    "meetings.quality_average": (9, 333, "2,7%"),
    "meetings.quality_poor": (2, 333, "0,6%"),
    "meetings.scored": (333, 333, "100%"),
    "meetings.thematic": (104, 112, "92,86%"),
    "meetings.paperless": (33, 34, "97,06%"),
    "meetings.paperless_briefing": (22, 22, "100%"),
    "meetings.paperless_standing": (9, 9, "100%"),
    "meetings.paperless_committee": (2, 3, "66,67%"),
}


@pytest.mark.parametrize("code", QUALITY)
def test_quality_of_the_half_year(code):
    reading = told(code, "2026-H1")
    assert (reading.part, reading.whole, reading.text) == QUALITY[code]
    unit_id, moment = tree().by_code("99901").id, Moment.over(Period.parse("2026-H1"))
    assert row_filter(find(code), moment, unit_id).count() == reading.part
    assert row_filter(find(code), moment, unit_id, part="whole").count() == reading.whole


def test_themes_by_quarter():
    assert [(one.part, one.whole) for one in (told("meetings.thematic", f"2026-Q{n}") for n in (1, 2))] == [
        (53, 56),
        (51, 56),
    ]


def test_who_follows_came_no_oftener_than_assigned():
    due, came = told("meetings.follow_due", "2026-H1"), told("meetings.followed", "2026-H1")
    share = told("meetings.followed_share", "2026-H1")
    assert 0 < came.part < due.part <= 333
    assert (share.part, share.whole) == (came.part, due.part)
