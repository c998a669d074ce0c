"""The days of joining the Party, which several rows tell – the member's, his spell's, his case's – put right in all of them."""

from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.page import day_text
from soxa.law.partial import PartialDate
from soxa.party.admission.models import Admission
from soxa.party.list_checks import probation_words
from soxa.party.rules import recognition_due
from soxa.party.spell_days import SINCE, edge_refusal, joined_by
from soxa.party.standing import Life

Facts = dict[str, Any]
_DAYS = frozenset({"decision_on", "admitted_on", "recognised_on"})


def joining_refusal(life: Life, changes: Facts) -> str:
    """Why the member's days of joining cannot be put right so; empty when they can, or none of them changes."""
    if not _DAYS & changes.keys():
        return ""
    return _recognised_then(life, changes) or _no_ceremony(life, changes) or _case_order(life, changes)


def _recognised_then(life: Life, changes: Facts) -> str:
    """Recognition keeps its twelve months from the ceremony: where it was on that very day, it follows."""
    member = life.member
    joined = changes.get("admitted_on", member.admitted_on)
    recognised = changes.get("recognised_on", member.recognised_on)
    if {"admitted_on", "recognised_on"} & changes.keys() and (why := probation_words(joined, recognised)):
        return why
    before, due = recognition_due(member.admitted_on), recognition_due(joined)
    followed = before and member.recognised_on == PartialDate.exactly(before)
    if "admitted_on" in changes and due and followed and recognised != PartialDate.exactly(due):
        return _(
            "Ngày công nhận chính thức theo ngày làm lễ: làm lễ {joined} thì ghi lại cả ngày công nhận là {due}."
        ).format(joined=joined.text(), due=day_text(due))
    return ""


def _no_ceremony(life: Life, changes: Facts) -> str:
    """One admitted in this book joined his cell on the day of the ceremony, which is known."""
    edge, joined = joined_by(life), changes.get("admitted_on", life.member.admitted_on)
    if "admitted_on" not in changes or (edge is None and not _cases(life).exists()):
        return ""
    if joined is None or joined.exact is None:
        return _("Đồng chí được kết nạp trong sổ này: ngày kết nạp (lễ) phải đủ ngày, tháng, năm.")
    return edge_refusal(edge, joined.exact, life.on) if edge and edge.day != joined.exact else ""


def _case_order(life: Life, changes: Facts) -> str:
    """The days keep their order among those of the case of admission."""
    for case, days in _of_cases(life, changes):
        decided = days.get("decision_on", case.decision_on)
        held = days.get("ceremony_on", case.ceremony_on)
        for later, earlier, what in (
            (decided, case.sent_on, _("ngày gửi hồ sơ")),
            (case.received_on, decided, _("ngày quyết định kết nạp")),
            (held, case.received_on, _("ngày chi bộ nhận quyết định")),
        ):
            if later and earlier and later < earlier:
                return _("Hồ sơ kết nạp trong sổ ghi {what} {earlier}, sau ngày {later}: đính chính hồ sơ ấy trước.").format(
                    what=what, earlier=day_text(earlier), later=day_text(later)
                )  # fmt: skip
    return ""


def _cases(life: Life) -> Any:
    return Admission.objects.filter(member=life.member).exclude(ceremony_on=None)


def _of_cases(life: Life, changes: Facts) -> list[tuple[Admission, Facts]]:
    """The cases that tell a day that changes, with what they are to tell."""
    told, found = life.member, []
    for case in _cases(life).order_by("pk"):
        days: Facts = {}
        for name, own in (("decision_on", "decision_on"), ("admitted_on", "ceremony_on")):
            was, now = getattr(told, name), changes.get(name)
            held = getattr(case, own)
            if now and now.exact and held and was == PartialDate.exactly(held):
                days[own] = now.exact
        if "ceremony_on" in days:
            days["until"] = days["ceremony_on"]
        if days:
            found.append((case, days))
    return found


def rows_that_follow(life: Life, changes: Facts) -> list[tuple[Any, Facts]]:
    """The rows beside the member's that tell the same days, with what they are to tell; ask before the member's row changes."""
    rows: list[tuple[Any, Facts]] = list(_of_cases(life, changes))
    edge, joined = joined_by(life), changes.get("admitted_on")
    if edge and joined and joined.exact and joined.exact != edge.day:
        rows.append((edge.spell, {SINCE: joined.exact, "assumed": False}))
    return rows


def follow(rows: list[tuple[Any, Facts]], life: Life, actor: Actor, *, basis: str) -> None:
    """Write what follows, each with its entry on the member's page."""
    for row, days in rows:
        flow.correct(row, days, actor, basis=basis, about=life.member, unit_id=row.unit_id)
