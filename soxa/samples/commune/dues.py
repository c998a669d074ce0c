"""Dues of the demo commune from April 2026 on: by which rate members pay, the cells' monthly lists, arrears, money handed up."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry, Unit
from soxa.kernel.preferences import put
from soxa.kernel.sealed import seal_text
from soxa.law.periods import add_months
from soxa.org.models import Person
from soxa.party.dues import rules
from soxa.party.dues.models import DuesCategory, DuesLine, DuesMonth, HandOver
from soxa.party.dues.reckoning import BASE, REGION, Grounds, Reckoned
from soxa.party.models import Cell, Membership
from soxa.samples.commune import plan
from soxa.samples.commune.inserting import insert_all
from soxa.samples.commune.standing import BEN_DA
from soxa.samples.commune.units import UNDER_BASE
from soxa.samples.names import rolls

FIRST, RATES_SINCE = date(2026, 4, 1), date(2026, 1, 1)
KEPT, BASE_KEPT, COMMUNE_KEPT = (
    Decimal(30),
    Decimal(20),
    Decimal(50),
)  # invented: the shares of 2026 are not known
# cells of villages in the order of their codes, one member of each: (place of the cell, months unpaid, the day they were made up)
LATE = (
    (3, (4, 5, 6), date(2026, 8, 3)),
    (6, (5, 6), date(2026, 7, 15)),
    (10, (5, 6), date(2026, 7, 15)),
    (14, (5, 6), date(2026, 7, 20)),
    (20, (5, 6), date(2026, 8, 5)),
    (4, (8, 9, 10), None),
    (8, (9, 10), None),
    (17, (9, 10), None),
    (25, (9, 10), None),
)
# cells, from the last one back, that had not handed up June by its end; they did a fortnight later
SLOW = 5
# cells, the first ones, that have written the month that runs; that of Bến Đá has still to
QUICK = 18


@dataclass
class _Book:
    """Rows not yet saved."""

    sheets: list[DuesMonth] = field(default_factory=list)
    lines: list[tuple[DuesMonth, dict[str, Any]]] = field(default_factory=list)
    handed: list[HandOver] = field(default_factory=list)


def collect_all(units: dict[str, Unit], actor: Actor, on: date) -> None:
    """Every rate, list and hand-over up to a day, in one load."""
    commune = units[plan.COMMUNE[0]]
    put(REGION, "IV", since=RATES_SINCE, actor=actor, unit_id=commune.pk)
    cells = [
        unit for unit in Cell.objects.filter(until__gt=FIRST).values_list("unit_id", "unit__code", "kind")
    ]
    cells.sort(key=lambda cell: cell[1])
    subject, facts = ("unit", commune.code), {"rows": len(cells)}
    entry = journal.write(actor, "samples", "dues", subject=subject, on=on, facts=facts, unit_id=commune.pk)
    _rates({unit_id: kind for unit_id, _code, kind in cells}, entry)
    book = _Book()
    order = [unit_id for unit_id, _code, _kind in cells]
    villages = [unit_id for unit_id, _code, kind in cells if kind == "village"]
    late, waiting = _Late(villages), [one for one in order[:QUICK] if one != units[BEN_DA].pk]
    months = list(_months(on))
    grounds = Grounds.read(order, months[0], months[-1])
    for month in months:
        by_cell = grounds.reckoned(month, waiting if rules.last_day(month) > on else None)
        for place, unit_id in enumerate(order):
            if unit_id not in by_cell:
                continue
            lines = _write(book, (unit_id, month), by_cell[unit_id], late, on)
            slow = place >= len(order) - SLOW
            _hand_up(book, unit_id, lines, month, slow=slow, on=on)
        _committees_hand_up(book, units, month, on)
    DuesMonth.objects.loaded(book.sheets, entry)
    insert_all(DuesLine, [{"sheet_id": sheet.pk} | line for sheet, line in book.lines], entry)
    HandOver.objects.loaded(book.handed, entry)


def _months(on: date) -> Iterator[date]:
    month = FIRST
    while month <= on:
        yield month
        month = add_months(month, 1)


def _rates(kinds: dict[int, str], entry: Entry) -> None:
    spells: Any = Membership.objects.home().filter(until__gt=FIRST, unit_id__in=sorted(kinds))
    roll, rows, seen = rolls("dues"), [], set()
    for spell in spells.select_related("member__person").order_by("since", "pk"):
        if spell.member_id in seen:
            continue
        seen.add(spell.member_id)
        kind, base = _rate_of(spell.member.person, kinds[spell.unit_id], roll)
        sealed = seal_text(str(base), BASE) if base else ""
        rows.append(DuesCategory(member_id=spell.member_id, kind=kind, base_sealed=sealed, since=RATES_SINCE))
    DuesCategory.objects.loaded(rows, entry)


def _rate_of(person: Person, cell: str, roll: Random) -> tuple[str, int]:
    """An invented rate that fits the age and the kind of cell; a pension or a wage in whole ten thousands."""
    age, chance = 2026 - (person.born.year if person.born else 1980), roll.random()
    if cell not in ("village", "cooperative") and age < 61:
        return rules.INSURED, roll.randrange(520, 1400) * 10_000
    if age >= 57 and chance < 0.55:
        return rules.PENSIONER, roll.randrange(310, 820) * 10_000
    if age < 57 and chance < 0.2:
        return rules.INSURED, roll.randrange(480, 900) * 10_000
    return rules.NO_PENSION, 0


class _Late:
    """Who is late with which months; chosen when their first month comes by."""

    def __init__(self, villages: list[int]) -> None:
        self.places = {villages[place]: (months, made_up) for place, months, made_up in LATE}
        self.chosen: dict[int, int] = {}

    def paid_on(self, one: Reckoned, month: date, usual: date) -> date | None:
        """The day on which this member paid the month; None for one that still has not."""
        unit_id, member = one.spell.unit_id, one.spell.member
        found = self.places.get(unit_id)
        if found is None or month.month not in found[0]:
            return usual
        months, made_up = found
        if unit_id not in self.chosen and month.month == months[0] and not member.person.died_on:
            self.chosen[unit_id] = member.pk
        return made_up if self.chosen.get(unit_id) == member.pk else usual


Lines = list[dict[str, Any]]


def _write(book: _Book, where: tuple[int, date], listed: list[Reckoned], late: _Late, on: date) -> Lines:
    """The month's list of a cell with what was paid; its lines."""
    unit_id, month = where
    written = month + timedelta(days=2 + unit_id % 7)
    sheet = DuesMonth(unit_id=unit_id, month=month, collected_on=written)
    book.sheets.append(sheet)
    lines = [
        _line(place, one, month, late.paid_on(one, month, written), on) for place, one in enumerate(listed)
    ]
    book.lines += [(sheet, line) for line in lines]
    return lines


