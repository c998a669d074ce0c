"""What each act on a member writes: spells opened and closed, dates set; and what stands in the way of the facts given."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.models import Entry, UnitAct
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.party.elsewhere import kept_here, told_elsewhere
from soxa.party.list_checks import disorder, first_of, probation_words, too_early
from soxa.party.models import Exemption, Member, Membership
from soxa.party.posts import end_posts
from soxa.party.rules import card_text, recognition_due
from soxa.party.spell_days import carried_since, uncarried
from soxa.party.standing import Life
from soxa.party.to_oneself import to_oneself

Facts = dict[str, Any]
_ONE_DAY = timedelta(days=1)


# --- effects ---


def opened(life: Life, facts: Facts, entry: Entry, *, reason: str, kind: str = Membership.HOME) -> None:
    """A new spell in the unit of the facts, from the day of the act."""
    life.member.memberships.create(
        unit_id=facts["unit"],
        kind=kind,
        since=facts["on"],
        opened_by=reason,
        paper=facts.get("paper", ""),
        came_from=facts.get("came_from", ""),
        name_key=life.member.person.name_key,
        entry=entry,
    )


def closed(spell: Membership, facts: Facts, *, reason: str) -> None:
    """The spell ends with the day before the act."""
    spell.until, spell.closed_by = facts["on"], reason
    spell.closing_paper, spell.went_to = facts.get("paper", ""), facts.get("went_to", "")
    spell.save(update_fields=["until", "closed_by", "closing_paper", "went_to"])


def admit(life: Life, facts: Facts, entry: Entry) -> None:
    """Probation begins with the ceremony; the decision keeps its own date."""
    life.member.decision_on = PartialDate.exactly(facts["decision_on"])
    life.member.admitted_on = PartialDate.exactly(facts["on"])
    life.member.save(update_fields=["decision_on", "admitted_on"])
    opened(life, facts, entry, reason=Membership.ADMITTED)


def transfer_in(life: Life, facts: Facts, entry: Entry) -> None:
    """A home spell by transfer; a visitor's stay ends with it."""
    _end_stay(life, facts["on"], Membership.INTERNAL)
    opened(life, facts, entry, reason=Membership.TRANSFERRED_IN)


def restore(life: Life, facts: Facts, entry: Entry) -> None:
    """Put back by decision after a wrong removal: in the cell named, else in the last one."""
    opened(life, {**facts, "unit": _cell_of_return(life, facts)}, entry, reason=Membership.RESTORED)


def _cell_of_return(life: Life, facts: Facts) -> int:
    unit_id: int = facts.get("unit") or life.homes[0].unit_id
    return unit_id


def visit(life: Life, facts: Facts, entry: Entry) -> None:
    """A stay that is not counted."""
    opened(life, facts, entry, reason=Membership.TRANSFERRED_IN, kind=Membership.ATTACHED)


def recognise(life: Life, facts: Facts, entry: Entry) -> None:
    """Official from the day of recognition, with the card if it was issued."""
    life.member.recognised_on = PartialDate.exactly(facts["on"])
    life.member.card_no = facts.get("card_no") or life.member.card_no
    life.member.save(update_fields=["recognised_on", "card_no"])
    if card := facts.get("card_no"):
        told = {"on": facts["on"], "number": card, "paper": facts.get("paper", ""), "entry": entry}
        life.member.card_events.create(kind="issued", **told)


def move_within(life: Life, facts: Facts, entry: Entry) -> None:
    """The old home ends on the day the new one begins."""
    assert life.home is not None  # noqa: S101
    end_posts(life, facts["on"], entry, Membership.INTERNAL)
    closed(life.home, facts, reason=Membership.INTERNAL)
    opened(life, facts, entry, reason=Membership.INTERNAL)


