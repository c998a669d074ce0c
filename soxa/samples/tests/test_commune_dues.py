"""The demo commune's dues, by hand: June 2026 handed up by 51 of 56 cells, four members two months behind, one three."""

from collections import Counter
from datetime import date

import pytest

from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.org.models import Account
from soxa.party.dues.handing import to_hand_over
from soxa.party.dues.lists import arrears_counted
from soxa.party.dues.models import DuesLine, DuesMonth, HandOver
from soxa.party.dues.reckoning import lines_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

JUNE, END_OF_JUNE, T = date(2026, 6, 1), date(2026, 6, 30), date(2026, 11, 20)


def behind(on: date) -> Counter[int]:
    """How many members owe how many months of the year on a day."""
    return Counter(row["months"] for row in arrears_counted(Account.objects.get(username="tuyet.ngo"), on))


def test_june():
    assert DuesMonth.objects.filter(month=JUNE, collected_on__lte=END_OF_JUNE).count() == 56
    handed = HandOver.objects.filter(month=JUNE, unit__kind="cell")
    assert handed.filter(on__lte=END_OF_JUNE).count() == 51
    assert handed.count() == 56
    assert behind(END_OF_JUNE) == {2: 4, 3: 1}


def test_today():
    assert behind(T) == {2: 3, 3: 1}
    assert not DuesMonth.objects.filter(unit__code="99901.14", month=date(2026, 11, 1)).exists()


def test_the_figures_count_the_lines():
    """June's list: everybody at home on 1 June but those with fifty years of Party age; five had not paid by its end."""
    unit = tree().by_code("99901").id
    moment = Moment.over(Period.parse("2026-06"))
    due, paid, share = (
        read(FIGURES[f"party.{code}"], moment, unit) for code in ("dues_due", "dues_paid", "dues_paid_share")
    )
    lines = DuesLine.objects.filter(month=JUNE)
    assert due.part == lines.exclude(due=0).count()
    assert due.part == lines.count() - lines.filter(free="party_age").count()
    assert paid.part == due.part - 5
    assert share.missing == 5
    whole_year = read(FIGURES["party.dues_due"], Moment.at(END_OF_JUNE), unit)
    assert whole_year.part == DuesLine.objects.filter(month__lte=JUNE).exclude(due=0).count()


def test_every_sum_can_be_reckoned():
    assert not DuesLine.objects.filter(due=None).exists()


def test_the_lines_are_what_a_cell_would_draw_up():
    """The load writes lines by columns; they say what drawing up the month would say."""
    facts = ("unit_id", "month", "member_id", "name_key", "kind", "due", "free", "lacks", "excused")
    cells = list(
        DuesMonth.objects.order_by("unit__code").values_list("unit_id", flat=True).distinct()[:56:11]
    )
    for month in (date(2026, 4, 1), JUNE, date(2026, 10, 1)):
        drawn = [
            tuple(getattr(line, name) for name in facts)
            for lines in lines_of(cells, month).values()
            for line in lines
        ]
        held = DuesLine.objects.filter(month=month, unit_id__in=cells).values_list(*facts)
        assert sorted(held) == sorted(drawn)
        assert len(drawn) > 100


def test_the_commune_hands_up_what_came_and_nothing_else():
    """Two hand-overs for June, the second of the five slow cells; of October that one has still to come."""
    commune = tree().by_code("99901").id
    came, before = to_hand_over(commune, JUNE)
    cells = HandOver.objects.filter(month=JUNE, unit__kind="cell")
    base = HandOver.objects.get(month=JUNE, unit__code="99901.CQ")
    below_base = cells.filter(unit__code__in=("99901.38", "99901.39", "99901.40"))
    assert base.collected == sum(one.sent for one in below_base)
    assert came == sum(one.sent for one in cells) - base.collected + base.sent == before
    assert [one.on for one in HandOver.objects.filter(unit=commune, month=JUNE).order_by("on")] == [
        date(2026, 6, 28),
        date(2026, 7, 25),
    ]
    late = cells.filter(month=JUNE, on=date(2026, 7, 14)).count()
    assert late == 5
    came, before = to_hand_over(commune, date(2026, 10, 1))
    assert 0 < before < came
