"""What each act on a card writes, and what stands in its way; the same for time spent outside the Party."""

from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.acts import CT_51
from soxa.party.badges.models import Badge, CardEvent, TimeOutside
from soxa.party.effects import card_free
from soxa.party.list_checks import first_of
from soxa.party.standing import Life

Facts = dict[str, Any]
_ENDS_LOSS = (CardEvent.FOUND, CardEvent.REISSUED, CardEvent.EXCHANGED, CardEvent.HANDED_BACK)


def last_event(life: Life) -> CardEvent | None:
    """The latest thing that happened to the member's card."""
    return next(iter(life.card_events), None)


def is_lost(life: Life) -> bool:
    """Whether the card is reported lost and no other came in its place."""
    told = (event for event in life.card_events if event.kind == CardEvent.LOST or event.kind in _ENDS_LOSS)
    last = next(told, None)
    return last is not None and last.kind == CardEvent.LOST


# --- effects ---


def happened(life: Life, kind: str, facts: Facts, entry: Entry, *, old: str = "") -> CardEvent:
    """Write down what happened to the card, with its number before and after."""
    event: CardEvent = life.member.card_events.create(
        kind=kind,
        on=facts["on"],
        old_number=old,
        number=life.member.card_no,
        paper=facts.get("paper", ""),
        note=facts.get("note", ""),
        entry=entry,
    )
    return event


def _renumbered(life: Life, facts: Facts) -> str:
    """Put the new number in, where there is one; the number before."""
    old: str = life.member.card_no
    life.member.card_no = facts.get("card_no") or old
    return old


def issue_card(life: Life, facts: Facts, entry: Entry) -> None:
    """The number of the first card."""
    life.member.card_no = facts["card_no"]
    life.member.save(update_fields=["card_no"])
    happened(life, CardEvent.ISSUED, facts, entry)


def exchange_card(life: Life, facts: Facts, entry: Entry) -> None:
    """The new card is in hand; nothing waits any more."""
    old = _renumbered(life, facts)
    life.member.card_exchanged_on, life.member.card_wait_reason = facts["on"], ""
    life.member.save(update_fields=["card_no", "card_exchanged_on", "card_wait_reason"])
    happened(life, CardEvent.EXCHANGED, facts, entry, old=old)


def card_waits(life: Life, facts: Facts, entry: Entry) -> None:
    """Why the exchange waits."""
    life.member.card_wait_reason = facts["reason"]
    life.member.save(update_fields=["card_wait_reason"])


def plainly(kind: str) -> Any:
    """The effect of what only happened: the number stays as it is."""

    def effect(life: Life, facts: Facts, entry: Entry) -> None:
        happened(life, kind, facts, entry, old=life.member.card_no)

    return effect


def replaced(kind: str) -> Any:
    """The effect of a card in place of another: its number may be a new one, the old one is kept."""

    def effect(life: Life, facts: Facts, entry: Entry) -> None:
        old = _renumbered(life, facts)
        life.member.save(update_fields=["card_no"])
        happened(life, kind, facts, entry, old=old)

    return effect


def handed_back(life: Life, facts: Facts, entry: Entry) -> None:
    """The card and every badge in hand are taken back; their numbers stay on record."""
    if life.member.card_no:
        happened(life, CardEvent.HANDED_BACK, facts, entry, old=life.member.card_no)
    for badge in life.member.badges.select_for_update().filter(state__in=(Badge.AWARDED, Badge.LOST)):
        badge.state, badge.closed_on = Badge.HANDED_BACK, facts["on"]
        badge.save(update_fields=["state", "closed_on"])
        life.member.card_events.create(
            badge=badge, kind=CardEvent.HANDED_BACK, on=facts["on"], old_number=badge.number,
            number=badge.number, paper=facts.get("paper", ""), entry=entry,
        )  # fmt: skip


def was_outside(life: Life, facts: Facts, entry: Entry) -> None:
    """A stretch outside the Party; Party age leaves its days out from now on."""
    life.member.times_outside.create(
        since=facts["on"], until=facts["until"], reason=facts["reason"], paper=facts["paper"], entry=entry
    )


# --- what stands in the way ---


def holds_card(life: Life) -> str:
    """A card is in hand, or was."""
    return "" if life.member.card_no else _("Chưa có thẻ: ghi phát thẻ trước.")


def has_no_card(life: Life) -> str:
    """No card yet."""
    return _("Đã có thẻ.") if life.member.card_no else ""


def waits_for_exchange(life: Life) -> str:
    """A card that has not been exchanged."""
    return holds_card(life) or (_("Đã đổi thẻ.") if life.member.card_exchanged_on else "")


def in_hand(life: Life) -> str:
    """A card that is not reported lost."""
    return holds_card(life) or (_("Thẻ đã báo mất, đang chờ cấp lại.") if is_lost(life) else "")


def lost(life: Life) -> str:
    """A card reported lost."""
    return holds_card(life) or ("" if is_lost(life) else _("Thẻ không ghi là mất."))


def not_handed_back(life: Life) -> str:
    """Something to take back, which was not taken back before."""
    last = last_event(life)
    if last and last.kind == CardEvent.HANDED_BACK:
        return _("Đã thu lại ngày {day}.").format(day=day_text(last.on))
    held = life.member.card_no or life.member.badges.filter(state__in=(Badge.AWARDED, Badge.LOST)).exists()
    return "" if held else _("Sổ không ghi thẻ hay Huy hiệu nào để thu lại.")


def exchange(life: Life, facts: Facts) -> str:
    """The exchange is the one that was ordered on a day; for the rest as with every card."""
    ordered = CT_51.issued
    if ordered and facts["on"] < ordered:
        return _("Đổi thẻ là lần đổi theo {act}: không thể trước ngày {day}.").format(
            act=CT_51, day=day_text(ordered)
        )
    return in_order(life, facts)


def in_order(life: Life, facts: Facts) -> str:
    """An official member has a card, nothing happens to it before what happened last; the number is one member's only."""
    recognised, last = life.member.recognised_on, last_event(life)
    if recognised and first_of(recognised) > facts["on"]:
        return _("Thẻ chỉ cấp cho đảng viên chính thức: ngày phải từ ngày công nhận {day} trở đi.").format(
            day=recognised.text()
        )
    if last and facts["on"] < last.on:
        return _("Ngày phải từ {day} trở đi, là ngày {what}.").format(
            day=day_text(last.on), what=last.get_kind_display()
        )
    return card_free(life, facts)


def outside_once(life: Life, facts: Facts) -> str:
    """After admission, over by now, and apart from what is written already."""
    if facts["until"] > life.on:
        return _("Ngày {day} chưa đến; sổ chỉ ghi thời gian đã qua.").format(day=day_text(facts["until"]))
    start = life.member.decision_on or life.member.admitted_on
    if start and facts["on"] < first_of(start):
        return _("Thời gian này bắt đầu trước ngày vào Đảng {day}.").format(day=start.text())
    meets = TimeOutside.objects.filter(
        member=life.member, since__lt=facts["until"], until__gt=facts["on"]
    ).first()
    if meets:
        return _("Trùng với thời gian đã ghi, từ {since} đến trước {until}.").format(
            since=day_text(meets.since), until=day_text(meets.until)
        )
    return ""
