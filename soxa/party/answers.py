"""Answers to the plain questions on a cell over time: what was said of it on a day, and an answer written from a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Max
from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import book_day
from soxa.party.act import WRITE
from soxa.party.models import Cell, PastAnswers


class Answers(NamedTuple):
    """What was said of a cell: whether it is a grassroots organisation (None: nothing), the superior's paper of consent."""

    grassroots: bool | None
    above_limit_consent: str


def answers_on(cells: Sequence[Cell], on: date) -> dict[int, Answers]:
    """The answers that stood on a day, by the cell's key; one query, and of today none: a former answer never stands today."""
    found = {cell.pk: Answers(cell.grassroots, cell.above_limit_consent) for cell in cells}
    if on >= book_day():
        return found
    standing: Any = PastAnswers.objects.filter(PastAnswers.standing(on), cell_id__in=list(found))
    return found | {one.cell_id: Answers(one.grassroots, one.above_limit_consent) for one in standing}


def set_cell(cell: Cell, actor: Actor, *, today: date, step: str, facts: dict[str, Any]) -> Entry:
    """Write an answer ("grassroots", "consent") from a day `on` (none: today), the former kept as a spell; with its entry.

    An answer from the day of the last one takes its place. Refused for a day to come or before the last answer, and when
    nothing changes.
    """
    said = {name: value for name, value in facts.items() if name != "on"}
    on = facts.get("on") or today
    with flow.all_or_nothing():
        locked = Cell.objects.select_for_update().get(pk=cell.pk)
        if not actor.may(WRITE):
            raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
        if all(getattr(locked, name) == value for name, value in said.items()):
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        since = locked.past_answers.aggregate(last=Max("until"))["last"] or locked.since
        if not since <= on <= today:
            raise Refused(
                _("Câu trả lời có từ ngày nào thì ghi từ {since} đến hôm nay.").format(since=day_text(since))
                if on <= today
                else _("Ngày {day} chưa đến.").format(day=day_text(on))
            )
        entry = flow.record(
            ("cell", step), flow.reference(locked), actor, on=on, unit_id=locked.unit_id, facts=said
        )
        if since < on:
            former = Answers(locked.grassroots, locked.above_limit_consent)._asdict()
            PastAnswers(cell=locked, since=since, until=on, entry=entry, **former).save(force_insert=True)
        for name, value in said.items():
            setattr(locked, name, value)
        locked.save(update_fields=list(said))
    return entry