def leave(reason: str) -> Any:
    """The effect of going for `reason`: the home spell, what eased duties, a stay elsewhere and posts all end."""

    def left(life: Life, facts: Facts, entry: Entry) -> None:
        uncarried(life, facts, entry)
        assert life.home is not None  # noqa: S101
        closed(life.home, facts, reason=reason)
        for one in life.open_exemptions:
            _end_exemption(one, facts["on"])
        _end_stay(life, facts["on"], reason)
        end_posts(life, facts["on"], entry, reason)

    return left


def die(life: Life, facts: Facts, entry: Entry) -> None:
    """The member's spells end, and the day stands with the person."""
    if life.home:
        leave(Membership.DIED)(life, facts, entry)
    else:
        uncarried(life, facts, entry)
        end_posts(life, facts["on"], entry, Membership.DIED)
    _end_stay(life, facts["on"], Membership.DIED)
    life.member.person.died_on = facts["on"]
    life.member.person.save(update_fields=["died_on"])


def attach(life: Life, facts: Facts, entry: Entry) -> None:
    """Away from the home cell for a time, and staying in another of the book."""
    visit(life, facts, entry)
    if not life.eased(Exemption.TEMP_OUT):
        begin_exemption(life, {**facts, "kind": Exemption.TEMP_OUT}, entry)


def end_stay(life: Life, facts: Facts, entry: Entry) -> None:
    """The stay ends; one at home elsewhere in the book is at home again."""
    _end_stay(life, facts["on"], Membership.TRANSFERRED_OUT, paper=facts.get("paper", ""))
    if away := life.eased(Exemption.TEMP_OUT):
        _end_exemption(away, facts["on"])


def begin_exemption(life: Life, facts: Facts, entry: Entry) -> None:
    """An easing of duties from the day of the act."""
    life.member.exemptions.create(
        kind=facts["kind"],
        since=facts["on"],
        paper=facts.get("paper", ""),
        ends_on=facts.get("ends_on"),
        entry=entry,
    )


def end_exemption(life: Life, facts: Facts, entry: Entry) -> None:
    """Duties in full again."""
    if one := life.eased(facts["kind"]):
        _end_exemption(one, facts["on"])


def paper_missing(life: Life, facts: Facts, entry: Entry) -> None:
    """The file lacks a paper from a day on."""
    life.member.missing_papers.create(
        paper_id=facts["kind"], year=facts.get("year"), since=facts["on"], entry=entry
    )


def paper_put_in(life: Life, facts: Facts, entry: Entry) -> None:
    """The file has the paper from a day on."""
    row = next(one for one in life.open_missing if one.pk == facts["missing"])
    row.until = max(facts["on"], row.since)
    row.save(update_fields=["until"])


def file_checked(life: Life, facts: Facts, entry: Entry) -> None:
    """The day the file was gone through."""
    life.member.file_checked_on, life.member.file_note = facts["on"], facts.get("note", "")
    life.member.save(update_fields=["file_checked_on", "file_note"])


def _end_exemption(one: Exemption, on: date) -> None:
    one.until = max(on, one.since)
    one.save(update_fields=["until"])


def _end_stay(life: Life, on: date, reason: str, *, paper: str = "") -> None:
    if stay := life.stay:
        stay.until, stay.closed_by, stay.closing_paper = max(on, stay.since + _ONE_DAY), reason, paper
        stay.save(update_fields=["until", "closed_by", "closing_paper"])


# --- objections: why the facts given cannot be; empty when they can ---


def nothing(life: Life, facts: Facts) -> str:
    """No objection."""
    return ""


def after_home_began(life: Life, facts: Facts) -> str:
    """A spell ends after it began; for an earlier day, the spell that stood then is named."""
    if not life.home or facts["on"] > life.home.since:
        return ""
    began = _("Ngày phải sau {day}, là ngày vào chi bộ hiện nay.").format(day=day_text(life.home.since))
    stood = next((one for one in life.homes if one.since < facts["on"] <= one.until), None)
    if stood is None:
        return began
    then = _("Trước ngày {day} đồng chí ở {cell}, sinh hoạt đến hết {last} rồi {why}.").format(
        day=day_text(facts["on"]),
        cell=tree().name(stood.unit_id, facts["on"] - _ONE_DAY),
        last=day_text(stood.until - _ONE_DAY),
        why=stood.get_closed_by_display(),
    )
    what = _("Sổ không ghi lùi qua mốc đó: ghi ngày có hiệu lực từ {day}, nêu ngày thật ở ô văn bản.").format(
        day=day_text(life.home.since + _ONE_DAY)
    )
    return f"{began} {then} {what}"


