"""A merger of cells met by members who stayed in the other cell for a time: nobody stays as a guest in his own cell."""

from datetime import date, timedelta

import pytest

from soxa.desk.unit_acts import Wish, perform
from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import UnitAct
from soxa.kernel.preferences import BOOK_DAY, put
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.party.flow import take
from soxa.party.models import Exemption, Membership
from soxa.party.tests.cast import TODAY, make_cast

pytestmark = pytest.mark.django_db
MERGER = date(2026, 9, 1)


def stood():
    """The cast, on a book that stands at 20/11/2026."""
    put(BOOK_DAY, str(TODAY), since=date(2020, 1, 1), actor=machine("thử"))
    return make_cast(), machine("thử")


def merged(home: str, stays_in: str):
    """An, moved to `home` when need be, stays in `stays_in` from 1/4/2026; then Bến Đá is merged into the school."""
    cast, actor = stood()
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


@pytest.mark.parametrize("act", [UnitAct.MERGE, UnitAct.MOVE, UnitAct.DISSOLVE])
def test_a_cell_does_not_end_or_move_on_a_day_that_has_not_come(act):
    cast, actor = stood()
    unit, into = (tree().nodes[cast.units[key].pk] for key in ("ben_da", "school"))
    with pytest.raises(Refused, match=r"Ngày 21/11/2026 chưa đến"):
        perform(Wish(act, unit, TODAY + timedelta(days=1), "QĐ 9", into=into), actor)
    assert Membership.objects.filter(unit_id=unit.id, until=FOREVER).count() == 5


def test_a_unit_may_be_founded_on_a_day_that_has_not_come():
    cast, actor = stood()
    above, on = tree().nodes[cast.units["upper"].pk], TODAY + timedelta(days=10)
    made = perform(Wish(UnitAct.FOUND, above, on, "QĐ 9", "Chi bộ mới", "99801.09", "cell", "village"), actor)
    assert made.since == on
