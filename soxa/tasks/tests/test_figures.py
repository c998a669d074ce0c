"""Figures of tasks over a few tasks counted by hand: boundary days, extensions, handing on, a merger in between."""

from datetime import date, timedelta

import pytest

from soxa.kernel.figures import FIGURES, Moment, read_many, row_filter
from soxa.kernel.units import acts
from soxa.kernel.units.acts import Founding
from soxa.law.periods import Period
from soxa.tasks.effects import Said
from soxa.tasks.flow import carry
from soxa.tasks.tests.cast import ACTOR

CODES = ("given", "done", "done_on_time", "done_late", "open", "overdue", "withdrawn")
DUE = date(2026, 11, 13)
ONE = timedelta(days=1)


def counts(moment, unit):
    """given, done, on time, late, open, overdue, withdrawn; the rows behind each are counted too and must agree."""
    figures = [FIGURES[f"tasks.{code}"] for code in CODES]
    found = read_many(figures, moment, [unit.pk])
    numbers = tuple(found[one.code, unit.pk].part for one in figures)
    assert numbers == tuple(row_filter(one, moment, unit.pk).count() for one in figures)
    return numbers


def at(day):
    return Moment.at(day)


def finish(cast, task, day, *, confirmed=None):
    if task.accepted_on is None:
        cast.step(task, "accept", day)
    cast.step(task, "report", day, text=Said("Đã xong"))
    cast.step(task, "confirm", confirmed or day)


def test_the_boundary_day(cast):
    upper = cast.units["upper"]
    on_day, day_after = cast.task(), cast.task()
    assert counts(at(DUE), upper) == (2, 0, 0, 0, 2, 0, 0)
    assert counts(at(DUE + ONE), upper) == (2, 0, 0, 0, 0, 2, 0)
    finish(cast, on_day, DUE)
    finish(cast, day_after, DUE + ONE)
    assert counts(at(DUE), upper) == (2, 1, 1, 0, 1, 0, 0)
    assert counts(at(DUE + ONE), upper) == (2, 2, 1, 1, 0, 0, 0)
    share = read_many([FIGURES["tasks.on_time_share"]], at(DUE + ONE), [upper.pk])
    assert share["tasks.on_time_share", upper.pk].text == "50%"


def test_the_giver_s_delay_makes_nobody_late(cast):
    """Reported on the last day, confirmed a week later: open in time meanwhile, then done on time."""
    upper, task = cast.units["upper"], cast.task()
    finish(cast, task, DUE, confirmed=DUE + 7 * ONE)
    assert counts(at(DUE + 6 * ONE), upper) == (1, 0, 0, 0, 1, 0, 0)
    assert counts(at(DUE + 7 * ONE), upper) == (1, 1, 1, 0, 0, 0, 0)


def test_a_report_sent_back_lets_the_clock_run(cast):
    upper, task = cast.units["upper"], cast.task()
    cast.step(task, "accept", date(2026, 11, 3))
    cast.step(task, "report", DUE, text=Said("Đã xong"))
    cast.step(task, "send_back", DUE + 2 * ONE, why=Said("Thiếu biểu"))
    assert counts(at(DUE + ONE), upper) == (1, 0, 0, 0, 1, 0, 0)
    assert counts(at(DUE + 2 * ONE), upper) == (1, 0, 0, 0, 0, 1, 0)
    cast.step(task, "report", DUE + 3 * ONE, text=Said("Đã bổ sung"))
    cast.step(task, "confirm", DUE + 3 * ONE)
    assert counts(at(DUE + 3 * ONE), upper) == (1, 1, 0, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("granted", "finished", "overdue_before_grant", "on_time"),
    [
        (DUE - ONE, DUE + 7 * ONE, 0, 1),
        (DUE, DUE + 7 * ONE, 0, 1),
        (DUE + 3 * ONE, DUE + 7 * ONE, 1, 1),
        (DUE + 3 * ONE, DUE + 8 * ONE, 1, 0),
    ],
)
def test_an_extension_holds_from_the_day_it_is_granted(
    cast, granted, finished, overdue_before_grant, on_time
):
    upper, task, later = cast.units["upper"], cast.task(), DUE + 7 * ONE
    cast.step(task, "accept", date(2026, 11, 3))
    cast.step(task, "ask", date(2026, 11, 10), wanted=later, why=Said("Mưa lũ"))
    cast.step(task, "grant", granted, due=later)
    eve = max(granted - ONE, DUE + ONE) if overdue_before_grant else DUE + ONE
    assert counts(at(eve), upper)[5] == overdue_before_grant
    assert counts(at(later), upper) == (1, 0, 0, 0, 1, 0, 0)
    finish(cast, task, finished)
    assert counts(at(finished), upper) == (1, 1, on_time, 1 - on_time, 0, 0, 0)
    # asked again for the days before, the answers are those of then
    assert counts(at(eve), upper)[5] == overdue_before_grant


