"""What a bad day brings to targets: half-told periods, months beside halves, plans that gave way, units merged away, numbers nobody approved."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.desk.tests.signing_in import markup
from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Unit
from soxa.law.periods import Period
from soxa.org.models import Account, Office
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.targets import flow
from soxa.steering.targets.lists import board
from soxa.steering.targets.models import PlannedValue, Standing, Target
from soxa.steering.targets.reading import measurable, read_targets
from soxa.values.models import ReportedValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HAND = machine("kiểm thử")
YEAR, H1, JUNE = (Period.parse(key) for key in ("2026", "2026-H1", "2026-06"))


def commune() -> int:
    return Unit.objects.get(code="99901").pk


def got(code, period=H1, **more):
    target = Target.objects.get(code=code, span=Target.YEAR)
    return read_targets([target], period, target.unit_id, **more)[0]


def test_a_period_under_way_is_held_against_the_days_that_have_passed():
    # checks and supervisions: on 15/6 four of eight, where 166 of 365 days ask for less than four
    on_time = got("party.inspections_done", YEAR, upto=date(2026, 6, 15))
    assert (on_time.number, on_time.level) == (4, Standing.GREEN)
    assert on_time.until == date(2026, 6, 16)


def test_the_assessment_of_a_period_under_way_counts_up_to_its_day_and_moves_when_read_again():
    case = flow.begin(commune(), YEAR, HAND, today=date(2026, 11, 10))
    assert case.counted_on == date(2026, 11, 10)
    flow.take("refresh", case, HAND, {"on": date(2026, 11, 18)})
    case.refresh_from_db()
    assert case.counted_on == date(2026, 11, 18)
    assert set(Standing.objects.filter(assessment=case).values_list("since", "until")) == {
        (date(2026, 11, 18), date(2026, 11, 18))
    }


def decide(period, on):
    case = flow.begin(commune(), period, HAND, today=on)
    said = {"reason": "x", "remedy": "y", "remedy_due": date(2026, 12, 15), "changed_why": ""}
    for row in Standing.objects.filter(assessment=case):
        if row.lacks:
            flow.judge(row, {"level": row.level, "person": row.person_id, **said}, HAND, today=on)
    flow.take("decide", case, HAND, {"on": on, "paper": ""})


def test_a_month_decided_after_its_half_year_does_not_take_its_place():
    from soxa.values.cut_off import set_party_cut_off

    set_party_cut_off(commune(), H1, date(2026, 6, 30), on=DEMO_DAY, actor=HAND)
    half = flow.Assessment.objects.get(until=date(2026, 7, 1))
    flow.take("reopen", half, HAND, {"on": DEMO_DAY, "why": "đổi ngày chốt"})
    flow.take("refresh", half, HAND, {"on": DEMO_DAY})
    flow.take("decide", half, HAND, {"on": DEMO_DAY, "paper": ""})
    decide(JUNE, DEMO_DAY)
    found = board(commune(), DEMO_DAY)
    assert (found.assessment.pk, found.rows[5].standing.text) == (half.pk, "17.240 con")


def test_a_target_that_ended_leaves_the_open_assessment_when_it_is_read_again():
    case = flow.begin(commune(), Period.parse("2026-Q3"), HAND, today=DEMO_DAY)
    target = Target.objects.get(code="agriculture.pigs")
    target.until = date(2026, 9, 1)
    target.save()
    flow.take("refresh", case, HAND, {"on": DEMO_DAY})
    assert not Standing.objects.filter(assessment=case, target=target).exists()


def test_a_plan_that_came_with_the_values_and_gave_way_stands_beside():
    target = Target.objects.get(code="budget.revenue")
    facts = {"since": YEAR.since, "until": YEAR.until, "giver": "committee", "leads": True, "paper": ""}
    flow.plan(
        target, {**facts, "value": Decimal(22_000_000_000), "met": None, "of": None}, HAND, today=DEMO_DAY
    )
    read = got("budget.revenue")
    assert read.plan.text == "22.000 triệu đồng"
    assert {(one.text, one.giver) for one in read.others} == {
        ("23.000 triệu đồng", "Hội đồng nhân dân giao"), ("21.400 triệu đồng", "dự toán tỉnh giao"),
    }  # fmt: skip


@pytest.mark.parametrize(("floor", "level"), [("10.000", "yellow"), ("14.000", "red")])
def test_a_threshold_in_money_is_in_the_unit_that_is_printed(floor, level):
    target = Target.objects.get(code="budget.revenue")
    target.yellow_from = Decimal(floor.replace(".", ""))
    target.save()
    PlannedValue.objects.create(
        target=target, since=YEAR.since, until=YEAR.until, value=Decimal(30_000_000_000)
    )
    assert got("budget.revenue").level == level


def test_what_nobody_approved_is_said_to_be_so():
    from soxa.values.filing.models import Filing

    value = ReportedValue.objects.get(
        measure__code="agriculture.pigs", until=date(2026, 7, 1), sort=ReportedValue.ESTIMATE
    )
    fields = {"unit_id": commune(), "since": value.since, "until": value.until, "group": "agriculture"}
    known = {one.name for one in Filing._meta.fields}
    value.filing = Filing.objects.create(
        **{name: held for name, held in fields.items() if name.removesuffix("_id") in known}
    )
    value.approved_on = None
    value.save()
    assert got("agriculture.pigs").text == "17.240 con (chưa duyệt)"


def test_a_unit_that_was_merged_away_begins_nothing_more():
    old = Unit.objects.get(code="99912").pk
    with pytest.raises(Refused, match="không hoạt động"):
        flow.begin(old, Period.parse("2025-H2"), HAND, today=DEMO_DAY)
    facts = {
        "code": "poverty.rate", "title": "Hộ nghèo", "position": 1, "higher": False, "pace": "whole", "yellow_from": None,
        "threshold_why": "", "lead_unit": None, "person": None, "resolution": None, "paper": "",
    }  # fmt: skip
    with pytest.raises(Refused, match="ghi ở đơn vị kế thừa"):
        flow.new_target(
            old, {**facts, "since": date(2025, 7, 1), "until": date(2025, 12, 31)}, HAND, today=DEMO_DAY
        )
    made = flow.new_target(
        old, {**facts, "since": date(2025, 1, 1), "until": date(2025, 12, 31)}, HAND, today=DEMO_DAY
    )
    # its last whole half-year is still assessed, also after the merger
    case = flow.begin(old, Period.parse("2025-H1"), HAND, today=DEMO_DAY)
    assert [row.target_id for row in case.standings.all()] == [made.pk]


def test_a_line_of_a_form_measures_no_target():
    assert "party.admitted" in measurable() and "poverty.rate" in measurable()
    assert not [code for code in measurable() if code.startswith("form")]


def test_what_can_measure_asks_for_the_catalogue_once(django_assert_num_queries):
    with django_assert_num_queries(1):
        measurable()


@pytest.fixture
def office(client):
    client.force_login(Account.objects.get(username="tuyet.ngo"))
    return client


TYPED = {
    "title": "Rừng trồng mới", "code": "agriculture.sown_area", "span": "year", "position": "25", "higher": "1",
    "pace": "linear", "since": "01/01/2026", "until": "31/12/2026",
}  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": "rural.criteria"}, "Số liệu này đã là một chỉ tiêu trong thời gian ấy."),
        ({"until": "31/12/2025"}, "Ngày cuối không trước ngày đầu."),
        ({"yellow_from": "12"}, "Ngưỡng riêng phải ghi lý do."),
        ({"person": "999999"}, "Người này nay không giữ chức vụ nào trong xã: chọn người khác."),
        ({}, ""),
    ],
)
def test_a_target_is_looked_at_while_it_is_typed(office, given, said):
    page = markup(office.post("/chi-tieu/kiem/?don-vi=99901", {**TYPED, **given}))
    assert said in page if said else "notice" not in page
    assert not Target.objects.filter(code="agriculture.sown_area").exists()


@pytest.mark.parametrize(("floor", "said"), [("9", "Ngưỡng vàng phải thấp hơn kế hoạch"), ("8", "")])
def test_a_threshold_lies_short_of_the_plan(office, floor, said):
    held = Target.objects.get(code="rural.criteria")
    PlannedValue.objects.create(target=held, since=YEAR.since, until=YEAR.until, met=9, of=10)
    typed = {**TYPED, "title": held.title, "code": held.code, "yellow_from": floor, "threshold_why": "x"}
    page = markup(office.post(f"/chi-tieu/kiem/?chi-tieu={held.pk}", typed))
    assert said in page if said else "notice" not in page


def test_one_whose_office_ended_is_named_on_the_form(office):
    held = Target.objects.get(code="rural.criteria")
    Office.objects.filter(person_id=held.person_id).moved(held.entry, until=date(2026, 11, 20))
    page = markup(office.get(f"/chi-tieu/{held.pk}/dinh-chinh/"))
    assert f"{held.person.full_name} nay không giữ chức vụ nào trong xã: chọn người khác." in page
    assert "/chi-tieu/kiem/" in page


PLANS = [
    ("budget.revenue", {"value": "23.000.000"}, "gấp khoảng"),
    ("poverty.rate", {"value": "2,7"}, "cao hơn số năm 2025 (2,64%)"),
    ("budget.revenue", {"value": "24.000", "giver": "own"}, ""),
    ("party.admitted", {"value": "33", "giver": "province"}, "Mỗi kỳ chỉ lấy một kế hoạch"),
]


@pytest.mark.parametrize(("code", "given", "said"), PLANS)
def test_a_plan_is_looked_at_while_it_is_typed_and_asked_about_when_sent(office, code, given, said):
    target = Target.objects.get(code=code, span=Target.YEAR)
    ReportedValue.objects.create(
        measure=ReportedValue.objects.filter(measure__code="budget.revenue").first().measure, unit_id=commune(),
        since=date(2025, 1, 1), until=date(2026, 1, 1), value=Decimal(22_100_000_000),
    )  # fmt: skip
    typed = {"period": "2026", "giver": "committee", "leads": "on", **given}
    assert said in markup(office.post(f"/chi-tieu/{target.pk}/ke-hoach/kiem/", typed))
    before = PlannedValue.objects.count()
    answer = office.post(f"/chi-tieu/{target.pk}/ke-hoach/", typed)
    assert (answer.status_code, PlannedValue.objects.count() - before) == ((422, 0) if said else (302, 1))
