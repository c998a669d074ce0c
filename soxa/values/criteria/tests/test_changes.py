"""A set in force is changed from a day on: what was counted before stays, what was assessed stays, a day gone by is not counted anew."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from soxa.kernel.access import machine
from soxa.kernel.figures import Moment, find, read
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, Unit
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.values.criteria import making, rules
from soxa.values.criteria.answers import rows_behind
from soxa.values.criteria.counting import board, tallied
from soxa.values.criteria.models import CriteriaSet, CriterionResult, Indicator
from soxa.values.criteria.tests.test_flow import assess, commune, indicator, verify

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

ME = machine("thử")
DAY = date(2026, 11, 20)  # the demo book's today
BEFORE, NEXT = DAY - timedelta(days=1), DAY + timedelta(days=1)
SAID = {
    "number": "", "title": "Quy hoạch chi tiết", "kind": "stated", "op": "", "threshold": None, "asked": "", "zones": {},
    "unit_word": "", "may_not_apply": False, "confirmed": True,
}  # fmt: skip


def the_set():
    return CriteriaSet.objects.get(code="rural.commune", version="2026–2030")


def count(on):
    return read(find("rural.criteria"), Moment.at(on), commune()).text


def told(on):
    """The count of the page and the count of the table, which never disagree."""
    of = the_set()
    page, table = board(of, commune(), on).count.text, tallied(of, [commune()], on)[commune()][0].text
    assert page == table
    return page


def add(since, *, criterion=1, title=""):
    return making.add(the_set(), making.Told(criterion, title, dict(SAID)), ME, since=since, today=DAY)


def mend(one, changes, since, today=DAY, basis="Quyết định 77/QĐ-UBND"):
    return making.mend(one, changes, ME, basis=basis, since=since, today=today)


def test_the_days_of_these_tests():
    assert (DEMO_DAY, count(BEFORE), count(DAY)) == (DAY, "7/10", "7/10")


def test_an_indicator_more_leaves_the_days_before_it_as_they_were():
    made = add(DAY)
    assert [told(day) for day in (BEFORE, DAY, NEXT)] == ["7/10", "6/10", "6/10"]
    assert (count(BEFORE), count(DAY)) == ("7/10", "6/10")
    assert made.number == "1.2"
    assert len(board(the_set(), commune(), BEFORE).lines) == len(board(the_set(), commune(), DAY).lines) - 1


def test_a_criterion_more_is_one_of_eleven_from_its_day_only():
    add(NEXT, criterion=13, title="Bản sắc")
    assert [told(day) for day in (DAY, NEXT)] == ["7/10", "7/11"]


@pytest.mark.parametrize("since", [BEFORE, date(2026, 4, 1), date(2026, 2, 15)])
def test_a_day_gone_by_that_was_counted_is_not_counted_anew(since):
    before = Entry.objects.count(), Indicator.objects.count()
    with pytest.raises(Refused, match="chọn từ ngày 20/11/2026 trở đi"):
        add(since)
    with pytest.raises(Refused, match="chọn từ ngày 20/11/2026 trở đi"):
        mend(indicator("planning"), {"kind": rules.NOT_APPLICABLE}, since)
    assert (Entry.objects.count(), Indicator.objects.count()) == before
    assert count(BEFORE) == "7/10"


@pytest.mark.parametrize(("since", "words"), [(date(2026, 2, 14), "áp dụng từ ngày 15/02/2026")])
def test_nothing_is_asked_before_the_set(since, words):
    with pytest.raises(Refused, match=words):
        add(since)


def test_what_no_longer_applies_is_left_out_from_its_day():
    mend(indicator("planning"), {"kind": rules.NOT_APPLICABLE}, DAY)
    assert [told(day) for day in (BEFORE, DAY)] == ["7/10", "6/9"]
    rows = [rows_behind(the_set(), commune(), day, "part").count() for day in (BEFORE, DAY)]
    assert rows == [7, 6]


def test_a_threshold_that_rises_turns_no_light_and_asks_more_from_its_day():
    one = indicator("planning")
    mend(one, {"kind": "number", "op": ">=", "threshold": Decimal(95), "asked": "", "unit_word": "%"}, DAY)
    assert [told(day) for day in (BEFORE, DAY)] == ["7/10", "7/10"]  # found under what was asked then
    words = {
        day: next(
            line.indicator for line in board(the_set(), commune(), day).lines if line.indicator.key == one.pk
        )
        for day in (BEFORE, DAY)
    }
    assert (words[BEFORE].kind, words[DAY].threshold) == ("by_province", Decimal(95))
    row = CriterionResult.objects.get(indicator=one, state="verified")
    assert (row.asked, row.outcome) == ("phụ lục của Quyết định, theo nhóm xã", "passed")
    # assessed on the day itself it is the new threshold that judges; a day earlier the old words
    made = assess(one, value=Decimal(94), outcome="", on=DAY)
    assert (made.asked, made.outcome, made.indicator_id) == ("≥ 95%", "failed", one.pk)
    verify(made, on=DAY)
    assert [told(day) for day in (BEFORE, DAY)] == ["7/10", "6/10"]
    earlier = assess(one, outcome="passed", on=BEFORE)
    assert earlier.asked == "phụ lục của Quyết định, theo nhóm xã"


def test_an_assessment_waiting_from_before_is_verified_by_what_was_asked_then():
    made = assess(indicator("infrastructure"), on=BEFORE)
    mend(indicator("infrastructure"), {"asked": "phụ lục sửa đổi"}, DAY)
    verify(made, on=DAY)
    made.refresh_from_db()
    assert made.state == "verified" and count(BEFORE) == "8/10"


def test_nothing_is_found_of_an_indicator_before_it_was_asked():
    made = add(DAY)
    with pytest.raises(Refused, match="áp dụng từ ngày 20/11/2026"):
        assess(made, on=BEFORE)
    verify(assess(made, on=DAY), on=DAY)
    assert [told(day) for day in (BEFORE, DAY)] == ["7/10", "7/10"]


def test_a_change_announced_may_be_put_right_before_its_day_and_changed_again_after():
    one = indicator("planning")
    mend(one, {"asked": "lần một"}, NEXT)
    latest = Indicator.objects.get(first=one)
    mend(latest, {"asked": "lần một, đính chính"}, NEXT)
    assert Indicator.objects.filter(first=one).count() == 1
    latest.refresh_from_db()
    mend(latest, {"asked": "lần hai"}, date(2027, 1, 1))
    spells = [(row.since, row.until.year) for row in Indicator.objects.filter(first=one).order_by("since")]
    assert spells == [(NEXT, 2027), (date(2027, 1, 1), 9999)]
    with pytest.raises(Refused, match="đã đổi từ ngày 21/11/2026"):
        mend(one, {"asked": "cùng lúc"}, DAY)
    with pytest.raises(Refused, match="áp dụng từ ngày 01/01/2027"):
        mend(Indicator.objects.get(first=one, until__year=9999), {"asked": "sớm hơn"}, DAY)


def test_words_that_ask_nothing_new_are_put_right_at_once():
    one = indicator("planning")
    mend(one, {"title": "Các chỉ tiêu theo phụ lục", "confirmed": False}, DAY)
    one.refresh_from_db()
    assert (one.title, Indicator.objects.filter(first=one).exists()) == ("Các chỉ tiêu theo phụ lục", False)
    with pytest.raises(Refused, match="phải ghi căn cứ"):
        mend(one, {"asked": "x"}, DAY, basis=" ")


def test_a_report_issued_before_keeps_its_number_and_its_rows():
    from soxa.law.periods import Period
    from soxa.values.row_sets import row_set

    moment = Moment.over(Period.parse("2026-H1"))
    kept = row_set("rural.criteria", moment, commune(), part="whole")
    add(DAY)
    mend(indicator("planning"), {"kind": rules.NOT_APPLICABLE}, DAY)
    again = row_set("rural.criteria", moment, commune(), part="whole")
    assert again == kept and len(again.rows) == 10


COPY = {"title": "Bộ của tỉnh", "version": "Tỉnh 2026", "cite": "Quyết định 5"}


def test_a_copy_never_takes_the_place_of_what_was_counted():
    before = {day: count(day) for day in (date(2026, 6, 30), BEFORE, DAY)}
    with pytest.raises(Refused, match="01/05/2026 đã có kết quả.*chọn từ ngày 20/11/2026 trở đi"):
        making.copy(the_set(), commune(), {**COPY, "since": date(2026, 5, 1)}, ME, today=DAY)
    assert {day: count(day) for day in before} == before
    made = making.copy(the_set(), commune(), {**COPY, "since": DAY}, ME, today=DAY)
    assert count(BEFORE) == "7/10" and count(DAY) != "7/10"
    assert made.since == DAY


def test_a_copy_may_begin_in_the_past_where_nothing_was_counted():
    of = CriteriaSet.objects.get(code="rural.commune_advanced", version="2021–2025")
    made = making.copy(of, commune(), {**COPY, "since": date(2026, 5, 1)}, ME, today=DAY)
    assert made.since == date(2026, 5, 1)


def test_the_own_earlier_version_of_a_set_without_a_measure_is_not_ended_in_the_past():
    of = CriteriaSet.objects.get(code="own.model-village")
    with pytest.raises(Refused, match="chọn từ ngày 20/11/2026 trở đi"):
        making.copy(of, commune(), {**COPY, "since": date(2026, 9, 1)}, ME, today=DAY)
    of.refresh_from_db()
    assert of.until.year == 9999


def test_a_set_that_takes_over_a_measure_does_not_begin_among_its_counts():
    facts = {
        **COPY, "level": "commune", "tally": "criteria", "code": "own.x", "figure": "rural.criteria", "since": date(2026, 5, 1),
    }  # fmt: skip
    with pytest.raises(Refused, match="chọn từ ngày 20/11/2026 trở đi"):
        making.make(commune(), facts, [], ME, today=DAY)
    assert making.make(commune(), {**facts, "since": DAY}, [], ME, today=DAY).since == DAY


def test_a_copy_holds_what_is_asked_on_its_day():
    one = indicator("planning")
    mend(one, {"asked": "phụ lục sửa đổi"}, NEXT)
    copied = {}
    for version, since in (("a", DAY), ("b", NEXT)):
        made = making.copy(the_set(), commune(), {**COPY, "version": version, "since": since}, ME, today=DAY)
        row = Indicator.objects.get(criterion__of=made, code="planning")
        copied[version] = (row.asked, row.first_id, row.since.year)
    assert copied == {
        "a": ("phụ lục của Quyết định, theo nhóm xã", None, 1), "b": ("phụ lục sửa đổi", None, 1),
    }  # fmt: skip
    assert Unit.objects.filter(pk=commune()).exists()
