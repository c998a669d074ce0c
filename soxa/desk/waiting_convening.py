"""What the organiser of meetings can still mend: notice and papers of those ahead, themes of the quarter, bodies that have not met."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.waiting_line import BAD, WARN, Waiting, due_words
from soxa.kernel.access import may
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.meetings.convening import warnings, watch
from soxa.meetings.convening.warnings import Warned
from soxa.meetings.flow import WRITE
from soxa.meetings.kinds import CELL
from soxa.meetings.lists import cells_of
from soxa.meetings.models import DOMAINS, Meeting
from soxa.org.roles import CELL_SECRETARY, GOVERNMENT

NEAR, MOST = timedelta(days=30), 12
COMMUNE = "commune"


def warned(reader: Any, today: date) -> list[Waiting]:
    """A line for each rule about to be broken by what the reader organises; for an office with many cells, of its bodies alone."""
    writing = [one for one in reader.held_offices() if one.role.may(WRITE)]
    if not writing:
        return []
    own = [one.unit_id for one in writing if one.role == CELL_SECRETARY]
    seen: Any = Meeting.objects.seen_by(reader).filter(
        state__in=watch.AHEAD, planned_on__gte=today, planned_on__lte=today + NEAR
    )
    ahead = seen.filter(unit__in=own) if own else seen.exclude(kind=CELL)
    mine = [
        one
        for one in ahead.order_by("planned_on", "pk")[:MOST]
        if may(reader, WRITE, one.unit_id, domain=DOMAINS[one.side])
    ]
    found = watch.warned_of_all(mine, today) if mine else {}
    lines = [_of_meeting(one, said, today) for one in mine for said in found[one.pk]]
    return [*lines, *_themes(reader, own, today), *_bodies(reader, writing, today)]


def _themes(reader: Any, own: list[int], today: date) -> list[Waiting]:
    cells = own or cells_of(reader, today)
    without = watch.without_theme(cells, today) if cells else set()
    return [
        _line(_("Sinh hoạt chuyên đề"), said, today, reverse("meetings"), _("Xem sinh hoạt"))
        for said in warnings.of_quarter(len(cells), len(without), today)
    ]


def _bodies(reader: Any, writing: list[Any], today: date) -> list[Waiting]:
    """Of the State's bodies its own office is told: who writes on the Party's side does not plan the council's session."""
    nodes = tree().nodes
    units = {one.unit_id for one in writing if one.role == GOVERNMENT and nodes[one.unit_id].kind == COMMUNE}
    return [
        _line(_("Lịch họp năm"), said, today, reverse("body_meetings"), _("Thêm cuộc họp"))
        for unit in sorted(units)
        for said in watch.rhythm(reader, unit, watch.YEARLY, today)
    ]


def _of_meeting(one: Meeting, said: Warned, today: date) -> Waiting:
    title = _("{title}, ngày {day}").format(title=one.called, day=day_text(one.planned_on))
    return _line(title, said, today, reverse("meeting", args=[one.pk]), _("Mở cuộc họp"))


def _line(title: str, said: Warned, today: date, address: str, verb: str) -> Waiting:
    level, words = due_words(said.on, today) if said.on else (WARN, _("Cần xử lý"))
    return Waiting(
        title=title, detail=said.words, verb=verb, address=address, words=words, on=said.on,
        level=BAD if said.level == BAD else level, why=said.why or (said.cite,),
    )  # fmt: skip
