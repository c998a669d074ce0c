"""The life of a badge: proposed for a round, decided, awarded; lost and issued again; or no longer proposed."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.preferences import book_day
from soxa.law.acts import HD_01, HD_06
from soxa.party.act import WRITE
from soxa.party.badges import case_forms
from soxa.party.badges.models import Badge, CardEvent
from soxa.party.badges.planning import Due
from soxa.party.badges.rules import ILL, early_from, full_on
from soxa.party.list_checks import first_of
from soxa.party.models import Member, Membership

B = Badge
CELL_WRITE = "cell.write"
_OUT = (Membership.STRUCK_OFF, Membership.EXPELLED, Membership.LEFT)
_BADGES = HD_01.at("mục 18")
Facts = dict[str, Any]


def _still_due(badge: Badge, on: date) -> None:
    """Refused for one who has left the Party by that day; who died, or moved away with full years, may still have it."""
    last = (
        Membership.objects.home().filter(member_id=badge.member_id, since__lte=on).order_by("-since").first()
    )
    if last and last.until <= on and last.closed_by in _OUT:
        raise Refused(
            _("Ngày {day} đồng chí không còn là đảng viên: ghi thôi đề nghị.").format(day=day_text(on))
        )


def _decided(badge: Badge, facts: Facts, entry: Entry) -> None:
    _still_due(badge, facts["on"])
    if badge.proposed_on and facts["on"] < badge.proposed_on:
        raise Refused(_("Đề nghị ngày {day}; không có quyết định trước ngày ấy.").format(day=day_text(badge.proposed_on)))  # fmt: skip
    badge.decision, badge.decided_on = facts["decision"], facts["on"]


def _awarded(badge: Badge, facts: Facts, entry: Entry) -> None:
    if badge.decided_on and facts["on"] < badge.decided_on:
        raise Refused(
            _("Quyết định ngày {day}; không trao trước ngày ấy.").format(day=day_text(badge.decided_on))
        )
    _still_due(badge, facts["on"])
    number_free(badge, facts.get("number", ""))
    badge.awarded_on, badge.number = facts["on"], facts.get("number", "")


def _declined(badge: Badge, facts: Facts, entry: Entry) -> None:
    badge.closed_on, badge.note = facts["on"], facts["reason"]


def _event(kind: str) -> Callable[[Badge, Facts, Entry], None]:
    def effect(badge: Badge, facts: Facts, entry: Entry) -> None:
        old, number = badge.number, facts.get("number") or badge.number
        number_free(badge, number)
        if badge.awarded_on and facts["on"] < badge.awarded_on:
            raise Refused(_("Ngày phải từ {day} trở đi, là ngày trao.").format(day=day_text(badge.awarded_on)))  # fmt: skip
        badge.number = number
        badge.events.create(
            member_id=badge.member_id, kind=kind, on=facts["on"], old_number=old, number=number,
            paper=facts.get("paper", ""), note=facts.get("note", ""), entry=entry,
        )  # fmt: skip

    return effect


def number_free(badge: Badge, number: str) -> None:
    """Refused in words when another badge of this level bears the number."""
    if number and Badge.objects.filter(level=badge.level, number=number).exclude(pk=badge.pk).exists():
        raise Refused(_("Số Huy hiệu {number} đã có trong sổ, của đồng chí khác.").format(number=number))


_PERSONAL = frozenset({"number", "note", "reason"})
LIFE = Flow(
    "badge",
    Step(
        "decide", gettext_lazy("Ghi quyết định tặng"), (B.PROPOSED,), B.DECIDED, by=WRITE, cite=_BADGES,
        form=case_forms.Decide, then=_decided,
    ),
    Step(
        "award", gettext_lazy("Ghi đã trao"), (B.DECIDED,), B.AWARDED, by=WRITE, cite=_BADGES,
        form=case_forms.Award, untold=_PERSONAL, then=_awarded,
    ),
    Step(
        "decline", gettext_lazy("Thôi đề nghị"), (B.PROPOSED, B.DECIDED), B.DECLINED, by=WRITE, cite=_BADGES,
        form=case_forms.Decline, untold=_PERSONAL, then=_declined,
    ),
    Step(
        "lose", gettext_lazy("Báo mất Huy hiệu"), (B.AWARDED,), B.LOST, by=WRITE, cite=_BADGES,
        form=case_forms.Lose, untold=_PERSONAL, then=_event(CardEvent.LOST),
    ),
    Step(
        "reissue", gettext_lazy("Cấp lại Huy hiệu"), (B.LOST,), B.AWARDED, by=WRITE, cite=_BADGES,
        form=case_forms.Reissue, untold=_PERSONAL, then=_event(CardEvent.REISSUED),
    ),
)  # fmt: skip
SLUGS = {
    "decide": "quyet-dinh",
    "award": "trao",
    "decline": "thoi-de-nghi",
    "lose": "mat",
    "reissue": "cap-lai",
}
NAMES = {slug: name for name, slug in SLUGS.items()}


def propose(found: Iterable[Due], actor_of: Callable[[int], Actor], *, on: date, round_on: date) -> list[Badge]:  # fmt: skip
    """Propose every one of these for a round, all or none; Refused in words when one may not be, or none is given."""
    rows = list(found)
    if not rows:
        raise Refused(_("Chưa chọn đồng chí nào để đề nghị."))
    with flow.all_or_nothing():
        list(Member.objects.select_for_update().filter(pk__in=[due.member_id for due in rows]).order_by("pk"))
        return [_proposed(due, actor_of(due.unit_id), on=on, round_on=round_on) for due in rows]


def _proposed(due: Due, actor: Actor, *, on: date, round_on: date, reason: str = "", note: str = "") -> Badge:
    reason = reason or (Badge.POSTHUMOUS if due.kind == "dead" else Badge.ORDINARY)
    if not (actor.may(WRITE) or actor.may(CELL_WRITE)):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    taken = Badge.objects.filter(member_id=due.member_id, level=due.level).exclude(state=Badge.DECLINED)
    if taken.exists():
        raise Refused(_("Đồng chí {name} đã có đề nghị hoặc đã được tặng Huy hiệu {level} năm.").format(name=due.name, level=due.level))  # fmt: skip
    badge = Badge(
        member_id=due.member_id, unit_id=due.unit_id, level=due.level, round_on=round_on, due_on=due.due_on,
        reason=reason, note=note, proposed_on=on,
    )  # fmt: skip
    return _started(badge, actor, {"round_on": str(round_on)})


def _started(badge: Badge, actor: Actor, facts: Facts) -> Badge:
    badge.entry = LIFE.start(badge, actor, unit_id=badge.unit_id, facts=facts)
    badge.save(update_fields=["entry"])
    return badge


def propose_early(due: Due, actor: Actor, *, on: date, facts: Facts) -> Badge:
    """Propose one before the years are full: gravely ill, of which no more is kept, or posthumously, with the reason in words."""
    round_on, reason = facts["round_on"], facts["reason"]
    dead = Member.objects.values_list("person__died_on", flat=True).get(pk=due.member_id) is not None
    if dead is not (reason == Badge.POSTHUMOUS):
        raise Refused(
            _("Đồng chí đã từ trần: chọn truy tặng.")
            if dead
            else _("Sổ chưa ghi đồng chí từ trần: không truy tặng.")
        )
    first = early_from(due.due_on, due.level, reason, on)
    note = "" if reason == Badge.ILL else facts["note"]  # health is nobody's to read here
    given_on = due.round_on if reason == Badge.POSTHUMOUS else round_on
    if round_on < first and given_on < first:
        raise Refused(
            _("Đủ {level} năm ngày {due}: sớm nhất được xét từ ngày {first} ({law}).").format(
                level=due.level, due=day_text(due.due_on), first=day_text(first), law=HD_06.at("")
            )
        )
    if round_on >= due.due_on:
        raise Refused(_("Đến đợt này đồng chí đã đủ năm: đề nghị theo đợt, không phải trao sớm."))
    with flow.all_or_nothing():
        Member.objects.select_for_update().get(pk=due.member_id)
        return _proposed(due, actor, on=on, round_on=round_on, reason=reason, note=note)


def not_so_early(member: Member, level: int, on: date | None) -> None:
    """Refused when so many years of Party age were not full on the day, nor may be given so early; without a day, by now."""
    start, today = member.decision_on or member.admitted_on, book_day()
    if start is None:
        return
    spells = [(one.since, one.until) for one in member.times_outside.all()]
    full = full_on(first_of(start), level, spells)
    first = early_from(full, level, ILL, today)
    if (on or today) < first:
        raise Refused(
            _("Vào Đảng {start}, đủ {level} năm tuổi Đảng ngày {full}: Huy hiệu ấy sớm nhất được trao từ {first} ({law}).").format(
                start=start.text(), level=level, full=day_text(full), first=day_text(first), law=HD_06.at("")
            )
        )  # fmt: skip


def record_kept(member: Member, actor: Actor, *, unit_id: int, facts: Facts) -> Badge:
    """Write down a badge that the member has had since before the book; its day may not be known."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    with flow.all_or_nothing():
        locked = Member.objects.select_for_update().get(pk=member.pk)
        level = facts["level"]
        if Badge.objects.filter(member=locked, level=level).exclude(state=Badge.DECLINED).exists():
            raise Refused(_("Huy hiệu {level} năm đã có trong sổ.").format(level=level))
        badge = Badge(
            member=locked, unit_id=unit_id, level=level, reason=Badge.KEPT, state=Badge.AWARDED,
            decision=facts.get("decision", ""), number=facts.get("number", ""), awarded_on=facts.get("on"),
        )  # fmt: skip
        number_free(badge, badge.number)
        not_so_early(locked, level, badge.awarded_on)
        return _started(badge, actor, {})