def after_true_home(life: Life, facts: Facts) -> str:
    """As `after_home_began`; but where only reorganisations carried the member on, a paper lets the book be put right."""
    if not carried_since(life.homes, facts["on"]) or facts.get("paper"):
        return "" if carried_since(life.homes, facts["on"]) else after_home_began(life, facts)
    return _(
        "Ngày phải sau {day}, là ngày vào chi bộ hiện nay do sắp xếp tổ chức. Nếu ngày này đúng, ghi văn bản làm "
        "căn cứ: sổ đính chính, bỏ phần ghi đồng chí theo sắp xếp tổ chức."
    ).format(day=day_text(life.homes[0].since))


def departure(life: Life, facts: Facts) -> str:
    """As `after_true_home`; and while a transfer is under way, its steps are what is written."""
    if not facts.get("transfer") and life.member.transfers.filter(direction="out", ended_on=None).exists():
        return _("Đồng chí này đang có hồ sơ chuyển sinh hoạt: ghi bước tiếp theo ở hồ sơ ấy.")
    assert life.home is not None  # noqa: S101
    return to_oneself(life.home.unit_id, facts["went_to"], facts["on"]) or after_true_home(life, facts)


def after_last_home(life: Life, facts: Facts) -> str:
    """A new home begins no earlier than the last one ended."""
    last = next(iter(life.homes), None)
    if last and last.until != FOREVER and facts["on"] < last.until:
        return _("Ngày phải từ {day} trở đi, là ngày ra khỏi chi bộ trước.").format(day=day_text(last.until))
    return ""


def restoration(life: Life, facts: Facts) -> str:
    """The last home is closed, and the cell of return stands; where it has ended, its successor is named."""
    unit_id = _cell_of_return(life, facts)
    node = tree().nodes[unit_id]
    if why := after_last_home(life, facts):
        return why
    if node.stands(facts["on"]):
        return ""
    ended = UnitAct.objects.filter(unit_id=unit_id, on=node.until, into__isnull=False).order_by("-pk").first()
    if ended is None or facts["on"] < node.until:
        return cell_stands(life, {**facts, "unit": unit_id})
    return _("{cell} đã thôi hoạt động từ {day}, nay là {into}. Chọn chi bộ mà đồng chí trở về.").format(
        cell=tree().name(unit_id), day=day_text(node.until), into=tree().name(ended.into_id)
    )


def cell_stands(life: Life, facts: Facts) -> str:
    """The cell exists on the day."""
    node = tree().nodes.get(facts["unit"])
    if node is None or not node.stands(facts["on"]):
        return _("Chi bộ này không hoạt động vào ngày {day}.").format(day=day_text(facts["on"]))
    return ""


def card_free(life: Life, facts: Facts) -> str:
    """A card number is one member's only."""
    card = facts.get("card_no")
    other = Member.objects.filter(card_no=card).exclude(pk=life.member.pk).first() if card else None
    if card and other:
        if not kept_here(other, life.unit_id or facts.get("unit"), life.on):
            return told_elsewhere()
        return _("Số thẻ {card} đã có trong sổ, của đồng chí khác.").format(card=card_text(card, life.on))
    return ""


