"""The life of discipline of an organisation: opened, decided by the level above, announced; or dropped."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.acts import CHARTER
from soxa.law.discipline_acts import QD_296
from soxa.party.admission.effects import not_before
from soxa.party.censure import forms
from soxa.party.censure.models import Censure
from soxa.party.discipline.flow import PROCEED
from soxa.party.discipline.forms import Drop, On
from soxa.party.discipline.rules import in_force_until, limitation_begins, limitation_ends

C = Censure
Facts = dict[str, Any]
_HIDDEN = frozenset({"actor", "today", "reason", "violation"})


def _decided(case: Censure, facts: Facts, entry: Entry) -> None:
    on, level = facts["on"], facts["level"]
    not_before(on, case.opened_on, _("ngày bắt đầu xem xét"))
    others = C.objects.filter(unit_id=case.unit_id, subject=case.subject, dropped_on=None, act_on__lte=on)
    newer = others.filter(act_on__gt=case.act_on).values_list("act_on", flat=True)
    begins = limitation_begins(case.act_on, newer, level, on)
    last = limitation_ends(begins, level, on, never=case.never_lapses)
    if last and on > last:
        raise Refused(
            _("Đã hết thời hiệu xử lý bằng hình thức {level} từ sau ngày {day} ({cite}).").format(
                level=dict(C.LEVELS)[level], day=day_text(last), cite=limitation_ends.__cites__[-1]  # type: ignore[attr-defined]
            )
        )  # fmt: skip
    case.level, case.body, case.decided_on, case.decision = level, facts["body"], on, facts["paper"]


def _announced(case: Censure, facts: Facts, entry: Entry) -> None:
    on: date = facts["on"]
    not_before(on, case.decided_on, _("ngày quyết định"))
    case.announced_on, case.in_force_until = on, in_force_until(on, case.level)


def _dropped(case: Censure, facts: Facts, entry: Entry) -> None:
    not_before(facts["on"], case.opened_on, _("ngày bắt đầu xem xét"))
    case.dropped_on, case.reason = facts["on"], facts["reason"]


LIFE = Flow(
    "censure",
    Step(
        "decide", gettext_lazy("Ghi quyết định kỷ luật"), (C.OPENED,), C.DECIDED, by=PROCEED, cite=CHARTER.at("Điều 36"),
        form=forms.Decide, then=_decided, untold=_HIDDEN,
    ),
    Step(
        "announce", gettext_lazy("Ghi công bố quyết định"), (C.DECIDED,), C.ANNOUNCED, by=PROCEED,
        cite=CHARTER.at("Điều 40"), form=On, then=_announced, untold=_HIDDEN,
    ),
    Step(
        "drop", gettext_lazy("Kết thúc, không xử lý kỷ luật"), (C.OPENED,), C.DROPPED, by=PROCEED, cite=QD_296.at(""),
        form=Drop, then=_dropped, untold=_HIDDEN,
    ),
)  # fmt: skip


def begin(actor: Actor, *, facts: Facts) -> Censure:
    """Open a case on an organisation; Refused for one that did not stand then, or for a violation that has its case already."""
    if not actor.may(PROCEED):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    unit_id, subject = facts["unit"], facts["subject"]
    with flow.all_or_nothing():
        not_before(facts["on"], facts["act_on"], _("ngày vi phạm"))
        if not tree().nodes[unit_id].stands(facts["on"]):
            raise Refused(_("Tổ chức này không hoạt động vào ngày {day}.").format(day=day_text(facts["on"])))
        same = C.objects.filter(unit_id=unit_id, subject=subject, act_on=facts["act_on"], dropped_on=None)
        if same.exists():
            raise Refused(_("Vi phạm ngày này đã có hồ sơ: mỗi vi phạm chỉ xử lý một lần, một hình thức."))
        case = C(
            unit_id=unit_id, subject=subject, violation=facts["violation"], act_on=facts["act_on"],
            never_lapses=facts["never_lapses"], opened_on=facts["on"], source=facts["source"],
        )  # fmt: skip
        case.entry = LIFE.start(case, actor, unit_id=unit_id, facts={"kind": str(dict(C.SUBJECTS)[subject])})
        case.save(update_fields=["entry"])
    return case
