"""The acts of dues: a month's list drawn up, a collection written once, a payment corrected."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record
from soxa.kernel.locks import one_at_a_time
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.party.dues.models import UNSETTLED, DuesLine, DuesMonth
from soxa.party.dues.reckoning import Drift, drift_of, lines_of
from soxa.party.models import Membership
from soxa.party.year_opens import DUES_AHEAD, opens

OFFICE, OWN_CELL = "party.write", "cell.write"
_RECKONED = ("kind", "due", "free", "lacks", "excused")


@dataclass(frozen=True)
class Payment:
    """What one member paid: the sum (None: all that is owed), the day and the way; and what the book held of him before."""

    on: date
    way: str
    amount: int | None = None
    before: int = 0

    def total(self, line: DuesLine) -> int | None:
        """What the line holds with this payment; None where no sum is told and none is known."""
        return line.due if self.amount is None else self.before + self.amount


@dataclass(frozen=True)
class Collected:
    """What came of writing a collection: lines written now, and members whose line held another payment already."""

    written: int
    held: tuple[int, ...] = ()


def ask(actor: Actor) -> None:
    """Refused unless the actor's office may write dues."""
    if not (actor.may(OFFICE) or actor.may(OWN_CELL)):
        raise Refused(_("Chức vụ hiện nay của đồng chí không ghi được đảng phí."))


def draw(units: Iterable[int], month: date, actor: Actor, *, today: date) -> int:
    """Draw up the month's list of every cell that has none yet; how many. Refused for a month that cannot be.

    A line that stands on another cell's list comes over while it is not paid, and stays there once it is.
    """
    ask(actor)
    _must_be_open(month, today)
    with all_or_nothing():
        one_at_a_time(DuesMonth)
        wanted = set(units)
        held: Any = DuesMonth.objects.filter(unit_id__in=wanted, month=month)
        missing = wanted - set(held.values_list("unit_id", flat=True))
        try:
            found = lines_of(missing, month)
        except LookupError as error:
            raise Refused(str(error)) from error
        elsewhere = _held_by(month, Membership.objects.home().filter(unit_id__in=missing))
        for unit_id in sorted(found):
            sheet = DuesMonth(unit_id=unit_id, month=month)
            facts = {"month": month.isoformat()[:7], "rows": len(found[unit_id])}
            sheet.entry = record(
                ("dues", "draw"), _cell(unit_id), actor, on=today, unit_id=unit_id, facts=facts
            )
            sheet.save(force_insert=True)
            _place(sheet, found[unit_id], elsewhere, sheet.entry)
    return len(found)


def _held_by(month: date, homes: Any) -> dict[int, DuesLine]:
    """The month's lines, on whatever list, of the members of these home spells as they stood on its first day."""
    who = homes.filter(Membership.standing(month)).values("member_id")
    held: Any = DuesLine.objects.select_for_update().filter(month=month, member_id__in=who)
    return {one.member_id: one for one in held}


def _place(sheet: DuesMonth, fresh: list[DuesLine], held: Mapping[int, DuesLine], entry: Entry) -> None:
    """Put lines on a list: new ones, and from another list those not paid yet."""
    new = []
    for line in fresh:
        old = held.get(line.member_id)
        if old is None:
            line.sheet = sheet
            new.append(line)
        elif old.paid_on is None:
            same: Any = DuesLine.objects.filter(pk=old.pk)
            facts = {name: getattr(line, name) for name in _RECKONED}
            same.moved(entry, sheet=sheet, unit_id=sheet.unit_id, **facts)
    DuesLine.objects.loaded(new, entry)


def _follow(sheet: DuesMonth, actor: Actor, today: date) -> None:
    """Let a list follow who is at home in its cell, written down where that changes it."""
    drift = _drift(sheet)
    if drift.gone or drift.late:
        facts = {"month": sheet.month.isoformat()[:7], "late": len(drift.late), "gone": len(drift.gone)}
        entry = record(
            ("dues", "reckon"), _cell(sheet.unit_id), actor, on=today, unit_id=sheet.unit_id, facts=facts
        )
        _put_right(sheet, drift, entry)


def _drift(sheet: DuesMonth) -> Drift:
    try:
        return drift_of(sheet.unit_id, sheet.month, list(sheet.lines.select_for_update()))
    except LookupError as error:
        raise Refused(str(error)) from error


