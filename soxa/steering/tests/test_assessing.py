"""An assessment from its beginning to its end: what is read, what must be said, what stands in force when, who may."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Unit
from soxa.law.periods import FOREVER, Period
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.targets import flow
from soxa.steering.targets.lists import board
from soxa.steering.targets.models import Assessment, PlannedValue, Standing, Target
from soxa.values.models import Measure, ReportedValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HAND = machine("kiểm thử")
Q3 = Period.parse("2026-Q3")
SAID = {"reason": "Thiếu vốn", "remedy": "Bố trí vốn", "remedy_due": date(2026, 12, 15), "changed_why": ""}


def commune() -> int:
    return Unit.objects.get(code="99901").pk


@pytest.fixture
def third():
    """The third quarter, for which pigs alone were reported: 18.500, all of the plan."""
    pigs = Measure.objects.get(code="agriculture.pigs")
    ReportedValue.objects.create(
        measure=pigs, unit_id=commune(), since=Q3.since, until=Q3.until, value=Decimal(18_500)
    )
    return flow.begin(commune(), Q3, HAND, today=date(2026, 10, 5))


def standing(case, place):
    return Standing.objects.get(assessment=case, target__position=place)


def say_all(case):
    for row in Standing.objects.filter(assessment=case):
        if row.lacks:
            told = {"level": row.level, "person": row.person_id, **SAID}
            flow.judge(row, told, HAND, today=date(2026, 10, 6))


def decide(case):
    flow.take("decide", case, HAND, {"on": date(2026, 10, 8), "paper": "Kết luận 52"})


def test_it_reads_the_period_itself(third):
    assert third.counted_on == date(2026, 9, 30)
    assert (standing(third, 6).text, standing(third, 6).level) == ("18.500 con", Standing.GREEN)
    assert standing(third, 1).level == Standing.NO_VALUE
    assert standing(third, 24).level == Standing.NOT_DUE


def test_an_open_one_is_no_word_yet(third):
    assert board(commune(), DEMO_DAY).rows[5].standing.level == Standing.YELLOW


def test_nothing_yellow_or_red_is_decided_without_its_remedy(third):
    before = Standing.objects.filter(until=FOREVER).count()
    with pytest.raises(Refused, match="còn thiếu: .*nguyên nhân.*việc khắc phục, hạn"):
        decide(third)
    third.refresh_from_db()
    assert third.state == Assessment.OPEN
    assert Standing.objects.filter(until=FOREVER).count() == before


def test_the_later_word_takes_the_place_of_the_earlier_from_its_day_on(third):
    say_all(third)
    decide(third)
    levels = {
        day: board(commune(), day).rows[5].standing.level
        for day in (date(2026, 6, 14), date(2026, 6, 15), date(2026, 9, 29), date(2026, 9, 30))
    }
    assert list(levels.values()) == [Standing.GREEN, Standing.YELLOW, Standing.YELLOW, Standing.GREEN]


def test_opened_again_the_earlier_word_stands(third):
    say_all(third)
    decide(third)
    flow.take("reopen", third, HAND, {"on": date(2026, 10, 9), "why": "nhầm số"})
    assert board(commune(), DEMO_DAY).rows[5].standing.level == Standing.YELLOW
    decide(third)
    assert board(commune(), DEMO_DAY).rows[5].standing.level == Standing.GREEN


def test_an_earlier_period_decided_late_is_put_between():
    case = flow.begin(commune(), Period.parse("2026-05"), HAND, today=date(2026, 11, 2))
    say_all(case)
    decide(case)
    levels = [
        board(commune(), day).rows[5].standing.level
        for day in (date(2026, 5, 30), date(2026, 5, 31), DEMO_DAY)
    ]
    # of May nothing was reported
    assert levels == [Standing.GREEN, Standing.NO_VALUE, Standing.YELLOW]


def test_a_period_is_assessed_once():
    with pytest.raises(Refused, match="đã được đánh giá"):
        flow.begin(commune(), Period.parse("2026-H1"), HAND, today=DEMO_DAY)


def test_read_again_the_numbers_change_and_what_was_said_stays(third):
    row = standing(third, 9)
    flow.judge(row, {"level": row.level, "person": row.person_id, **SAID}, HAND, today=date(2026, 10, 6))
    value = ReportedValue.objects.get(measure__code="agriculture.pigs", since=Q3.since, until=Q3.until)
    value.value = Decimal(17_000)
    value.save()
    flow.take("refresh", third, HAND, {"on": date(2026, 10, 7)})
    assert (standing(third, 6).text, standing(third, 6).level) == ("17.000 con", Standing.YELLOW)
    assert standing(third, 9).reason == "Thiếu vốn"


def test_a_level_that_people_changed_stays_when_read_again(third):
    row = standing(third, 6)
    told = {"level": Standing.YELLOW, "person": row.person_id, **SAID, "changed_why": "Đang có dịch"}
    flow.judge(row, told, HAND, today=date(2026, 10, 6))
    flow.take("refresh", third, HAND, {"on": date(2026, 10, 7)})
    assert (standing(third, 6).level, standing(third, 6).proposed) == (Standing.YELLOW, Standing.GREEN)


def test_a_decided_one_is_not_judged_anew():
    case = Assessment.objects.get(until=date(2026, 7, 1))
    row = standing(case, 9)
    with pytest.raises(Refused, match="mở lại"):
        flow.judge(row, {"level": row.level, "person": row.person_id, **SAID}, HAND, today=DEMO_DAY)


def test_one_who_holds_no_office_answers_for_nothing(third):
    from soxa.org.models import Office, Person

    stranger = Person.objects.exclude(pk__in=Office.objects.values("person_id")).first()
    row = standing(third, 9)
    with pytest.raises(Refused, match="không giữ chức vụ"):
        flow.judge(row, {"level": row.level, "person": stranger.pk, **SAID}, HAND, today=DEMO_DAY)


def planned(target, value, giver="committee", *, leads=True):
    facts = {"since": target.since, "until": target.until, "giver": giver, "leads": leads, "paper": ""}
    return flow.plan(
        target, {**facts, "value": Decimal(value), "met": None, "of": None}, HAND, today=DEMO_DAY
    )


def test_a_later_plan_of_the_same_giver_takes_the_place_of_the_earlier():
    target = Target.objects.get(code="party.admitted")
    made = planned(target, 35)
    rows = PlannedValue.objects.filter(target=target).order_by("pk")
    assert [(one.value, one.replaced_by_id) for one in rows] == [(32, made.pk), (35, None)]


def test_of_two_givers_one_leads():
    target = Target.objects.get(code="party.admitted")
    planned(target, 40, "province")
    rows = PlannedValue.objects.filter(target=target, leads=True)
    assert [one.giver for one in rows] == ["province"]


def test_a_plan_lies_within_its_target():
    target = Target.objects.get(code="party.admitted")
    facts = {"since": date(2026, 1, 1), "until": date(2028, 1, 1), "giver": "own", "leads": True, "paper": ""}
    with pytest.raises(Refused, match="từ 01/01/2026 đến 31/12/2026"):
        flow.plan(target, {**facts, "value": Decimal(1), "met": None, "of": None}, HAND, today=DEMO_DAY)
