"""How far a filing is, told once; who is asked for numbers and until when; what parts say of their whole, saved or corrected."""

from datetime import date, timedelta

import pytest

from soxa.kernel.access import machine
from soxa.kernel.models import Unit
from soxa.kernel.preferences import put as put_setting
from soxa.kernel.units.acts import Founding, dissolve, found, merge
from soxa.law.periods import Period
from soxa.values.filing import calls, flow, lists, saving
from soxa.values.filing.grid import grid
from soxa.values.filing.models import Filing
from soxa.values.filing.typed import Typed
from soxa.values.models import Measure, ReportedValue
from soxa.values.tests.filers import (
    ME,
    OCTOBER,
    SEPTEMBER,
    TODAY,
    begun,
    in_force,
    measure,
    names,
    page_of,
    put,
    save,
)  # fmt: skip

pytestmark = pytest.mark.django_db
HALF = Period.parse("2026-H1")


def told(commune, period, group="economy"):
    """(estimates, final) as the list says of a catalogue: filled/lines, and what their grids say."""
    (one,) = (row for row in lists.filed(commune.pk, period).owed if row.code == group)
    found = []
    for each in (one.estimate, one.actual):
        if each:
            shown = grid(each.filing)
            assert (each.filled, one.lines) == (shown.filled, len(shown.lines))
            found.append(each.filled)
        else:
            found.append(None)
    return tuple(found)


def test_the_list_counts_what_stands_as_the_grid_does(commune, clerk):
    assert told(commune, OCTOBER) == (None, None)
    put(commune, "budget.revenue", "12000000000", OCTOBER)  # by a workbook, of no filing
    put(commune, "budget.expenditure", "9000000000", OCTOBER, "plan")
    begun(commune, clerk)
    assert told(commune, OCTOBER) == (None, 1)
    filing = begun(commune, clerk, sort=Filing.ESTIMATE)
    assert told(commune, OCTOBER) == (1, 1)
    save(filing, clerk, commune, budget__expenditure="9")
    assert told(commune, OCTOBER) == (2, 1)
    save(filing, clerk, commune, budget__expenditure="")
    assert told(commune, OCTOBER) == (1, 1)


def test_a_final_number_from_elsewhere_is_not_made_an_estimate(commune, clerk):
    """Left without its tick it would stand beside the final one, and be written anew at each saving."""
    put(commune, "budget.revenue", "12000000000", OCTOBER)
    filing = begun(commune, clerk, sort=Filing.ESTIMATE)
    posted, mark = page_of(filing)
    del posted[f"f{names(commune, 'budget.revenue')}"]
    with pytest.raises(saving.Held) as held:
        saving.save(filing, posted, mark, clerk, today=TODAY)
    (wrong,) = (one.wrong for one in held.value.judged.reads.values() if one.wrong)
    assert "đã có số chính thức 12 tỷ đồng" in wrong["value"]
    assert in_force("budget.revenue") == [("12 tỷ đồng", "actual")]


def test_the_list_counts_villages_as_the_grid_does(commune, clerk):
    villages = [found(Founding(f"99901.{n}", "village", f"thôn {n}", parent=commune), ME) for n in range(3)]
    one = measure("population.households")
    flow.begin(flow.Wish(commune.pk, HALF, Filing.ACTUAL, measure=one), clerk, today=TODAY)
    put(villages[0], one.code, "211", HALF)
    (row,) = lists.filed(commune.pk, HALF).by_measure
    assert (row.lines, row.actual.filled, grid(row.actual.filing).filled) == (3, 1, 1)


def test_crimes_of_an_earlier_year_may_be_solved_this_year_and_are_asked_about(commune, clerk, head):
    filing = begun(commune, clerk, "defence", HALF)
    numbers = {"security__crimes": "6", "security__crimes_solved": "7"}
    with pytest.raises(saving.Held) as held:
        save(filing, clerk, commune, **numbers)
    (asks,) = (one for one in held.value.judged.reads.values() if one.stops)
    assert (asks.line.measure.code, asks.wrong, held.value.judged.whole) == ("security.crimes_solved", {}, [])
    assert "nhiều hơn" in asks.asked
    assert save(filing, clerk, commune, ticks=["security.crimes_solved"], **numbers).fresh == 2
    # what was looked at is not asked again, at the next saving nor when it is submitted
    assert save(filing, clerk, commune, security__fires="3").fresh == 1
    flow.take("submit", filing, clerk, {"on": TODAY, "gaps_why": "x"})
    assert filing.state == Filing.SUBMITTED


def test_the_line_that_was_changed_is_the_one_that_is_asked_about(commune, clerk):
    filing = begun(commune, clerk, "defence", HALF)
    save(filing, clerk, commune, security__crimes="7", security__crimes_solved="7")
    with pytest.raises(saving.Held) as held:
        save(filing, clerk, commune, security__crimes="6")
    (asks,) = (one for one in held.value.judged.reads.values() if one.stops)
    assert asks.line.measure.code == "security.crimes"
    assert save(filing, clerk, commune, ticks=["security.crimes"], security__crimes="6").changed == 1


def approved(filing, clerk, head):
    for name, actor in (("submit", clerk), ("check", head), ("approve", head)):
        flow.take(name, filing, actor, {"on": TODAY, "gaps_why": "x"})


def corrected(filing, commune, code, typed, head):
    return flow.correct_value(filing, names(commune, code), typed, head, basis="Biên bản 5", today=TODAY)