def _put_right(sheet: DuesMonth, drift: Drift, entry: Entry) -> None:
    """Late comers are added; who has gone goes to the list of the cell of his home, or away where that has none."""
    homes: Any = Membership.objects.home()
    late = homes.filter(member_id__in=[one.member_id for one in drift.late])
    _place(sheet, drift.late, _held_by(sheet.month, late), entry)
    left = {one.member_id: one for one in drift.gone}
    elsewhere = homes.filter(Membership.standing(sheet.month), member_id__in=sorted(left))
    wanted: dict[int, list[int]] = {}
    for unit_id, member_id in elsewhere.values_list("unit_id", "member_id"):
        wanted.setdefault(unit_id, []).append(member_id)
    for there in DuesMonth.objects.filter(month=sheet.month, unit_id__in=sorted(wanted)):
        members = wanted[there.unit_id]
        fresh = lines_of([there.unit_id], sheet.month, members=members).get(there.unit_id, [])
        _place(there, fresh, {one: left.pop(one) for one in members}, entry)
    for line in left.values():
        line.delete()


def _cell(unit_id: int) -> tuple[str, str]:
    return "unit", tree().nodes[unit_id].code


def _must_be_open(month: date, today: date) -> None:
    if month > date(today.year, 12, 1):
        raise Refused(_("Chỉ ghi thu trước đến hết tháng 12 năm nay."))


def collect(
    unit_id: int, month: date, paid: Mapping[int, Payment], actor: Actor, *, today: date
) -> Collected:
    """Write what members of a cell paid for a month; a line that says the same already is left as it is.

    Draws up the list first where there is none, lets one there is follow who is at home, and marks it as collected even
    when nobody paid. The rest of a sum comes on top of what its payment says was held before. Lines that hold something
    else are left too, and named: a payment is changed by correction. Refused in words, nothing written.
    """
    ask(actor)
    with all_or_nothing():
        draw([unit_id], month, actor, today=today)
        sheet: DuesMonth | None = (
            DuesMonth.objects.select_for_update().filter(unit_id=unit_id, month=month).first()
        )
        if sheet is None:
            raise Refused(_("Chi bộ không có đảng viên nào trong danh sách thu tháng này."))
        _follow(sheet, actor, today)
        lines = {one.member_id: one for one in sheet.lines.select_for_update()}
        if set(paid) - set(lines):
            raise Refused(_("Có người không thuộc danh sách thu của tháng này; tải lại trang rồi ghi lại."))
        fresh = {
            one: payment for one, payment in paid.items() if lines[one].amount == (payment.before or None)
        }
        held = tuple(one for one in paid if one not in fresh and not says_the_same(lines[one], paid[one]))
        if fresh or sheet.collected_on is None:
            _write(sheet, {lines[one]: payment for one, payment in fresh.items()}, actor, today)
    return Collected(len(fresh), held)


def says_the_same(line: DuesLine, payment: Payment) -> bool:
    """Whether the line holds this very payment already."""
    return (line.amount, line.paid_on, line.way) == (payment.total(line), payment.on, payment.way)


def _write(sheet: DuesMonth, fresh: dict[DuesLine, Payment], actor: Actor, today: date) -> None:
    facts = {"month": sheet.month.isoformat()[:7], "rows": len(fresh)}
    entry = record(
        ("dues", "collect"), _cell(sheet.unit_id), actor, on=today, unit_id=sheet.unit_id, facts=facts
    )
    for line, payment in fresh.items():
        _pay(line, payment, today)
        line.entry = entry
        line.save(update_fields=["amount", "extra", "paid_on", "way", "entry"])
    if sheet.collected_on is None:
        sheet.collected_on = today
        sheet.save(update_fields=["collected_on"])


