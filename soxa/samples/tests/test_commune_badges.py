"""The demo commune's badges, held against what is known of it by hand."""

from collections import Counter
from datetime import date

import pytest

from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.party.badges.models import Badge, CardEvent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
ROUND = date(2026, 9, 2)


def test_the_round_of_2_september_is_the_one_known_by_hand():
    given = Badge.objects.filter(awarded_on=ROUND)
    assert Counter(given.values_list("level", flat=True)) == {30: 4, 40: 3, 45: 2, 50: 1, 55: 1, 60: 1}
    assert [one.level for one in given.filter(reason=Badge.ILL)] == [60]


def test_the_figure_counts_the_same_twelve():
    moment = Moment.over(Period.parse("2026-Q3"))
    assert read(FIGURES["party.badges"], moment, tree().codes["99901"]).part == 12


def test_every_award_came_when_its_years_were_full_but_the_early_one():
    rows = Badge.objects.exclude(round_on=None)
    early = [one for one in rows if one.due_on > one.round_on]
    assert [one.reason for one in early] == [Badge.ILL]
    assert not Badge.objects.filter(number="").filter(reason=Badge.ORDINARY, state=Badge.AWARDED).exists()


def test_something_waits():
    assert Badge.objects.filter(state=Badge.DECIDED, round_on=date(2026, 11, 7)).count() == 2
    assert set(CardEvent.objects.values_list("kind", flat=True)) >= {"lost", "reissued", "damaged"}
