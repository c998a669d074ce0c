"""A cell that ends has no meetings ahead; taken back, they are ahead again – and what it had held stays as it was."""

from datetime import date, time

import pytest

from soxa.desk.unit_acts import Wish, perform
from soxa.desk.unit_undo import take_back
from soxa.kernel.models import Entry, UnitAct
from soxa.kernel.units.tree import forget_tree, tree
from soxa.meetings import flow
from soxa.meetings.models import Meeting
from soxa.party.tests.conftest import cast, head, standing_cast  # noqa: F401

pytestmark = pytest.mark.django_db
ENDED = date(2026, 11, 1)


def test_the_meetings_ahead_go_and_come_back(cast, head):  # noqa: F811
    unit, into = (cast.units[key].pk for key in ("school", "ben_da"))
    for month in (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)):
        flow.lay_out([unit], month, head, on=month)
    held, due, told = Meeting.objects.filter(unit=unit).order_by("month")
    flow.take("open", held, head, {"on": date(2026, 10, 3), "began_at": time(8), "place": "", "agenda": []})
    plan = {"planned_on": date(2026, 12, 3), "planned_at": None, "place": "", "why": "", "theme": ""}
    flow.take("convene", told, head, {**plan, "agenda": [], "papers": False, "on": date(2026, 11, 1)})

    node = tree().nodes
    perform(Wish(UnitAct.MERGE, node[unit], ENDED, "QĐ 2", into=node[into]), head)
    states = {one.pk: (one.state, one.called_off_on) for one in Meeting.objects.filter(unit=unit)}
    assert states == {
        held.pk: (Meeting.OPEN, None),
        due.pk: (Meeting.CALLED_OFF, ENDED),
        told.pk: (Meeting.CALLED_OFF, ENDED),
    }
    assert Meeting.objects.get(pk=due.pk).called_off_why == "Đơn vị thôi hoạt động theo QĐ 2"
    assert Entry.objects.filter(flow="meetings", step="ended").count() == 1

    take_back(node[unit].code, head, basis="ghi nhầm")
    states = {one.pk: (one.state, one.called_off_why) for one in Meeting.objects.filter(unit=unit)}
    assert states == {
        held.pk: (Meeting.OPEN, ""),
        due.pk: (Meeting.DUE, ""),
        told.pk: (Meeting.CONVENED, ""),
    }
    forget_tree()
