"""The balance of members over a period: what stood before, what came, what went, and what stands at the end."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from operator import add
from typing import Any

from django.db.models import Q

from soxa.kernel.figures import Moment, Tally
from soxa.kernel.units.tree import tree
from soxa.party.figures import BALANCE_IN, BALANCE_OUT
from soxa.party.models import Membership, Memberships

MOVED, REORGANISED = "party.moved_within", "party.reorganised"
ASSUMED, CARRIED = "assumed", "carried"
_IN = {
    Membership.ADMITTED: "party.admitted",
    Membership.TRANSFERRED_IN: "party.transferred_in",
    Membership.RESTORED: "party.restored",
    Membership.INTERNAL: MOVED,
    Membership.REORGANISED: REORGANISED,
    "": ASSUMED,
}
_OUT = {
    Membership.TRANSFERRED_OUT: "party.transferred_out",
    Membership.DIED: "party.died",
    Membership.STRUCK_OFF: "party.struck_off",
    Membership.EXPELLED: "party.expelled",
    Membership.LEFT: "party.left",
    Membership.INTERNAL: MOVED,
    Membership.REORGANISED: REORGANISED,
}
_ONE_DAY = timedelta(days=1)


@dataclass
class Row:
    """One unit's balance: members before the period, every movement by figure code, members at the end of the period.

    `moves` of those who went are counts above zero; moves between cells and reorganisations are differences.
    """

    unit_id: int
    opening: int = 0
    closing: int = 0
    moves: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def came(self) -> int:
        """Members who came: admitted, transferred in, restored."""
        return sum(self.moves[code] for code in BALANCE_IN)

    @property
    def went(self) -> int:
        """Members who went: transferred out, died, struck off, expelled, left."""
        return sum(self.moves[code] for code in BALANCE_OUT)

    @property
    def moved(self) -> int:
        """What moves between cells of the book brought, less what they took."""
        return self.moves[MOVED]

    @property
    def reorganised(self) -> int:
        """What foundings, mergers and transfers of whole units brought, less what they took."""
        return self.moves[REORGANISED]

    @property
    def carried(self) -> int:
        """Of `reorganised`, members of a unit below that moved whole: inside that unit nothing happened."""
        return self.moves[CARRIED]

    @property
    def assumed(self) -> int:
        """Members whom the book holds since a day of the period without saying how they came."""
        return self.moves[ASSUMED]

    @property
    def gap(self) -> int:
        """What the balance misses: 0 in a whole book."""
        came = self.came + self.moved + self.reorganised + self.assumed
        return self.opening + came - self.went - self.closing

    @property
    def closes(self) -> bool:
        """Whether opening, movements and closing agree."""
        return self.gap == 0

    @property
    def empty(self) -> bool:
        """Whether nobody stood here and nothing happened."""
        return not (self.opening or self.closing or any(self.moves.values()))


@dataclass(frozen=True)
class Balance:
    """The balance of a unit and of every unit directly below it while it lay there; the rows add up to the total.

    A row whose `unit_id` is the unit's own is what stands in no unit below. `apart` is the total of some of the members
    only; `of_closing` counts by name who of all and of those apart stands at the end and meets a condition.
    """

    moment: Moment
    total: Row
    rows: tuple[Row, ...]
    apart: Row
    of_closing: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def closes(self) -> bool:
        """Whether the total and every row close."""
        return all(row.closes for row in (self.total, *self.rows))

    @property
    def gaps(self) -> list[Row]:
        """Rows that do not close."""
        return [row for row in self.rows if not row.closes]


def balance(
    moment: Moment, unit_id: int, *, apart: Q | None = None, of_closing: Mapping[str, Q] | None = None
) -> Balance:
    """The balance of one unit from `moment.since` to the end of `moment.on`, with its rows by unit below.

    `apart` are spells of some members (the women), whose total is counted beside in the same scans; `of_closing` names
    conditions under which those who stand at the end are counted too.

    A movement is counted on its day: who comes, where he is that day; who goes, where he was the day before. A unit that
    came from elsewhere during the period opens here at 0; the members it brought are "do sắp xếp tổ chức".
    """
    book = _Book(moment, unit_id, apart)
    book.stand(of_closing or {})
    book.come()
    book.go()
    for day in book.days:
        book.carry(day)
    standing = book.standing
    rows = sorted(
        (row for row in book.rows.values() if not row.empty), key=lambda row: standing.nodes[row.unit_id].code
    )
    return Balance(moment, book.total, tuple(rows), book.apart, book.of_closing)


class _Book:
    """The rows while they are being added up."""

    def __init__(self, moment: Moment, unit_id: int, among: Q | None) -> None:
        self.moment, self.unit_id, self.among = moment, unit_id, among
        self.standing = tree()
        self.days = self.standing.changes(moment.since - _ONE_DAY, moment.until)
        self.total, self.apart = Row(unit_id), Row(unit_id)
        self.rows: dict[int, Row] = {}
        self.of_closing: dict[str, tuple[int, int]] = {}
        self._starts = [date.min, *self.days]
        self._lies = cache(self._place)

    def home(self) -> Memberships:
        """Home spells of units that ever lay in the unit."""
        spells = Membership.objects.home().order_by()
        if self.unit_id in self.standing.roots():
            return spells
        ever = {row[0] for row in self.standing.inside.get(self.unit_id, ()) if not row[3]}
        return spells.filter(unit_id__in=sorted(ever))

    def counted(self, spells: Memberships, *by: str, **conditions: Q) -> Iterator[tuple[Any, ...]]:
        """Own unit and what else they are grouped by, then for each condition how many meet it: of all, of those apart."""
        tallies = {}
        for name, condition in (conditions or {"every": Q()}).items():
            tallies[f"all_{name}"] = Tally(condition)
            if self.among is not None:
                tallies[f"apart_{name}"] = Tally(condition & self.among)
        rows = spells.values_list("unit_id", *by).annotate(**tallies)
        if self.among is not None:
            yield from rows
            return
        keys = 1 + len(by)
        for row in rows:
            yield *row[:keys], *(count for every in row[keys:] for count in (every, 0))

    def place(self, own: int, day: date) -> int | None:
        """The unit directly below, on a day, in which a spell's own unit lay; None outside."""
        start = self._starts[bisect_right(self._starts, day) - 1]
        return self._lies(own, max(start, self.moment.since - _ONE_DAY))

    def _place(self, own: int, day: date) -> int | None:
        if own == self.unit_id:
            return own if self.standing.nodes[own].stands(day) else None
        around = self.standing.ancestors(own, day)
        return next((up for up in around if self.standing.parent(up, day) == self.unit_id), None)

    def row(self, own: int, day: date) -> Row | None:
        """The row of the unit below to which a spell of `own` belonged on a day; None outside."""
        key = self.place(own, day)
        return None if key is None else self.rows.setdefault(key, Row(key))

    def move(self, own: int, day: date, code: str, counts: tuple[int, int]) -> None:
        """A movement, to the row of the unit below, to the total, and to the total of those apart."""
        if row := self.row(own, day):
            row.moves[code] += counts[0]
            self.total.moves[code] += counts[0]
            self.apart.moves[code] += counts[1]

    def stand(self, of_closing: Mapping[str, Q]) -> None:
        """What stood before the period and what stands at its end, in one scan."""
        before, last = self.moment.since - _ONE_DAY, self.moment.on
        stood = self.home().filter(since__lte=max(before, last), until__gt=min(before, last))
        at_end = Membership.standing(last)
        asked = {"opening": Membership.standing(before), "closing": at_end}
        asked |= {name: at_end & condition for name, condition in of_closing.items()}
        sums = [0] * (2 * len(of_closing))
        for own, opening, opening_apart, closing, closing_apart, *more in self.counted(stood, **asked):
            if opening and (row := self.row(own, before)):
                row.opening += opening
                self.total.opening += opening
                self.apart.opening += opening_apart
            if closing and (row := self.row(own, last)):
                row.closing += closing
                self.total.closing += closing
                self.apart.closing += closing_apart
                sums = list(map(add, sums, more))
        self.of_closing = dict(zip(of_closing, zip(sums[::2], sums[1::2], strict=True), strict=True))

    def come(self) -> None:
        """Spells that opened in the period, where they were on that day."""
        opened = self.home().filter(since__gte=self.moment.since, since__lt=self.moment.until)
        for own, day, reason, *counts in self.counted(opened, "since", "opened_by"):
            self.move(own, day, _IN[reason], (counts[0], counts[1]))

    def go(self) -> None:
        """Spells that closed in the period, where they were the day before."""
        closed = self.home().filter(until__gte=self.moment.since, until__lt=self.moment.until)
        for own, day, reason, count, apart in self.counted(
            closed.exclude(closed_by=""), "until", "closed_by"
        ):
            sign = 1 if _OUT[reason] in BALANCE_OUT else -1
            self.move(own, day - _ONE_DAY, _OUT[reason], (sign * count, sign * apart))

    def carry(self, day: date) -> None:
        """Members whose whole unit came to lie elsewhere on a day: carried along, not transferred."""
        before = day - _ONE_DAY
        moved = {own for own in self.standing.moved(day) if self.place(own, before) != self.place(own, day)}
        if not moved:
            return
        spells = self.home().filter(since__lt=day, until__gt=day)
        if 4 * len(moved) < 3 * len(self.standing.nodes):
            spells = spells.filter(unit_id__in=sorted(moved))
        for own, count, apart in self.counted(spells):
            if own in moved:
                self._carry(own, before, day, (-count, -apart))
                self._carry(own, day, before, (count, apart))

    def _carry(self, own: int, here: date, there: date, counts: tuple[int, int]) -> None:
        self.move(own, here, REORGANISED, counts)
        if self._whole(own, here, there):
            self.move(own, here, CARRIED, counts)

    def _whole(self, own: int, here: date, there: date) -> bool:
        """Whether a spell's own unit lay, on both days, in what is the unit directly below on the first of them."""
        below = self.place(own, here)
        return below is not None and below in self.standing.ancestors(own, there)
