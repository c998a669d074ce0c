"""The life of a congress: planned, shifted with consent, held, its committee seated, or called off."""

from datetime import date, timedelta
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
from soxa.law.party import CONGRESS_PRESENT
from soxa.party.congress import forms
from soxa.party.congress.models import Congress
from soxa.party.congress.rules import allowed, is_valid, needs_consent
from soxa.party.congress.seating import seat, seats_of
from soxa.party.congress.terms import CELL, running_term
from soxa.party.flow import WRITE

C = Congress
_ONE_DAY = timedelta(days=1)


def day_objection(unit_id: int, planned: date, paper: str) -> str:
    """Why a congress may not be on that day: the term it ends bounds it; empty when nothing stands in the way."""
    term = running_term(unit_id, planned - _ONE_DAY)
    if term is None:
        return ""
    if not allowed(term, planned):
        return _("Đại hội đến hạn ngày {due}; chỉ được tổ chức từ {first} đến {last}.").format(
            due=day_text(term.due), first=day_text(term.first), last=day_text(term.last)
        )
    if needs_consent(term, planned) and not paper.strip():
        return _("Đại hội đến hạn ngày {due}; tổ chức sớm hoặc muộn hơn tháng ấy phải ghi văn bản cấp trên đồng ý.").format(due=day_text(term.due))  # fmt: skip
    return ""


def _shifted(congress: Congress, facts: dict[str, Any], entry: Entry) -> None:
    paper = facts.get("shift_paper") or congress.shift_paper
    if why := day_objection(congress.unit_id, facts["planned_on"], paper):
        raise Refused(why)
    congress.planned_on, congress.shift_paper = facts["planned_on"], paper


def _held(congress: Congress, facts: dict[str, Any], entry: Entry) -> None:
    on, summoned, present = facts["held_on"], facts["summoned"], facts["present"]
    if Congress.objects.filter(unit_id=congress.unit_id, held_on=on).exists():
        raise Refused(_("Sổ đã ghi một đại hội của tổ chức này vào ngày {day}.").format(day=day_text(on)))
    try:
        valid = is_valid(summoned, present, on)
    except LookupError as error:
        raise Refused(str(error)) from error
    if not valid:
        raise Refused(
            _("Có mặt {present}/{summoned}: chưa đủ {share} số được triệu tập nên đại hội chưa hợp lệ ({law}).").format(
                present=present, summoned=summoned, share=CONGRESS_PRESENT.on(on).amount, law=CONGRESS_PRESENT.on(on).cite
            )
        )  # fmt: skip
    for name in ("held_on", "summoned", "present", "elected", "paper"):
        setattr(congress, name, facts.get(name))


def _held_in_time(congress: Congress, facts: dict[str, Any], entry: Entry) -> None:
    """A congress of the plan lies within its bounds; what the past did is written as it was."""
    if why := day_objection(congress.unit_id, facts["held_on"], congress.shift_paper):
        raise Refused(why)
    _held(congress, facts, entry)


def _called_off(congress: Congress, facts: dict[str, Any], entry: Entry) -> None:
    congress.called_off_on, congress.reason = facts["called_off_on"], facts["reason"]


def _is_cell(congress: Congress) -> str:
    if tree().nodes[congress.unit_id].kind != CELL:
        return _("Cấp ủy của Đảng bộ xã ghi theo từng chức vụ, ở trang tài khoản và đơn vị.")
    return _("Đại hội này đã ghi chi ủy.") if seats_of(congress) else ""


LIFE = Flow(
    "congress",
    Step(
        "shift", gettext_lazy("Đổi ngày dự kiến"), (C.PLANNED,), C.PLANNED, by=WRITE, cite=CHARTER.at("Điều 24"),
        form=forms.Shift, then=_shifted,
    ),
    Step(
        "hold", gettext_lazy("Ghi đại hội đã tổ chức"), (C.PLANNED,), C.HELD, by=WRITE, cite=CHARTER.at("Điều 24"),
        form=forms.Hold, then=_held_in_time,
    ),
    Step(
        "elect", gettext_lazy("Ghi chi ủy được bầu, chỉ định"), (C.HELD,), C.HELD, by=WRITE,
        cite=CHARTER.at("Điều 24"), form=forms.Elect, unless=_is_cell, then=seat,
        untold=frozenset({"secretary", "deputy", "committee", "card_no", "gives_role"}),
    ),
    Step(
        "call_off", gettext_lazy("Ghi không tổ chức"), (C.PLANNED,), C.CALLED_OFF, by=WRITE, form=forms.CallOff,
        untold=frozenset({"reason"}), then=_called_off,
    ),
)  # fmt: skip


def plan(unit_id: int, actor: Actor, facts: dict[str, Any]) -> Congress:
    """A congress to come; Refused when one is planned already, or on a day that the term does not allow."""
    _may(actor)
    if Congress.objects.filter(unit_id=unit_id, held_on=None, called_off_on=None).exists():
        raise Refused(_("Tổ chức này đã có một đại hội dự kiến; đổi ngày của đại hội ấy."))
    if why := day_objection(unit_id, facts["planned_on"], facts["shift_paper"]):
        raise Refused(why)
    made = Congress(unit_id=unit_id, **facts)
    with flow.all_or_nothing():
        made.entry = LIFE.start(made, actor, unit_id=unit_id, facts=flow.plain(facts))
        made.save(update_fields=["entry"])
    return made


def enter_held(unit_id: int, actor: Actor, facts: dict[str, Any]) -> Congress:
    """A congress of the past, as it was held, in one go."""
    _may(actor)
    made = Congress(unit_id=unit_id, term=facts["term"], state=Congress.HELD)
    with flow.all_or_nothing():
        _held(made, facts, Entry())
        made.entry = LIFE.start(made, actor, unit_id=unit_id, facts=flow.plain(facts))
        made.save(update_fields=["entry"])
    return made


def mend(congress: Congress, actor: Actor, facts: dict[str, Any], *, basis: str) -> Entry:
    """Correct what is written of a congress held; Refused when it would not have been valid, or nothing changes."""
    _may(actor)
    summoned, present = facts["summoned"], facts["present"]
    with flow.all_or_nothing():
        if congress.held_on and seats_of(congress) and facts["held_on"] != congress.held_on:
            raise Refused(_("Chi ủy của đại hội này đã ghi nhận chức từ ngày đại hội; không đổi ngày ở đây."))
        if not is_valid(summoned, present, facts["held_on"]):
            raise Refused(_("Có mặt {present}/{summoned}: đại hội chưa hợp lệ.").format(present=present, summoned=summoned))  # fmt: skip
        return flow.correct(congress, facts, actor, basis=basis, unit_id=congress.unit_id)


def _may(actor: Actor) -> None:
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
