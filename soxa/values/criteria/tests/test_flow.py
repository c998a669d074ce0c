"""A result is written, verified by another, gives way to the next; what is refused, in which words."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from soxa.kernel.access import ROLES, Actor
from soxa.kernel.figures import Moment, find, read
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, Unit
from soxa.law.periods import FOREVER
from soxa.org.models import Account, Office
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.values.criteria import flow
from soxa.values.criteria.counting import board
from soxa.values.criteria.models import CriteriaSet, CriterionResult, Indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

NEW, OLD = "2026–2030", "2021–2025"


def commune():
    return Unit.objects.get(code="99901").pk


def indicator(code, version=NEW, of="rural.commune"):
    rows = Indicator.objects.select_related("criterion__of")
    return rows.get(code=code, criterion__of__version=version, criterion__of__code=of)


def hand(name):
    account = Account.objects.get(username=name)
    office = Office.objects.filter(person=account.person).exclude(role="").order_by("rank").first()
    role = "government" if name == "diep.cao" else office.role
    return Actor(account.full_name(), office.title, office.unit_id, account.pk, ROLES[role])


def person(name):
    return Account.objects.get(username=name).person_id


def said(**more):
    given = {
        "on": date(2026, 11, 16), "value": None, "outcome": "passed", "evidence": "Biên bản ngày 16/11/2026",
        "assessor": person("yen.le"), "paper": None,
    }  # fmt: skip
    return {**given, **more}


def assess(one, by="yen.le", **more):
    return flow.assess(commune(), one, said(**more), hand(by), today=DEMO_DAY)


def verify(case, by="diep.cao", on=date(2026, 11, 18)):
    flow.take("verify", case, hand(by), {"on": on, "remark": ""})


def count(on=DEMO_DAY):
    return read(find("rural.criteria"), Moment.at(on), commune()).text


def test_the_commune_stands_at_seven_of_ten():
    assert count() == "7/10"
    assert count(date(2026, 3, 31)) == "6/10"
    assert count(date(2026, 6, 9)) == "6/10"
    assert count(date(2026, 6, 10)) == "7/10"


def test_a_result_counts_from_its_day_once_another_verified_it():
    made = assess(indicator("infrastructure"))
    assert count() == "7/10"
    verify(made)
    assert count() == "8/10"
    assert count(date(2026, 11, 15)) == "7/10"
    made.refresh_from_db()
    assert (made.verified_by_id, made.verified_on) == (person("diep.cao"), date(2026, 11, 18))
    before = CriterionResult.objects.get(indicator=made.indicator, replaced_by=made)
    assert (before.outcome, before.until, made.until) == ("failed", date(2026, 11, 16), FOREVER)


def test_an_earlier_day_written_later_takes_its_place_between():
    later = assess(indicator("infrastructure"))
    verify(later)
    between = assess(indicator("infrastructure"), on=date(2026, 9, 1))
    verify(between)
    chain = CriterionResult.objects.filter(indicator=later.indicator, state="verified").order_by("since")
    assert [(one.since, one.until) for one in chain] == [
        (date(2026, 3, 20), date(2026, 9, 1)), (date(2026, 9, 1), date(2026, 11, 16)), (date(2026, 11, 16), FOREVER),
    ]  # fmt: skip
    assert count(date(2026, 10, 1)) == "8/10"


def test_the_same_day_again_stands_in_place_of_the_first():
    verify(assess(indicator("infrastructure")))
    verify(assess(indicator("infrastructure"), outcome="failed"))
    assert count() == "7/10"
    rows = CriterionResult.objects.filter(indicator__code="infrastructure", since=date(2026, 11, 16))
    assert sorted((one.outcome, one.until > one.since) for one in rows) == [
        ("failed", True),
        ("passed", False),
    ]


@pytest.mark.parametrize(
    ("by", "words"),
    [
        ("yen.le", "Chức vụ hiện nay"),
        ("tuyet.ngo", "người đánh giá kết quả này"),
        ("kien.phung", "Chức vụ hiện nay"),
    ],
)
def test_nobody_verifies_his_own(by, words):
    made = assess(indicator("infrastructure"), assessor=person("tuyet.ngo"))
    with pytest.raises(Refused, match=words):
        verify(made, by=by)
    made.refresh_from_db()
    assert made.state == "waiting"


def test_who_wrote_it_down_for_another_does_not_verify_it():
    made = assess(indicator("infrastructure"), by="tuyet.ngo")
    with pytest.raises(Refused, match="người ghi kết quả này vào sổ"):
        verify(made, by="tuyet.ngo")


def test_a_result_sent_back_counts_for_nothing_and_may_be_written_anew():
    made = assess(indicator("infrastructure"))
    flow.take("return", made, hand("diep.cao"), {"on": DEMO_DAY, "remark": "Thiếu biên bản"})
    assert count() == "7/10"
    assess(indicator("infrastructure"))


def test_one_waits_at_a_time_and_may_be_taken_back():
    made = assess(indicator("infrastructure"))
    with pytest.raises(Refused, match="đang có một kết quả chờ thẩm định"):
        assess(indicator("infrastructure"))
    flow.withdraw(made, hand("yen.le"), today=DEMO_DAY)
    assess(indicator("infrastructure"))
    with pytest.raises(Refused, match="không còn chờ"):
        flow.withdraw(made, hand("yen.le"), today=DEMO_DAY)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"on": DEMO_DAY + timedelta(days=1)}, "chưa đến"),
        ({"on": date(2026, 2, 14)}, "áp dụng từ ngày 15/02/2026"),
        ({"outcome": ""}, "nêu đạt hoặc chưa đạt"),
        ({"outcome": "not_applicable"}, "áp dụng cho mọi đơn vị"),
        ({"assessor": 10**9}, "không giữ chức vụ nào"),
    ],
)
def test_what_is_refused_writes_nothing(more, words):
    before = Entry.objects.count(), CriterionResult.objects.count()
    with pytest.raises(Refused, match=words):
        assess(indicator("infrastructure"), **more)
    assert (Entry.objects.count(), CriterionResult.objects.count()) == before


def test_nobody_is_newly_found_by_a_set_that_has_ended():
    with pytest.raises(Refused, match="không dùng để xét công nhận mới từ ngày 15/02/2026"):
        assess(indicator("power_household_pct", OLD), value=Decimal(99), outcome="")
    made = assess(
        indicator("power_household_pct", OLD), value=Decimal("97.99"), outcome="", on=date(2026, 2, 14)
    )
    assert (made.outcome, made.asked) == ("failed", "≥ 98%")


def test_a_number_is_judged_by_the_book_and_not_by_words():
    at = date(2026, 2, 10)
    assert (
        assess(indicator("health_insurance_pct", OLD), value=Decimal(90), outcome="failed", on=at).outcome
        == "passed"
    )
    with pytest.raises(Refused, match="đánh giá bằng số"):
        assess(indicator("irrigated_pct", OLD), outcome="passed", on=at)
    with pytest.raises(Refused, match="không ghi bằng số"):
        assess(indicator("disaster_4onsite", OLD), value=Decimal(1), on=at)


def test_where_a_set_asks_nothing_of_the_place_nothing_is_written():
    one = indicator("irrigated_pct", OLD)
    one.zones = {"ĐBSH": "-"}
    one.save(update_fields=["zones"])
    from soxa.kernel.access import machine
    from soxa.kernel.preferences import put
    from soxa.values.criteria.places import REGION

    put(REGION, "ĐBSH", since=date(2026, 1, 1), actor=machine("thử"), unit_id=commune())
    with pytest.raises(Refused, match="không áp dụng cho đơn vị"):
        assess(one, value=Decimal(99), on=date(2026, 2, 10))


def test_a_threshold_that_changed_meanwhile_sends_it_back():
    one = indicator("irrigated_pct", OLD)
    made = assess(one, value=Decimal(85), on=date(2026, 2, 10))
    Indicator.objects.filter(pk=one.pk).moved(made.entry, threshold=Decimal(90))
    with pytest.raises(Refused, match="đã đổi từ “≥ 80%” thành “≥ 90%”"):
        verify(CriterionResult.objects.get(pk=made.pk))


def test_verified_not_before_it_was_assessed():
    with pytest.raises(Refused, match="không trước ngày đánh giá"):
        verify(assess(indicator("infrastructure")), on=date(2026, 11, 15))


LIFE = {
    ("waiting", "verify", "head"): "verified",
    ("waiting", "return", "head"): "returned",
    ("waiting", "verify", "government"): "verified",
    ("waiting", "return", "government"): "returned",
    ("waiting", "verify", "secretary"): "verified",
    ("waiting", "return", "secretary"): "returned",
}
WHO = {
    "head": "office_head", "government": "government", "secretary": "secretary", "clerk": "clerk", "front": "front",
    "auditor": "auditor", "cell": "cell_secretary",
}  # fmt: skip


@pytest.mark.parametrize(
    ("state", "name", "who"), list(product(["waiting", "verified", "returned"], flow.RESULT.steps, WHO))
)
def test_life(state, name, who):
    case = CriterionResult(state=state, assessor_id=1)
    refused = flow.RESULT.steps[name].refusal(case, Actor("x", role=ROLES[WHO[who]]))
    assert (not refused) == ((state, name, who) in LIFE)


def test_a_set_of_communes_measures_no_cell():
    cell = Unit.objects.get(code="99901.14").pk
    with pytest.raises(Refused, match="Bộ này đánh giá xã"):
        flow.assess(cell, indicator("planning"), said(), hand("yen.le"), today=DEMO_DAY)


def test_the_criteria_behind_the_number_are_the_ten():
    of = CriteriaSet.objects.get(code="rural.commune", version=NEW)
    told = board(of, commune(), DEMO_DAY)
    states = {part.criterion.number: part.outcome for part in told.criteria}
    assert [number for number, state in states.items() if state != "passed"] == [2, 3, 5]
    assert len(states) == 10
    assert told.waiting == 1


def test_the_own_list_of_digital_transformation_answers_with_its_colour():
    assert read(find("digital.status"), Moment.at(DEMO_DAY), commune()).text == "Vàng"
    assert read(find("digital.status"), Moment.at(date(2026, 8, 1)), commune()).text == "Chưa có số liệu"
    of = CriteriaSet.objects.get(code="own.digital")
    told = board(of, commune(), DEMO_DAY).count
    assert (told.met, told.of, told.word) == (8, 10, "Vàng")


def test_villages_stand_by_the_set_of_villages():
    of = CriteriaSet.objects.get(code="own.model-village")
    stand = {
        code: board(of, Unit.objects.get(code=code).pk, DEMO_DAY).count.text
        for code in ("99901.09", "99901.14", "99901.10", "99901.11")
    }
    assert stand == {"99901.09": "10/10", "99901.14": "7/10", "99901.10": "3/10", "99901.11": "0/10"}


def test_a_criterion_of_which_nothing_applies_is_not_counted():
    from soxa.values.criteria.counting import tallied

    one = indicator("planning")
    Indicator.objects.filter(pk=one.pk).moved(CriterionResult.objects.first().entry, kind="not_applicable")
    of = CriteriaSet.objects.get(code="rural.commune", version=NEW)
    assert board(of, commune(), DEMO_DAY).count.text == "6/9"
    assert tallied(of, [commune()], DEMO_DAY)[commune()][0].text == "6/9"
    assert count() == "6/9"
