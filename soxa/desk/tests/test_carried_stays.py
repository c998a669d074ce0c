"""A merger of cells met by members who stayed in the other cell for a time: nobody stays as a guest in his own cell."""

from datetime import date

import pytest

from soxa.desk.unit_acts import Wish, perform
from soxa.kernel.access import machine
from soxa.kernel.models import UnitAct
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.party.flow import take
from soxa.party.models import Exemption, Membership
from soxa.party.tests.cast import TODAY, make_cast

pytestmark = pytest.mark.django_db
MERGER = date(2026, 9, 1)


def merged(home: str, stays_in: str):
    """An, moved to `home` when need be, stays in `stays_in` from 1/4/2026; then Bến Đá is merged into the school."""
    cast, actor = make_cast(), machine("thử")
    an = cast.members["an" if home == "ben_da" else "long"]
    stay = {"unit": cast.units[stays_in].pk, "on": date(2026, 4, 1), "paper": "GT 5"}
    take("attach", an, actor, today=TODAY, facts=stay)
    old, new = (tree().nodes[cast.units[key].pk] for key in ("ben_da", "school"))
    perform(Wish(UnitAct.MERGE, old, MERGER, "QĐ 9", into=new), actor)
    spells = an.memberships.order_by("since", "pk")
    return an, list(spells.values_list("unit__code", "kind", "since", "until", "closed_by"))


def test_a_stay_in_the_successor_ends_when_it_becomes_home():
    an, spells = merged("ben_da", "school")
    assert spells == [
        ("99801.01", "home", date(1996, 2, 3), MERGER, "reorganised"),
        ("99801.02", "attached", date(2026, 4, 1), MERGER, "reorganised"),
        ("99801.02", "home", MERGER, FOREVER, ""),
    ]
    assert an.exemptions.get(kind=Exemption.TEMP_OUT).until == MERGER


def test_a_stay_in_the_merged_cell_is_not_carried_to_the_cell_that_is_home():
    long, spells = merged("school", "ben_da")
    assert spells == [
        ("99801.02", "home", date(1996, 2, 3), FOREVER, ""),
        ("99801.01", "attached", date(2026, 4, 1), MERGER, "reorganised"),
    ]
    assert long.exemptions.get(kind=Exemption.TEMP_OUT).until == MERGER
    assert Membership.objects.home().filter(member=long, until=FOREVER).count() == 1
