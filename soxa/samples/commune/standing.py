"""What stood against or beside a member for a time: duties eased, papers lacking, the card and its exchange."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from soxa.law.periods import FOREVER
from soxa.samples.commune.lives import ATTACHED, Life
from soxa.samples.commune.plan import CUT_OFF
from soxa.samples.names import rolls

BEN_DA, POLICE, DAM_SEN = "99901.14", "99901.41", "99901.56"
EXCHANGE_FROM, EXCHANGE_DAYS = date(2025, 8, 20), 60
GRAVELY_ILL, FAR_AWAY, WRONG_NUMBER = "ốm nặng", "đi làm xa", "sai số CCCD"
ANNUAL, NEW_MEMBER_CLASS, PHOTO = "annual_supplement", "new_member_class", "photo"
SUPPLEMENT_DUE, HANDED_IN = date(2026, 2, 1), date(2026, 9, 14)


@dataclass
class Marks:
    """What the book keeps about lives beside their spells: rows as plain tuples, by id of the life."""

    eased: list[tuple[Life, str, date, date]] = field(default_factory=list)
    lacking: list[tuple[Life, str, int | None, date, date]] = field(default_factory=list)
    waits: dict[int, str] = field(default_factory=dict)


def marks(lives: list[Life], on: date) -> Marks:
    """Everything that stands beside the lives as known on `on`."""
    return _Marker(lives, on).done()


class _Marker:
    def __init__(self, lives: list[Life], on: date) -> None:
        self.on = on
        self.marks = Marks()
        self.roll = rolls("standing")
        self.all = lives
        # those who stay from the cut-off day to the end, so that what is marked on them stays countable
        self.free = [
            life
            for life in lives
            if life.cell_on(CUT_OFF) and life.cell_on(on) == life.cell_on(CUT_OFF) and self._official(life)
        ]
        self.free = [
            life for life in self.free if not (life.named and life.named.tag) and not self._small(life)
        ]

    def done(self) -> Marks:
        self._exempt()
        self._away()
        self._cards()
        self._papers()
        return self.marks

    def _official(self, life: Life) -> bool:
        day = life.recognised_by(CUT_OFF)
        return day is not None and life.tag != "overdue"

    def _small(self, life: Life) -> bool:
        return life.last.cell == DAM_SEN

    def _take(self, count: int, fits: Callable[[Life], bool], weight: Callable[[Life], float]) -> list[Life]:
        found = sorted((life for life in self.free if fits(life)), key=lambda one: -weight(one))[:count]
        assert len(found) == count  # noqa: S101
        taken = {id(life) for life in found}
        self.free = [life for life in self.free if id(life) not in taken]
        return found

    def _ease(self, life: Life, kind: str, since: date, until: date = FOREVER) -> None:
        until = min(until if until <= self.on else FOREVER, life.gone_on)
        if since < until:
            self.marks.eased.append((life, kind, since, until))

    def _exempt(self) -> None:
        def old(life: Life) -> float:
            return life.born.age_on(CUT_OFF) + self.roll.random() * 9

        def village(life: Life) -> bool:
            return life.last.cell <= "99901.36" and life.last.cell != BEN_DA

        chosen = self._take(3, lambda life: life.last.cell == BEN_DA, old) + self._take(115, village, old)
        for life in chosen:
            self._ease(life, "exempt", self._since_when_exempt(life))
        for life in self.all:
            if life.last.closed_by == "died" and life.gone_on <= CUT_OFF and life.born.year < 1952:
                self._ease(life, "exempt", self._since_when_exempt(life))

    def _since_when_exempt(self, life: Life) -> date:
        grown_old = date(min(life.born.year + 72, 2026), 1, 3)
        first = max(grown_old, life.stays[0].since + timedelta(days=30))
        last = min(life.gone_on, CUT_OFF)
        return first + timedelta(days=self.roll.randrange(max((last - first).days, 1)))

    def _away(self) -> None:
        def young(life: Life) -> float:
            return -abs(life.born.age_on(CUT_OFF) - 38) + self.roll.random() * 30

        def working(life: Life) -> bool:
            age = life.born.age_on(CUT_OFF)
            return 23 <= age <= 60 and life.last.cell not in (BEN_DA, POLICE) and len(life.stays) == 1

        for number, life in enumerate(self._take(16, working, young)):
            since = date(2025, 9, 10) + timedelta(days=17 * number)
            self._ease(life, "temp_exempt", since, since + timedelta(days=330))
        for number, life in enumerate(self._take(4, working, young)):
            self._ease(life, "temp_exempt", date(2026, 7, 8) + timedelta(days=23 * number))
        police = self._take(1, lambda life: life.last.cell == POLICE and life.last.since < CUT_OFF, young)
        neighbour = self._take(1, lambda life: life.last.cell == BEN_DA and life.born.year > 1968, young)
        for number, life in enumerate(police + neighbour + self._take(7, working, young)):
            self._ease(life, "temp_out", date(2026, 1, 12) + timedelta(days=16 * number))

    def _cards(self) -> None:
        exempt = {id(life) for life, kind, *_ in self.marks.eased if kind == "exempt"}
        far = {id(life) for life, kind, *_ in self.marks.eased if kind == "temp_out"}
        ill = [life for life in self.all if id(life) in exempt and self._lasting(life)]
        away = [life for life in self.all if id(life) in far and life.last.cell not in (BEN_DA, POLICE)]
        wrong = self._take(1, lambda life: life.born.year < 1975, lambda life: self.roll.random())
        rows = [
            *((life, GRAVELY_ILL) for life in self.roll.sample(ill, 5)),
            *((life, FAR_AWAY) for life in self.roll.sample(away, 2)),
            (wrong[0], WRONG_NUMBER),
        ]
        self.marks.waits = {id(life): reason for life, reason in rows}

    def _lasting(self, life: Life) -> bool:
        return life.gone_on == FOREVER and life.last.cell != BEN_DA

    def _papers(self) -> None:
        def any_of_them(life: Life) -> float:
            return self.roll.random()

        for number, life in enumerate(self._take(6, lambda life: life.born.year < 1990, any_of_them)):
            self._lack(life, ANNUAL, SUPPLEMENT_DUE, HANDED_IN if number < 4 else FOREVER, year=2025)
        for number, life in enumerate(self._take(5, lambda life: life.born.year < 1990, any_of_them)):
            handed_in = date(2026, 3, 9) + timedelta(days=13 * number)
            self._lack(life, ANNUAL, SUPPLEMENT_DUE, handed_in, year=2025)
        newly = self._take(3, lambda life: life.admitted >= date(2024, 7, 1), any_of_them)
        for life in newly:
            self._lack(life, NEW_MEMBER_CLASS, life.recognised_by(CUT_OFF) or CUT_OFF, FOREVER)
        for life in self._take(2, lambda life: life.born.year < 1960, any_of_them):
            self._lack(life, PHOTO, date(2025, 10, 22), FOREVER)

    def _lack(self, life: Life, code: str, since: date, until: date, year: int | None = None) -> None:
        self.marks.lacking.append((life, code, year, since, until if until <= self.on else FOREVER))


class Cards:
    """Numbers of cards, and the day on which each was exchanged."""

    def __init__(self, on: date, waits: dict[int, str]) -> None:
        self.on = on
        self.waits = waits
        self.roll: Random = rolls("cards")
        self.numbers = {"12345678"}
        self.days: dict[str, date] = {}

    def number(self, life: Life) -> str:
        """Eight digits, each number once; empty for a probationary member."""
        if life.named and life.named.card_no:
            return life.named.card_no.replace(".", "")
        if life.recognised_by(self.on) is None:
            return ""
        while True:
            digits = f"12{self.roll.randrange(10**6):06d}"
            if digits not in self.numbers:
                self.numbers.add(digits)
                return digits

    def exchanged_on(self, life: Life) -> date | None:
        """The day of the new card: the cell's day, or the day of recognition when that came later."""
        recognised = life.recognised_by(self.on)
        if recognised is None or id(life) in self.waits:
            return None
        first = life.stays[0]
        day = self.days.setdefault(
            first.cell, EXCHANGE_FROM + timedelta(days=self.roll.randrange(EXCHANGE_DAYS))
        )
        if first.kind == ATTACHED or first.opened_by == "in":
            day = min(day, first.since - timedelta(days=20)) if first.since > EXCHANGE_FROM else day
        day = max(day, recognised)
        return day if day < life.gone_on else None