def test_a_correction_goes_through_the_checks_of_a_save(commune, clerk, head):
    filing = begun(commune, clerk, "social", HALF)
    shares = {"poverty__rate": "2,41", "poverty__near_poor": "3,1", "poverty__multidimensional": "5,51"}
    save(filing, clerk, commune, **shares)
    approved(filing, clerk, head)
    before = ReportedValue.objects.count()
    with pytest.raises(saving.Held) as held:
        corrected(filing, commune, "poverty.rate", Typed("101"), head)
    assert "Không được cao hơn 100" in str(next(iter(held.value.judged.reads.values())).wrong)
    with pytest.raises(saving.Held) as held:
        corrected(filing, commune, "poverty.rate", Typed("2,6"), head)
    (told,) = held.value.judged.reads.values()
    assert "“Tỷ lệ nghèo đa chiều” phải bằng Tỷ lệ hộ nghèo + Tỷ lệ hộ cận nghèo." in told.asked
    assert ReportedValue.objects.count() == before
    # the other numbers are corrected one after the other: said to be looked at, it is taken
    corrected(filing, commune, "poverty.rate", Typed("2,6", looked=True), head)
    # and the last one, which makes them agree again, is not asked about
    corrected(filing, commune, "poverty.multidimensional", Typed("5,7"), head)
    assert in_force("poverty.multidimensional") == [("5,7%", "actual")]


def test_a_correction_asks_of_parts_in_a_whole(commune, clerk, head):
    filing = begun(commune, clerk, "defence", HALF)
    save(filing, clerk, commune, security__crimes="7", security__crimes_solved="6")
    approved(filing, clerk, head)
    with pytest.raises(saving.Held) as held:
        corrected(filing, commune, "security.crimes_solved", Typed("8"), head)
    assert "nhiều hơn" in next(iter(held.value.judged.reads.values())).asked
    corrected(filing, commune, "security.crimes_solved", Typed("8", looked=True), head)
    assert [text for text, _sort in in_force("security.crimes_solved")] == ["8 vụ"]


def submitted(commune, clerk, period=SEPTEMBER, group="economy"):
    filing = begun(commune, clerk, group, period)
    save(filing, clerk, commune, budget__revenue="1")
    flow.take("submit", filing, clerk, {"on": TODAY, "gaps_why": "x"})
    return filing


def asked(commune, day):
    return [one.period.key for one in calls.missing({commune.pk}, day)]


@pytest.mark.parametrize(
    ("day", "keys"),
    [(date(2026, 11, 30), ["2026-10"]), (date(2026, 12, 1), [])],
)
def test_a_unit_is_not_asked_from_the_day_on_which_it_has_ended(commune, clerk, day, keys):
    submitted(commune, clerk)
    heir = found(Founding("99902", "commune", "xã Mới"), ME)
    merge([Unit.objects.get(pk=commune.pk)], heir, date(2026, 12, 1), decision="", actor=ME)
    assert asked(commune, day) == keys


def test_a_unit_is_not_asked_for_a_period_before_it_was_founded(commune):
    late = found(Founding("99903", "commune", "xã Sinh Sau", on=date(2026, 11, 1)), ME)
    # of a month before, as a commune merged into it would have filed
    Filing(unit=late, group="economy", since=SEPTEMBER.since, until=SEPTEMBER.until).save(force_insert=True)
    assert asked(late, date(2026, 11, 30)) == []
    assert asked(late, date(2026, 12, 1)) == ["2026-11"]


@pytest.mark.parametrize(("day", "keys"), [(date(2027, 9, 30), ["2027-08"]), (date(2027, 10, 1), [])])
def test_what_was_filed_long_ago_is_not_asked_for(commune, clerk, day, keys):
    """Twelve months after the period filed last has ended (30 September 2026) it is no longer usual."""
    put_setting(calls.USUAL_MONTHS, 12, since=date(2026, 1, 1), actor=machine("thử"))
    submitted(commune, clerk)
    assert asked(commune, day) == keys


@pytest.mark.parametrize(
    ("day", "keys"), [(date(2026, 12, 30), ["2026-11"]), (date(2027, 1, 1), ["2026-12"])]
)
def test_the_last_period_is_asked_for_until_the_next_has_ended(commune, clerk, day, keys):
    submitted(commune, clerk)
    assert asked(commune, day) == keys


@pytest.mark.parametrize(("days", "keys"), [(29, ["2026"]), (30, [])])
def test_how_long_a_period_is_asked_for_is_a_setting(commune, clerk, days, keys):
    put_setting(calls.ASKED_DAYS, 30, since=date(2026, 1, 1), actor=machine("thử"))
    submitted(commune, clerk, Period.parse("2025"), "economy")
    assert asked(commune, date(2027, 1, 1) + timedelta(days=days)) == keys


@pytest.mark.parametrize(("ended", "keys"), [(date(2026, 10, 2), ["2026-10"]), (date(2026, 10, 1), [])])
def test_a_catalogue_that_asks_for_nothing_any_more_is_not_asked_for(commune, clerk, ended, keys):
    submitted(commune, clerk)
    Measure.objects.filter(group="economy").update(ended=ended)
    assert asked(commune, date(2026, 11, 20)) == keys


def test_a_dissolved_unit_files_no_more(commune, clerk):
    submitted(commune, clerk)
    heir = found(Founding("99902", "commune", "xã Mới"), ME)
    dissolve(Unit.objects.get(pk=commune.pk), heir, date(2026, 11, 15), decision="", actor=ME)
    assert calls.missing(None, date(2026, 11, 20)) == []