def test_an_extension_refused_changes_nothing(cast):
    task = cast.task()
    cast.step(task, "accept", date(2026, 11, 3))
    cast.step(task, "ask", date(2026, 11, 10), wanted=DUE + ONE, why=Said("Mưa lũ"))
    cast.step(task, "refuse", date(2026, 11, 11), why=Said("Việc gấp"))
    assert counts(at(DUE + ONE), cast.units["upper"])[5] == 1


def test_a_task_handed_on_counts_where_it_lay_on_the_day(cast):
    economy, culture, upper = (cast.units[key] for key in ("economy", "culture", "upper"))
    task = cast.task()
    cast.step(task, "accept", date(2026, 11, 3))
    cast.step(task, "hand_on", date(2026, 11, 5), unit=culture.pk)
    assert counts(at(date(2026, 11, 4)), economy) == (1, 0, 0, 0, 1, 0, 0)
    assert counts(at(date(2026, 11, 5)), economy) == (1, 0, 0, 0, 0, 0, 0)
    assert counts(at(date(2026, 11, 5)), culture) == (0, 0, 0, 0, 1, 0, 0)
    assert counts(at(date(2026, 11, 5)), upper) == (1, 0, 0, 0, 1, 0, 0)
    cast.step(task, "accept", date(2026, 11, 5))
    finish(cast, task, DUE + ONE)
    assert counts(at(DUE + ONE), culture) == (0, 1, 0, 1, 0, 0, 0)
    assert counts(at(DUE + ONE), upper) == (1, 1, 0, 1, 0, 0, 0)


def test_what_is_withdrawn_is_neither_done_nor_late(cast):
    task = cast.task()
    cast.step(task, "withdraw", DUE + 2 * ONE, why=Said("Giao trùng"))
    assert counts(at(DUE + ONE), cast.units["upper"]) == (1, 0, 0, 0, 0, 1, 0)
    assert counts(at(DUE + 2 * ONE), cast.units["upper"]) == (1, 0, 0, 0, 0, 0, 1)


def test_the_balance_of_a_period_closes(cast):
    """Open before + given − done − withdrawn = open at the end."""
    upper = cast.units["upper"]
    carried = cast.task(given_on=date(2026, 6, 20), due_on=date(2026, 7, 31))
    finish(cast, carried, date(2026, 7, 10))
    cast.task(given_on=date(2026, 6, 25), due_on=date(2026, 12, 31))
    finish(cast, cast.task(given_on=date(2026, 8, 3), due_on=date(2026, 8, 31)), date(2026, 9, 3))
    gone = cast.task(given_on=date(2026, 8, 4), due_on=date(2026, 8, 31))
    cast.step(gone, "withdraw", date(2026, 8, 10), why=Said("Giao trùng"))
    cast.task(given_on=date(2026, 10, 1), due_on=date(2026, 12, 1))
    half = Moment.over(Period.parse("2026-H2"))
    before = counts(half.before, upper)
    given, done, *_parts, open_, overdue, withdrawn = counts(half, upper)
    assert (before[4] + before[5], given, done, withdrawn, open_ + overdue) == (2, 3, 2, 1, 2)


MERGER, EVE = date(2026, 7, 1), date(2026, 6, 30)


def test_a_merger_in_between(cast):
    """An office goes with its task; what the commune itself held is carried; yesterday's figures stay."""
    upper, lower, economy = (cast.units[key] for key in ("upper", "lower", "economy"))
    in_office = cast.task(given_on=date(2026, 6, 1), due_on=date(2026, 7, 10))
    own = cast.task(unit="upper", given_on=date(2026, 6, 1), due_on=date(2026, 6, 20))
    finish(
        cast, cast.task(unit="upper", given_on=date(2026, 6, 1), due_on=date(2026, 6, 20)), date(2026, 6, 18)
    )
    new = acts.found(Founding("99803", "commune", "xã Khe Mới", cast.units["province"], MERGER), ACTOR)
    acts.merge([upper, lower], new, MERGER, decision="QĐ 1", actor=ACTOR)
    assert carry(upper, new, MERGER, decision="QĐ 1", actor=ACTOR) == 1
    assert counts(at(EVE), upper) == (3, 1, 1, 0, 1, 1, 0)
    assert counts(at(EVE), new) == (0, 0, 0, 0, 0, 0, 0)
    assert counts(at(MERGER), upper)[4:6] == (0, 0)
    assert counts(at(MERGER), new) == (0, 0, 0, 0, 1, 1, 0)
    assert counts(at(MERGER), economy)[4] == 1
    own.refresh_from_db()
    assert own.unit_id == new.pk
    finish(cast, in_office, date(2026, 7, 10))
    finish(cast, own, date(2026, 7, 2))
    half = Moment.over(Period.parse("2026-H2"))
    assert counts(half, new) == (0, 2, 1, 1, 0, 0, 0)
    assert counts(Moment.over(Period.parse("2026")), cast.units["province"]) == (3, 3, 2, 1, 0, 0, 0)
    assert counts(at(EVE), upper) == (3, 1, 1, 0, 1, 1, 0)
