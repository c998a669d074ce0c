"""What happens beside the straight way of a discipline case: deferred for a time, its decision replaced after a complaint."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.refusal import Refused
from soxa.kernel.sealed import open_text, seal_text
from soxa.law.periods import FOREVER
from soxa.party.admission.effects import not_before
from soxa.party.discipline.models import Discipline, DisciplineDeferral
from soxa.party.discipline.rules import deferred_until

Facts = dict[str, Any]
HEALTH = "health"


def deferral_on(case: Discipline, on: date) -> DisciplineDeferral | None:
    """The deferral that stands on a day."""
    found: DisciplineDeferral | None = case.deferrals.filter(DisciplineDeferral.standing(on)).first()
    return found


def deferral_refusal(case: Discipline, on: date) -> str:
    """Why a case is not considered on a day; empty when it is."""
    one = deferral_on(case, on)
    if one is None:
        return ""
    cite = deferred_until.__cites__[-1]  # type: ignore[attr-defined]
    if one.until == FOREVER:
        return _("Đang hoãn xem xét từ ngày {day} ({law}).").format(day=day_text(one.since), law=cite)
    return _("Hoãn xem xét từ ngày {since} đến trước ngày {until} ({law}).").format(
        since=day_text(one.since), until=day_text(one.until), law=cite
    )


def deferred(case: Discipline, facts: Facts, entry: Entry) -> None:
    """The case rests from a day; for a small child, until it is old enough."""
    on: date = facts["on"]
    not_before(on, case.opened_on, _("ngày bắt đầu xem xét"))
    if deferral_on(case, on):
        raise Refused(_("Hồ sơ này đang hoãn xem xét."))
    until = FOREVER
    if facts["kind"] == DisciplineDeferral.CHILD:
        until = deferred_until(facts["child_born"])
        if until <= on:
            raise Refused(_("Đến ngày {day} con đã đủ 12 tháng tuổi, không còn thuộc diện hoãn.").format(day=day_text(until)))  # fmt: skip
    case.deferrals.create(why_sealed=seal_text(_why(facts), HEALTH), since=on, until=until, entry=entry)


def _why(facts: Facts) -> str:
    return f"{dict(DisciplineDeferral.KINDS)[facts['kind']]} ({facts['paper']})"


def resumed(case: Discipline, facts: Facts, entry: Entry) -> None:
    """The reason is over; the case is considered again from a day."""
    one = case.deferrals.filter(until=FOREVER).first()
    if one is None:
        raise Refused(_("Hồ sơ này không đang hoãn."))
    if facts["on"] <= one.since:
        raise Refused(_("Ngày phải sau {day}, là ngày bắt đầu hoãn.").format(day=day_text(one.since)))
    one.until = facts["on"]
    one.save(update_fields=["until"])


def read_why(one: DisciplineDeferral, actor: Actor, *, today: date) -> str:
    """Open the sealed reason of a deferral, and write down that it was read; Refused for who may not."""
    if not actor.may("people.read_sealed"):
        raise Refused(_("Chức vụ hiện nay của đồng chí không được xem dữ liệu niêm kín."))
    with flow.all_or_nothing():
        flow.record(
            ("sealed", "read"), flow.reference(one.discipline), actor, on=today, unit_id=one.discipline.unit_id,
            facts={"field": _("lý do hoãn xem xét kỷ luật")},
        )  # fmt: skip
        return open_text(one.why_sealed, HEALTH)
