"""Who was counted out with his letter and was not received there, or did not go, is put back as if he had never left the list."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow, journal
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER
from soxa.party.models import Membership
from soxa.party.standing import MOVED_AWAY, life_of
from soxa.party.transfers.models import Transfer


def put_back(case: Transfer, entry: Entry, *, today: date) -> None:
    """Open again what the letter closed: the home spell, a stay and what eased duties. Nothing for one who is here, or gone otherwise."""
    assert case.member is not None  # noqa: S101
    life = life_of(case.member, today)
    last = next(iter(life.homes), None)
    if life.standing != MOVED_AWAY or last is None or last.until != case.letter_on:
        return
    if not tree().nodes[last.unit_id].stands(today):
        raise Refused(
            _("{cell} đã thôi hoạt động từ {day}: ghi “Chuyển đến (đã có hồ sơ)” ở hồ sơ đảng viên trước.").format(
                cell=tree().name(last.unit_id), day=day_text(tree().nodes[last.unit_id].until)
            )
        )  # fmt: skip
    reopened = {"until": FOREVER, "closed_by": "", "closing_paper": "", "went_to": ""}
    closed = {"until": last.until, "closed_by": Membership.TRANSFERRED_OUT}
    rows: list[tuple[Any, dict[str, Any]]] = [(last, reopened)]
    rows += [(stay, reopened) for stay in case.member.memberships.filter(kind=Membership.ATTACHED, **closed)]
    rows += [(eased, {"until": FOREVER}) for eased in case.member.exemptions.filter(until=last.until)]
    basis = _("Hồ sơ chuyển sinh hoạt kết thúc, nơi đến chưa tiếp nhận")
    for row, changes in rows:
        flow.correct(
            row, changes, journal.signer(entry), basis=basis, about=case.member, unit_id=last.unit_id
        )
