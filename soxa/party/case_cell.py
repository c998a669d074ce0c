"""Which cell acts in a case on a day: where the person is at home then, or the cell that carries on the one named in the case."""

from datetime import date
from typing import Any

from soxa.kernel.models import UnitAct
from soxa.kernel.units.tree import tree
from soxa.party.models import Membership


def cell_of(case: Any, on: date) -> int:
    """The cell of the member's home on a day; of one who is no member then, the cell of the case or what carries it on.

    The case keeps the cell in which it was opened: an act on the tree taken back leaves nothing to be put right here.
    """
    if case.member:
        home = Membership.objects.home().filter(Membership.standing(on), member=case.member)
        if found := home.values_list("unit_id", flat=True).first():
            return int(found)
    return carried_on(case.unit_id, on)


def carried_on(unit_id: int, on: date) -> int:
    """The unit itself, or the one that took its place by the day."""
    nodes = tree().nodes
    while (node := nodes.get(unit_id)) and node.until <= on:
        ended = UnitAct.objects.filter(unit_id=unit_id, on=node.until, into__isnull=False).order_by("-pk")
        if (into := ended.values_list("into_id", flat=True).first()) is None:
            break
        unit_id = into
    return unit_id
