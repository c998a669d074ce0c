"""Plays the plan day by day: who belongs to which cell from when to when, and why each spell opened and closed."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.samples.commune import plan
from soxa.samples.commune.plan import MERGER, START, Movement, Named, PlannedCell
from soxa.samples.commune.portrait import HARVEST, long_standing, newly_admitted, years_after
from soxa.samples.names import elsewhere, rolls

HOME, ATTACHED = "home", "attached"
ADMITTED_IN_2024 = ("first half", 12), ("second half", 12)
VISITED = ("99901.01", "99901.09", "99901.20", "99901.41", "99901.43", "99901.46")


@dataclass
class Stay:
    """One spell of a life in a cell."""

    cell: str
    since: date
    until: date = FOREVER
    kind: str = HOME
    opened_by: str = ""
    closed_by: str = ""
    assumed: bool = False
    paper: str = ""
    closing_paper: str = ""
    came_from: str = ""
    went_to: str = ""


@dataclass
class Life:
    """One invented member before he has a name: birth, admission and his spells in order."""

    born: PartialDate
    admitted: date
    stays: list[Stay] = field(default_factory=list)
    named: Named | None = None
    tag: str = ""
    kept: bool = False
    woman: bool | None = None

    def cell_on(self, day: date) -> str:
        """Code of the home cell at the end of a day; empty when he belongs to none."""
        for stay in self.stays:
            if stay.since <= day < stay.until and stay.kind == HOME:
                return stay.cell
        return ""

    @property
    def last(self) -> Stay:
        """The latest spell."""
        return self.stays[-1]

    @property
    def gone_on(self) -> date:
        """The day he left the commune's Party; FOREVER for one who has not."""
        return self.last.until

    def recognised_by(self, on: date) -> date | None:
        """Day of recognition, twelve months after the ceremony; None when it had not come, or was let slip."""
        due = years_after(self.admitted, 1)
        return due if due <= on and due < self.gone_on and self.tag != "overdue" else None


