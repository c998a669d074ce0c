"""The acts on what dues are reckoned from: by which rate members pay and from which income, and who is eased."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference, strike
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.sealed import open_text, seal_text
from soxa.kernel.units.tree import tree
from soxa.law.dues import RATE_INSURED
from soxa.law.periods import FOREVER
from soxa.party.dues.flow import OFFICE, ask, reckon_again
from soxa.party.dues.models import DuesCategory, DuesRelief
from soxa.party.dues.reckoning import BASE
from soxa.party.dues.rules import OF_A_BASE, reduction_ends, reductions_on
from soxa.party.models import Cell, Member, Membership


@dataclass(frozen=True)
class Rate:
    """By which rate one pays: the kind, and the wage, allowance or pension in đồng where the kind asks for one."""

    kind: str
    base: int | None = None


def set_rates(unit_id: int, rates: Mapping[int, Rate], since: date, actor: Actor, *, today: date) -> int:
    """Write by which rate members of a cell pay from a month on; how many changed. All or none, Refused in words.

    A kind that stands with a base left out (None) keeps the base. What was set for the same month is replaced, and so
    is what was set for a month to come.
    """
    ask(actor)
    if since > (last := date(today.year + 1, 12, 1)):
        raise Refused(_("Chỉ ghi từ tháng {month:%m/%Y} trở về trước.").format(month=last))
    with all_or_nothing():
        at_home: Any = Membership.objects.home().filter(unit_id=unit_id, until=FOREVER)
        members = at_home.select_for_update().filter(member_id__in=sorted(rates))
        here = {one.member_id: one.member for one in members.select_related("member__person")}
        if set(rates) - set(here):
            raise Refused(_("Có người không sinh hoạt ở chi bộ này; tải lại trang rồi ghi lại."))
        open_now: Any = DuesCategory.objects.select_for_update().filter(
            member_id__in=sorted(here), until=FOREVER
        )
        standing = {one.member_id: one for one in open_now}
        changed = {
            member: rate for member, rate in rates.items() if not _unchanged(standing.get(member), rate)
        }
        if changed:
            facts = {"rows": len(changed), "since": str(since)}
            subject = ("unit", tree().nodes[unit_id].code)
            entry = record(("dues", "rates"), subject, actor, on=today, unit_id=unit_id, facts=facts)
            for member_id, rate in changed.items():
                held = _running(standing.get(member_id), since, today)
                _put(here[member_id], held, rate, since, entry)
            reckon_again(changed, since, entry)
    return len(changed)


def _unchanged(held: DuesCategory | None, rate: Rate) -> bool:
    if held is None or held.kind != rate.kind:
        return False
    return rate.base is None or open_text(held.base_sealed, BASE) == str(rate.base)


def _running(held: DuesCategory | None, since: date, today: date) -> DuesCategory | None:
    """The rate a new one follows: one set for a month to come is taken out where the new one begins before it."""
    if held is None or not since < held.since or held.since <= today:
        return held
    before = DuesCategory.objects.filter(member=held.member_id, until=held.since).first()
    held.delete()
    if before is not None:
        before.until = FOREVER
        before.save(update_fields=["until"])
    return before


def _put(member: Member, held: DuesCategory | None, rate: Rate, since: date, entry: Entry) -> None:
    name = member.person.full_name
    if rate.kind in OF_A_BASE and not rate.base:
        raise Refused(_("{name}: ghi thu nhập tính đảng phí.").format(name=name))
    sealed = seal_text(str(rate.base), BASE) if rate.kind in OF_A_BASE else ""
    if held and held.since > since:
        raise Refused(
            _(
                "{name}: mức đang dùng ghi từ {day}; tháng trước đó thì bấm “Đính chính” ở dòng của đồng chí."
            ).format(name=name, day=day_text(held.since))
        )
    if held and held.since == since:
        held.kind, held.base_sealed, held.entry = rate.kind, sealed, entry
        held.save(update_fields=["kind", "base_sealed", "entry"])
        return
    if held:
        held.until = since
        held.save(update_fields=["until"])
    DuesCategory(member=member, kind=rate.kind, base_sealed=sealed, since=since, entry=entry).save(
        force_insert=True
    )


def mend_rate(
    held: DuesCategory,
    rate: Rate | None,
    since: date,
    actor: Actor,
    *,
    basis: str,
    unit_id: int,
    today: date,
) -> Entry:
    """Put the rate a member pays by right: another first month, kind or income; or take it back (None). With the basis.

    The rate before it ends, or goes on, with its first month; unpaid lines are reckoned anew. Refused in words.
    """
    ask(actor)
    if since > (last := date(today.year + 1, 12, 1)) or since < RATE_INSURED.rows[0].since:
        first = RATE_INSURED.rows[0].since
        raise Refused(_("Ghi từ tháng {first:%m/%Y} đến tháng {last:%m/%Y}.").format(first=first, last=last))
    with all_or_nothing():
        member = Member.objects.select_for_update().get(pk=held.member_id)
        locked = DuesCategory.objects.select_for_update().get(pk=held.pk)
        if locked.until != FOREVER:
            raise Refused(_("Mức này đã được thay bằng mức khác."))
        begun = min(locked.since, since) if rate else locked.since
        before = _before(
            member, locked.since, since if rate else FOREVER, actor, basis=basis, unit_id=unit_id
        )
        if rate is None:
            entry = strike(locked, actor, basis=basis, about=member, unit_id=unit_id)
        else:
            changes = {"since": since, "kind": rate.kind, "base_sealed": _sealed(locked, rate)}
            entry = correct(locked, changes, actor, basis=basis, unit_id=unit_id, about=member)
        if before is not None:
            before.until = since if rate else FOREVER
            before.save(update_fields=["until"])
        reckon_again([member.pk], begun, entry)
    return entry


def _before(
    member: Member, since: date, moved: date, actor: Actor, *, basis: str, unit_id: int
) -> DuesCategory | None:
    """The rate before the one from `since`, whose end moves to `moved`; those that would begin on that day or later go."""
    earlier: Any = DuesCategory.objects.select_for_update().filter(member=member, until__lte=since)
    for one in earlier.filter(since__gte=moved).order_by("-since"):
        strike(one, actor, basis=basis, about=member, unit_id=unit_id)
    found: DuesCategory | None = earlier.filter(until__gte=min(since, moved)).order_by("-since").first()
    return found


def _sealed(held: DuesCategory, rate: Rate) -> str:
    """The income sealed: the one told, or of the same kind the one known; Refused where there is none."""
    if rate.kind not in OF_A_BASE:
        return ""
    if rate.base and open_text(held.base_sealed, BASE) != str(rate.base):
        return seal_text(str(rate.base), BASE)
    if not held.base_sealed:
        raise Refused(_("Ghi thu nhập tính đảng phí."))
    return held.base_sealed


def grant(member: Member, unit_id: int, facts: Mapping[str, Any], actor: Actor, *, today: date) -> DuesRelief:
    """Ease a member's dues from one month until before another, by a paper; unpaid lines are reckoned anew.

    `facts`: kind, percent, ground, since, until (None: until further notice), paper. A cell decides for itself only
    where it is a grassroots organisation; else its superior does, and the office writes it.
    """
    ask(actor)
    if not actor.may(OFFICE) and not _decides_itself(unit_id):
        raise Refused(
            _(
                "Chi bộ trực thuộc báo cáo cấp trên quyết định miễn, giảm đảng phí; Văn phòng ghi khi có quyết định."
            )
        )
    since, until = facts["since"], facts.get("until") or FOREVER
    if why := _objection(facts["kind"], facts.get("percent") or 0, since, until):
        raise Refused(why)
    with all_or_nothing():
        Member.objects.select_for_update().get(pk=member.pk)
        at_once: Any = DuesRelief.objects.filter(member=member, since__lt=until, until__gt=since)
        if held := at_once.first():
            raise Refused(
                _("Đồng chí đã {words} đảng phí từ {day}.").format(words=held.words, day=day_text(held.since))
            )
        made = DuesRelief(
            member=member, kind=facts["kind"], percent=facts.get("percent") or 0, ground=facts["ground"],
            since=since, until=until, paper=facts["paper"],
        )  # fmt: skip
        told = {"kind": made.kind, "since": str(since), "paper": made.paper}
        made.entry = record(
            ("dues", "grant"), reference(member), actor, on=today, unit_id=unit_id, facts=told
        )
        made.save(force_insert=True)
        reckon_again([member.pk], since, made.entry)
    return made


def _decides_itself(unit_id: int) -> bool:
    cells: Any = Cell.objects.filter(unit_id=unit_id, grassroots=True)
    return bool(cells.exists())


def _objection(kind: str, percent: int, since: date, until: date) -> str:
    if until <= since:
        return _("Tháng cuối không trước tháng đầu.")
    if kind != DuesRelief.REDUCED:
        return "" if not percent else _("Chỉ ghi mức giảm khi là giảm.")
    allowed = reductions_on(since)
    if percent not in allowed:
        return _("Mức giảm là {levels}%.").format(levels=", ".join(map(str, allowed)))
    if until > reduction_ends(since):
        return _("Mỗi lần giảm không quá 12 tháng: nhiều nhất đến trước {day}.").format(
            day=day_text(reduction_ends(since))
        )
    return ""


def end_relief(
    relief: DuesRelief, unit_id: int, until: date, actor: Actor, *, basis: str = "", today: date
) -> Entry:
    """End a grant before a month; the months from there on are reckoned anew. Refused when it does not stand then.

    Before its first month it is taken out as never granted, with the basis.
    """
    ask(actor)
    with all_or_nothing():
        held: DuesRelief = DuesRelief.objects.select_for_update().get(pk=relief.pk)
        if not actor.may(OFFICE) and not _decides_itself(unit_id):
            raise Refused(_("Chi bộ trực thuộc báo cáo cấp trên; Văn phòng ghi khi có quyết định."))
        if not held.since <= until < held.until:
            raise Refused(_("Thời gian được miễn, giảm không trùm qua tháng này."))
        if until == held.since:
            entry = strike(held, actor, basis=basis, about=held.member, unit_id=unit_id)
            reckon_again([held.member_id], until, entry)
            return entry
        facts = {"until": str(until)}
        entry = record(
            ("dues", "end_relief"), reference(held.member), actor, on=today, unit_id=unit_id, facts=facts
        )
        held.until = until
        held.save(update_fields=["until"])
        reckon_again([held.member_id], until, entry)
    return entry
