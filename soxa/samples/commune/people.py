"""Gives the lives a sex, a name and the facts of a file: who, from where, doing what, of which people."""

from dataclasses import dataclass

from soxa.org.models import Person
from soxa.samples.commune import plan
from soxa.samples.commune.lives import ATTACHED, Life
from soxa.samples.commune.portrait import work
from soxa.samples.names import COMMUNES, PROVINCES, Called, Namer, elsewhere, rolls

# people of the book who are no members, and the citizen who will write to the commune
OUTSIDERS = {"Doãn Minh Trí", "Trần Thị Nhung", "Quách Thị Mận"}
WITHOUT_CITIZEN_ID = 0.04
# codes of places begin with 001; no province has this one, so the numbers belong to nobody
CITIZEN_ID_PLACE = "099"


def give_sexes(lives: list[Life], cells: dict[str, plan.PlannedCell]) -> None:
    """Let each cell have as many women on the cut-off day as planned; elsewhere by the same shares."""
    roll = rolls("sexes")
    for life in lives:
        if life.named:
            life.woman = life.named.sex == Person.FEMALE
    for cell in cells.values():
        here = [life for life in lives if life.cell_on(plan.CUT_OFF) == cell.code]
        if here:
            open_places = [life for life in here if life.woman is None]
            wanted = cell.women - sum(life.woman is True for life in here)
            women = {id(life) for life in roll.sample(open_places, wanted)}
            for life in open_places:
                life.woman = id(life) in women
    for life in lives:
        if life.woman is None:
            cell = cells[life.last.cell]
            life.woman = roll.random() < (cell.women or cell.members / 4) / cell.members


@dataclass(frozen=True)
class Face:
    """A life with the row of its person, not yet saved."""

    life: Life
    person: Person


class Registrar:
    """Writes persons for lives, each name and number once."""

    def __init__(self, cells: dict[str, plan.PlannedCell]) -> None:
        self.cells = cells
        self.roll = rolls("people")
        known = {one.name for one in plan.named()}
        self.namer = Namer(rolls("names"), known | OUTSIDERS)
        self.numbers: set[str] = set()
        self.phones = 0

    def face(self, life: Life) -> Face:
        """The person behind a life."""
        kind, roll = self.cells[life.last.cell].kind, self.roll
        known, done = life.named, work(kind, life.born, roll, woman=bool(life.woman))
        called = (
            Called(known.name, known.people)
            if known
            else self.namer.name(woman=bool(life.woman), born=life.born.year)
        )
        ended = life.last.closed_by == "died"
        person = Person.named(
            called.full_name,
            sex=Person.FEMALE if life.woman else Person.MALE,
            born=life.born,
            home_place=(known and known.home_place) or self._home_place(),
            address=self._address(life),
            occupation=known.occupation if known else done.occupation,
            education=known.education if known else done.education,
            theory=known.theory if known else done.theory,
            phone=self._phone(life),
            citizen_id="" if roll.random() < WITHOUT_CITIZEN_ID else self._citizen_id(life),
            ethnicity=called.people,
            religion=roll.choices(("", "Phật giáo", "Công giáo"), (96, 3, 1))[0],
            died_on=life.gone_on if ended else None,
        )
        return Face(life, person)

    def _home_place(self) -> str:
        if self.roll.random() < 0.72:
            return f"xã Đồng Vải, {PROVINCES[0]}"
        return elsewhere(self.roll)

    def _address(self, life: Life) -> str:
        cell = self.cells[life.last.cell]
        if life.last.kind == ATTACHED:
            return f"{self.roll.choice(COMMUNES)}, {PROVINCES[0]}"
        if cell.kind != "village":
            cell = self.roll.choice([one for one in self.cells.values() if one.kind == "village"])
        place = cell.name.removeprefix("Chi bộ ")
        return f"{place}, xã Đồng Vải"

    def _phone(self, life: Life) -> str:
        age = plan.BOOK_DAY.year - life.born.year
        if self.roll.random() < (0.5 if age > 80 else 0.06):
            return ""
        self.phones += 1
        # numbers that begin with 0120 have been out of use since 2018
        return f"0120 {self.phones // 1000:03d} {self.phones % 1000:03d}"

    def _citizen_id(self, life: Life) -> str:
        century = (2 if life.born.year >= 2000 else 0) + bool(life.woman)
        while True:
            number = f"{CITIZEN_ID_PLACE}{century}{life.born.year % 100:02d}{self.roll.randrange(10**6):06d}"
            if number not in self.numbers:
                self.numbers.add(number)
                return number


def faces(lives: list[Life], cells: dict[str, plan.PlannedCell]) -> list[Face]:
    """Every life with its person, in the order in which the lives joined the book."""
    give_sexes(lives, cells)
    registrar = Registrar(cells)
    return [registrar.face(life) for life in lives]
