"""Kinds of cells over time: what a cell was of on a day, changing the kind from a day, putting a wrong one right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.party.flow import WRITE
from soxa.party.models import Cell, PastKind


def kinds_on(
    cells: Sequence[Cell], on: date, past: Sequence[PastKind] | None = None
) -> dict[int, tuple[str, str]]:
    """(kind, branch) of each cell on a day, by the cell's key: one query, or none where `past` holds what they were before."""
    found = {cell.pk: (cell.kind, cell.branch) for cell in cells}
    standing: Any = PastKind.objects.filter(PastKind.standing(on), cell_id__in=list(found))
    if past is not None:
        standing = [one for one in past if one.since <= on < one.until]
    return found | {one.cell_id: (one.kind, one.branch) for one in standing}


def past_of(cell: Cell) -> list[PastKind]:
    """The kinds that the cell was of before, the latest first."""
    return list(PastKind.objects.filter(cell=cell).order_by("-until"))


def change_kind(cell: Cell, actor: Actor, *, today: date, facts: dict[str, Any]) -> Entry:
    """Another kind from a day (`on`), the former one kept as a spell; without a day, a correction with its basis.

    Refused for a day to come, one not after the last change, and when nothing changes.
    """
    on, paper = facts["on"], facts["paper"]
    wanted = {"kind": facts["kind"], "branch": facts["branch"]}
    with flow.all_or_nothing():
        locked = Cell.objects.select_for_update().get(pk=cell.pk)
        if not actor.may(WRITE):
            raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
        if on is None:
            return flow.correct(cell, wanted, actor, basis=paper, unit_id=locked.unit_id)
        if all(getattr(locked, name) == value for name, value in wanted.items()):
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        past = past_of(locked)
        since = past[0].until if past else locked.since
        if not since < on <= today:
            raise Refused(
                _("Ngày đổi loại phải sau ngày {since} và không sau hôm nay.").format(since=day_text(since))
            )
        entry = flow.record(
            ("cell", "kind"), flow.reference(locked), actor, on=on, unit_id=locked.unit_id,
            facts={**wanted, "was": locked.kind, "paper": paper},
        )  # fmt: skip
        former = PastKind(cell=locked, kind=locked.kind, branch=locked.branch, since=since, until=on)
        former.paper, former.entry = paper, entry
        former.save(force_insert=True)
        locked.kind, locked.branch = wanted["kind"], wanted["branch"]
        locked.save(update_fields=["kind", "branch"])
    return entry