class Company:
    """All lives, and who is in each cell on the day that the play has reached."""

    def __init__(self, on: date) -> None:
        self.on = on
        self.cells = plan.cells()
        self.moves = plan.movements(on)
        self.lives: list[Life] = []
        self.inside: dict[str, list[Life]] = defaultdict(list)
        self.roll = rolls("movements")
        self.papers = 0

    def play(self) -> list[Life]:
        """Every life from the first day of the book to `on`."""
        self._gather()
        for move in (move for move in self.moves if move.day < MERGER):
            self._take(move)
        self._reorganise()
        for move in (move for move in self.moves if move.day >= MERGER):
            self._take(move)
        self._receive_visitors()
        return self.lives

    def at_start(self, cell: PlannedCell) -> int:
        """Members on the first day of the book, counted back from the day for which the plan knows them."""
        if cell.founded:
            return 0
        known_on = MERGER if cell.ended else plan.CUT_OFF
        net = 0
        for move in self.moves:
            if move.day <= known_on:
                net += (move.cell == cell.code) * (1 if move.kind in ("admitted", "in") else -1)
                net += move.to == cell.code
        return cell.members - net

    def _gather(self) -> None:
        roll, known = rolls("first members"), plan.named()
        for cell in self.cells.values():
            here = [one for one in known if one.first_cell == cell.code]
            for one in here:
                self._join(Life(one.born, one.admitted, named=one, tag=one.tag, kept=True), cell.code)
            for _ in range(self.at_start(cell) - len(here)):
                self._join(Life(*long_standing(cell.kind, roll)), cell.code)
        self._admit_in_2024()

    def _join(self, life: Life, code: str) -> None:
        joined = life.admitted
        if self.roll.random() < 0.4 and joined < HARVEST:
            joined += timedelta(days=self.roll.randrange((HARVEST - joined).days))
        life.stays.append(Stay(code, joined, assumed=True))
        self.lives.append(life)
        self.inside[code].append(life)

    def _admit_in_2024(self) -> None:
        """Let some of those there at the start be newcomers, recognised in the course of 2025."""
        roll = rolls("admitted in 2024")
        young = [life for life in self.lives if not life.kept and life.born.year >= 1979]
        chosen = roll.sample(young, sum(count for _, count in ADMITTED_IN_2024))
        for number, life in enumerate(chosen):
            half = 1 if number < ADMITTED_IN_2024[0][1] else 7
            life.admitted = date(2024, half + roll.randrange(6), 2 + roll.randrange(26))
            life.stays[0].since, life.kept = life.admitted, True

    def _take(self, move: Movement) -> None:
        {"admitted": self._admit, "in": self._receive, "internal": self._pass_on}.get(move.kind, self._part)(
            move
        )

    def _admit(self, move: Movement) -> None:
        born = newly_admitted(self.cells[move.cell].kind, move.day, self.roll)
        life = Life(born, move.day, tag=move.who, kept=True)
        self._open(
            life,
            move.cell,
            move.day,
            opened_by="admitted",
            paper=f"Quyết định kết nạp số {self._number()}-QĐ/ĐU",
        )

    def _receive(self, move: Movement) -> None:
        born, admitted = long_standing(self.cells[move.cell].kind, self.roll)
        origin = "Đảng bộ Công an tỉnh Sông Cẩm" if self.cells[move.cell].kind == "police" else ""
        origin = origin or f"Đảng bộ {elsewhere(self.roll)}"
        paper = f"Giấy giới thiệu sinh hoạt đảng số {self._number()}"
        self._open(Life(born, admitted), move.cell, move.day, opened_by="in", paper=paper, came_from=origin)

    def _pass_on(self, move: Movement) -> None:
        life = self._chosen(move)
        paper = f"Giấy giới thiệu sinh hoạt đảng số {self._number()}"
        self._close(life, move.day, "internal", closing_paper=paper)
        self._open(life, move.to, move.day, opened_by="internal", paper=paper)

    def _part(self, move: Movement) -> None:
        life = self._chosen(move)
        if move.kind == "out":
            paper = f"Giấy giới thiệu sinh hoạt đảng số {self._number()}"
            self._close(life, move.day, "out", closing_paper=paper, went_to=f"Đảng bộ {elsewhere(self.roll)}")
        elif move.kind == "struck_off":
            self._close(
                life, move.day, "struck_off", closing_paper=f"Quyết định xóa tên số {self._number()}-QĐ/ĐU"
            )
        else:
            self._close(life, move.day, "died")

    def _chosen(self, move: Movement) -> Life:
        here = self.inside[move.cell]
        if move.who:
            return next(life for life in here if life.tag == move.who)
        settled = move.day - timedelta(days=150)
        free = [life for life in here if not life.kept and life.last.since < settled] or [
            life for life in here if not life.kept
        ]
        weights = [LIKELY[move.kind](life.born.age_on(move.day)) for life in free]
        return self.roll.choices(free, weights)[0]

    def _open(self, life: Life, code: str, day: date, **facts: str) -> None:
        if not life.stays:
            self.lives.append(life)
        life.stays.append(Stay(code, day, **facts))  # type: ignore[arg-type]
        self.inside[code].append(life)

    def _close(self, life: Life, day: date, reason: str, **facts: str) -> None:
        stay = life.last
        stay.until, stay.closed_by = day, reason
        for name, value in facts.items():
            setattr(stay, name, value)
        self.inside[stay.cell].remove(life)

    def _reorganise(self) -> None:
        paper = "Quyết định sắp xếp tổ chức đảng số 01-QĐ/ĐU ngày 01/7/2025"
        for code, places in plan.reorganised().items():
            waiting = list(places)
            for life in sorted(self.inside[code], key=lambda life: life.named is None):
                known = life.named.later_cell if life.named else ""
                place = known or waiting[0]
                waiting.remove(place)
                self._close(life, MERGER, "reorganised", closing_paper=paper)
                self._open(life, place, MERGER, opened_by="reorganised", paper=paper)

    def _receive_visitors(self) -> None:
        """Members of other communes who take part here for a time; they are not counted."""
        roll = rolls("visitors")
        for number, code in enumerate(VISITED):
            born, admitted = long_standing(self.cells[code].kind, roll)
            since = date(2026, 1 + number % 5, 5 + 3 * number)
            stay = Stay(
                code,
                since,
                kind=ATTACHED,
                opened_by="in",
                paper=f"Giấy giới thiệu sinh hoạt tạm thời số {number + 4}",
            )
            stay.came_from = f"Đảng bộ {elsewhere(roll)}"
            self.lives.append(Life(born, admitted, [stay]))

    def _number(self) -> int:
        self.papers += 1
        return self.papers


# how likely each age is to die, to move away, to be struck off, to pass on to another cell
LIKELY = {
    "died": lambda age: max(age - 52, 1) ** 2,
    "out": lambda age: 10 if age < 48 else 2,
    "struck_off": lambda age: 10 if age < 50 else 1,
    "internal": lambda age: 10 if age > 50 else 3,
}


def lives(on: date) -> list[Life]:
    """Every life of the demo commune as known on `on`; ValueError for a day before the plan's last months."""
    if on < plan.RHYTHM_FROM:
        raise ValueError(f"Sổ mẫu bắt đầu đứng được từ ngày {plan.RHYTHM_FROM:%d/%m/%Y}.")
    assert START < MERGER < on  # noqa: S101
    return Company(on).play()