def record_all_kept(found: Iterable[Due], actor_of: Callable[[int], Actor]) -> None:
    """Write down of all these that they have had their badge since before the book, all or none."""
    rows = list(found)
    if not rows:
        raise Refused(_("Chưa chọn đồng chí nào."))
    with flow.all_or_nothing():
        members = Member.objects.in_bulk([due.member_id for due in rows])
        for due in sorted(rows, key=lambda one: one.member_id):
            record_kept(
                members[due.member_id], actor_of(due.unit_id), unit_id=due.unit_id, facts={"level": due.level}
            )


def take_all(name: str, badges: Iterable[tuple[Badge, Facts]], actor_of: Callable[[int], Actor]) -> int:
    """Take one step with many badges, all or none; how many. Refused in words, with the name of whom it concerns."""
    count = 0
    with flow.all_or_nothing():
        for badge, facts in badges:
            try:
                LIFE.take(name, badge, actor_of(badge.unit_id), facts)
            except Refused as why:
                raise Refused(f"{badge.member.person.full_name}: {why}") from why
            count += 1
        if not count:
            raise Refused(_("Chưa chọn đồng chí nào."))
    return count


def correct(badge: Badge, actor: Actor, *, facts: Facts) -> Entry:
    """Put the facts of a badge right, with their basis; Refused when nothing changes or the number is another's."""
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))
    changes = {name: facts[name] for name in ("number", "decision", "decided_on", "awarded_on")}
    with flow.all_or_nothing():
        number_free(badge, changes["number"])
        if badge.awarded_on and badge.reason != Badge.KEPT and not changes["awarded_on"]:
            raise Refused(_("Huy hiệu đã trao thì phải có ngày trao."))
        if badge.reason == Badge.KEPT:
            not_so_early(badge.member, badge.level, changes["awarded_on"])
        return flow.correct(
            badge, changes, actor, basis=facts["basis"], unit_id=badge.unit_id, about=badge.member
        )