def _pay(line: DuesLine, payment: Payment, today: date) -> None:
    """Put a payment on a line; Refused where there is no sum, or the day has not come or lies before what was paid."""
    name = line.member.person.full_name
    amount = payment.total(line)
    if not amount:
        why = (
            _("{name}: ghi số tiền đã nộp.")
            if line.due is None
            else _("{name} được miễn đảng phí tháng này.")
        )
        raise Refused(why.format(name=name))
    if why := _not_that_day(line.month, payment.on, today):
        raise Refused(f"{name}: {why}")
    if line.paid_on and payment.on < line.paid_on:
        told = _("{name}: phần còn thiếu nộp không trước ngày {day} đã nộp phần đầu.")
        raise Refused(told.format(name=name, day=day_text(line.paid_on)))
    line.amount, line.paid_on, line.way = amount, payment.on, payment.way
    line.extra = extra_of(line.due, amount)


def _not_that_day(month: date, on: date, today: date) -> str:
    """Why dues of a month cannot have been paid on a day: it has not come, or lies before the year was near."""
    if on > today:
        return _("ngày nộp {day} chưa đến.").format(day=day_text(on))
    if on < (first := opens(month.year, DUES_AHEAD)):
        return _("ngày nộp {day} quá sớm; đảng phí của năm {year} nộp từ {first}.").format(
            day=day_text(on), year=month.year, first=day_text(first)
        )
    return ""


def extra_of(due: int | None, amount: int) -> int:
    """What was given beyond the sum owed; nothing where that is not known."""
    return max(amount - due, 0) if due is not None else 0


def correct_payment(
    line: DuesLine, payment: Payment | None, actor: Actor, *, basis: str, today: date
) -> Entry:
    """Put a payment right, or take it back (None), with the basis. Refused in words when nothing changes."""
    ask(actor)
    changes: dict[str, Any] = {"amount": None, "extra": 0, "paid_on": None, "way": ""}
    if payment:
        if why := _not_that_day(line.month, payment.on, today):
            raise Refused(why[0].upper() + why[1:])
        if not payment.amount:
            raise Refused(_("Ghi số tiền đã nộp."))
        changes = {
            "amount": payment.amount, "extra": extra_of(line.due, payment.amount),
            "paid_on": payment.on, "way": payment.way,
        }  # fmt: skip
    if line.paid_on is None:
        raise Refused(_("Tháng này chưa ghi nộp nên không có gì để đính chính."))
    return correct(line, changes, actor, basis=basis, unit_id=line.unit_id, about=line.member)


def reckon_again(members: Iterable[int], since: date, entry: Entry) -> None:
    """Reckon anew what is owed on lines not settled yet, from a month on; call it inside the act that changed the ground."""
    unpaid: Any = DuesLine.objects.select_for_update().filter(
        UNSETTLED, member_id__in=sorted(members), month__gte=since
    )
    places: dict[tuple[int, date], list[DuesLine]] = {}
    for line in unpaid.order_by("month", "pk"):
        places.setdefault((line.unit_id, line.month), []).append(line)
    for (unit_id, month), lines in places.items():
        now = lines_of([unit_id], month, members=[one.member_id for one in lines]).get(unit_id, [])
        known = {one.member_id: one for one in now}
        for line in lines:
            if (fresh := known.get(line.member_id)) is not None:
                _reckon(line, fresh, entry)


def _reckon(line: DuesLine, fresh: DuesLine, entry: Entry) -> None:
    """Let a line owe what a fresh one does; what was paid beyond that becomes given freely."""
    facts = {name: getattr(fresh, name) for name in _RECKONED}
    if facts != {name: getattr(line, name) for name in _RECKONED}:
        same: Any = DuesLine.objects.filter(pk=line.pk)
        same.moved(entry, **facts, extra=extra_of(fresh.due, line.amount or 0))


def reckon_month(sheet: DuesMonth, actor: Actor, *, today: date) -> None:
    """Reckon a month's unsettled lines anew, after a setting, a member's facts or his cell changed."""
    ask(actor)
    with all_or_nothing():
        one_at_a_time(DuesMonth)
        facts = {"month": sheet.month.isoformat()[:7]}
        entry = record(
            ("dues", "reckon"), _cell(sheet.unit_id), actor, on=today, unit_id=sheet.unit_id, facts=facts
        )
        _put_right(sheet, _drift(sheet), entry)
        lines = {one.member_id: one for one in sheet.lines.filter(UNSETTLED)}
        for fresh in lines_of([sheet.unit_id], sheet.month, members=lines).get(sheet.unit_id, []):
            _reckon(lines[fresh.member_id], fresh, entry)