def _line(place: int, one: Reckoned, month: date, paid: date | None, on: date) -> dict[str, Any]:
    unit_id, due = one.spell.unit_id, one.due.amount
    amount, extra, way = None, 0, ""
    if due == 0 or paid is None or paid > on:
        paid = None
    else:
        amount = due or 11_100
        way = DuesLine.PORTAL if (unit_id + place) % 4 == 0 else DuesLine.CASH
        if place % 41 == 7:
            amount, extra = amount + 20_000, 20_000 if due else 0
    return {
        "unit_id": unit_id, "month": month, "member_id": one.spell.member_id, "name_key": one.spell.name_key,
        "kind": one.kind, "due": due, "free": one.due.free, "lacks": one.due.lacks, "excused": one.excused,
        "amount": amount, "extra": extra, "paid_on": paid, "way": way,
    }  # fmt: skip


def _hand_up(book: _Book, unit_id: int, lines: Lines, month: date, *, slow: bool, on: date) -> None:
    """One hand-over a month, of what was collected by its day; the slow cells are a fortnight into the next month."""
    day = rules.last_day(month) + timedelta(days=14) if slow else month + timedelta(days=19)
    collected = sum(line["amount"] for line in lines if line["paid_on"] and line["paid_on"] <= day)
    if day <= on and collected:
        book.handed.append(
            _handed(unit_id, month, day, collected, KEPT, f"PT {month:%m}/{unit_id % 90 + 10}")
        )


def _handed(unit_id: int, month: date, day: date, collected: int, percent: Decimal, paper: str) -> HandOver:
    return HandOver(
        unit_id=unit_id, month=month, on=day, collected=collected, percent=percent,
        sent=collected - rules.kept_of(collected, percent), paper=paper,
    )  # fmt: skip


def _committees_hand_up(book: _Book, units: dict[str, Unit], month: date, on: date) -> None:
    """The committee in between hands up on the 22nd, the commune on the 28th, and what the slow cells brought a month later."""
    base, commune = units[plan.BASE[0]].pk, units[plan.COMMUNE[0]].pk
    inside = {units[code].pk for code in UNDER_BASE}
    came = [one for one in book.handed if one.month == month]
    of_base = sum(one.sent for one in came if one.unit_id in inside)
    direct = [one for one in came if one.unit_id not in inside]
    first, second = month + timedelta(days=27), add_months(month, 1) + timedelta(days=24)
    made = []
    if month + timedelta(days=21) <= on and of_base:
        made.append(
            _handed(base, month, month + timedelta(days=21), of_base, BASE_KEPT, f"UNC {month:%m}/CQ")
        )
        direct.append(made[0])
    for day, sums in (
        (first, [one.sent for one in direct if one.on <= first]),
        (second, [one.sent for one in direct if one.on > first]),
    ):
        if day <= on and sums:
            made.append(_handed(commune, month, day, sum(sums), COMMUNE_KEPT, f"UNC {day:%d/%m}"))
    book.handed += made