def admission(life: Life, facts: Facts) -> str:
    """The decision comes before the ceremony, birth long before both."""
    if facts["decision_on"] > facts["on"]:
        return _("Ngày quyết định kết nạp phải trước hoặc đúng ngày làm lễ.")
    decided, joined = PartialDate.exactly(facts["decision_on"]), PartialDate.exactly(facts["on"])
    why = disorder({**_days(life), "decision_on": decided, "admitted_on": joined}, life.on)
    return why or cell_stands(life, facts)


def arrival(life: Life, facts: Facts) -> str:
    """The dates can be true, the cell stands, the last home is closed, the card is free."""
    why = _dates_brought(life, facts) or cell_stands(life, facts)
    why = why or to_oneself(facts["unit"], facts["came_from"], facts["on"])
    return why or after_last_home(life, facts) or card_free(life, facts)


def _days(life: Life) -> dict[str, PartialDate | None]:
    member = life.member
    return {
        "born": member.person.born,
        "decision_on": member.decision_on,
        "admitted_on": member.admitted_on,
        "recognised_on": member.recognised_on,
    }


def _dates_brought(life: Life, facts: Facts) -> str:
    """The dates of one new to the book come in order, his admission no later than the day he came."""
    if life.member.pk:
        return ""
    joined = life.member.admitted_on
    if joined and first_of(joined) > facts["on"]:
        return _("Ngày kết nạp (lễ) {day} sau ngày đến {came}.").format(
            day=joined.text(), came=day_text(facts["on"])
        )
    early = "" if facts.get("early_basis") else probation_words(joined, life.member.recognised_on)
    return disorder(_days(life), life.on) or early


def recognition(life: Life, facts: Facts) -> str:
    """The day is exactly the end of probation, however late the vote; a later one needs a reason, an earlier one has none."""
    day = PartialDate.exactly(facts["on"])
    if why := probation_words(life.member.admitted_on, day):
        return why
    due = recognition_due(life.member.admitted_on)
    if due and facts["on"] != due and not facts.get("reason"):
        return _(
            "Dù chi bộ họp muộn, ngày công nhận vẫn là ngày hết 12 tháng dự bị: ngày công nhận chính thức là {day}. "
            "Ngày khác phải ghi lý do."
        ).format(day=day_text(due))
    return too_early("recognised_on", {**_days(life), "recognised_on": day}) or card_free(life, facts)


def move(life: Life, facts: Facts) -> str:
    """Both cells lie in one Party organisation; out of it is a transfer."""
    assert life.home is not None  # noqa: S101
    if facts["unit"] == life.home.unit_id:
        return _("Đồng chí đang ở chi bộ này.")
    if organisation_of(facts["unit"], facts["on"]) != organisation_of(life.home.unit_id, facts["on"]):
        return _("Chi bộ này thuộc đảng bộ khác: ghi chuyển đi, nơi đến ghi chuyển đến.")
    return cell_stands(life, facts) or after_home_began(life, facts)


def organisation_of(unit_id: int, on: date) -> int:
    """The commune around a unit on a day; where there is none, the outermost unit."""
    standing = tree()
    around = standing.ancestors(unit_id, on)
    communes = [up for up in around if standing.nodes[up].kind == "commune"]
    tops = [up for up in around if standing.parent(up, on) is None]
    return next(iter(communes or tops), unit_id)


def stay_free(life: Life, facts: Facts) -> str:
    """One stay at a time, in another cell than the home."""
    if life.home and facts["unit"] == life.home.unit_id:
        return _("Đây chính là chi bộ của đồng chí.")
    return _dates_brought(life, facts) or cell_stands(life, facts)


def missing_once(life: Life, facts: Facts) -> str:
    """The same paper is missing once."""
    same = [
        one for one in life.open_missing if (one.paper_id, one.year) == (facts["kind"], facts.get("year"))
    ]
    return _("Giấy tờ này đã được ghi là còn thiếu.") if same else ""


def missing_row(life: Life, facts: Facts) -> str:
    """The row is this member's and still open."""
    known = {one.pk for one in life.open_missing}
    return "" if facts["missing"] in known else _("Giấy tờ này không còn ghi là thiếu.")
