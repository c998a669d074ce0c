"""The lives of a generated province's members: when they came, where they were, how they left; by number, so that counts are known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from soxa.kernel.sheets.load import Loading
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER, add_months
from soxa.law.words import fold, name_key
from soxa.org.models import Person, sealed_columns
from soxa.party.models import Member, Membership, MissingPaper
from soxa.samples.commune.portrait import work
from soxa.samples.names import Namer, elsewhere, rolls

MERGED_ON = date(2025, 7, 1)
LAST_DAY = date(2026, 11, 20)
FIRST_NEWCOMER = date(2024, 7, 1)
NAMES_A_GENERATION = 1500
_GENERATIONS = (1955, 1975, 1995)

# what closes the spell before, by what opens the spell after
_CLOSING = {
    Membership.INTERNAL: Membership.INTERNAL,
    Membership.TRANSFERRED_IN: Membership.TRANSFERRED_OUT,
    Membership.REORGANISED: Membership.REORGANISED,
}
_WAYS_OUT = (
    Membership.DIED,
    Membership.TRANSFERRED_OUT,
    Membership.DIED,
    Membership.STRUCK_OFF,
    Membership.LEFT,
    Membership.EXPELLED,
)
_PERSON = (
    "id", "full_name", "folded", "name_key", "sex", "born", "home_place", "phone", "education", "theory", "occupation",
    "ethnicity_sealed", "ethnicity_token", "religion_sealed", "religion_token",
)  # fmt: skip
_PEOPLES = (
    ("Kinh", 850),
    ("Tày", 40),
    ("Mường", 40),
    ("Thái", 30),
    ("Nùng", 20),
    ("Mông", 12),
    ("Dao", 7),
    ("", 1),
)
_FAITHS = (("", 955), ("Phật giáo", 28), ("Công giáo", 14), ("Tin lành", 3))
_MEMBER = (
    "id", "person_id", "decision_on", "admitted_on", "recognised_on", "card_no", "card_exchanged_on",
    "card_wait_reason", "file_checked_on",
)  # fmt: skip
_SPELL = ("id", "member_id", "name_key", "unit_id", "since", "until", "opened_by", "closed_by", "assumed")


@dataclass(frozen=True)
class Seat:
    """A cell as members need it; `former` are the cells that were merged into it."""

    unit_id: int
    kind: str
    since: date
    former: tuple[int, ...] = ()


@dataclass(frozen=True)
class Commune:
    """A commune with its cells, the one of its office last."""

    unit_id: int
    code: str
    seats: tuple[Seat, ...]


@dataclass(frozen=True)
class _Stay:
    """The beginning of a spell: where, since when, and by what it was opened."""

    unit_id: int
    since: date
    opened_by: str


_Weighted = tuple[list[tuple[str, str]], list[int]]


def _sealed(name: str, shares: Sequence[tuple[str, int]]) -> _Weighted:
    """Each value as its two columns, sealed once for all who bear it, with the weights."""
    empty = {f"{name}_sealed": "", f"{name}_token": ""}
    columns = [sealed_columns(name, text) if text else empty for text, _weight in shares]
    return [(one[f"{name}_sealed"], one[f"{name}_token"]) for one in columns], [
        weight for _text, weight in shares
    ]


@dataclass
class Lives:
    """Writes the members of one commune after the other."""

    communes: list[Commune]
    paper_id: int
    names: list[list[tuple[str, str, str]]] = field(default_factory=lambda: _names(), init=False)
    places: list[str] = field(
        default_factory=lambda: [elsewhere(rolls("tỉnh mẫu, quê quán")) for _ in range(100)], init=False
    )
    peoples: _Weighted = field(default_factory=lambda: _sealed("ethnicity", _PEOPLES), init=False)
    faiths: _Weighted = field(default_factory=lambda: _sealed("religion", _FAITHS), init=False)

    def write(self, loading: Loading, index: int, numbers: range) -> None:
        """Insert people, members, spells and missing papers of the members with these running numbers."""
        roll, more = rolls(f"tỉnh mẫu {index}"), rolls(f"tỉnh mẫu {index}, hồ sơ")
        keys = zip(
            numbers, loading.reserve(Person, len(numbers)), loading.reserve(Member, len(numbers)), strict=True
        )
        people, members, spells, missing = [], [], [], []
        for number, person_id, member_id in keys:
            newcomer = number % 25 == 11
            woman, born = roll.random() < 0.4, _born(roll, newcomer=newcomer)
            entered = _entered(roll, born, newcomer=newcomer)
            seat = (number - numbers.start) * len(self.communes[index].seats) // len(numbers)
            kind = self.communes[index].seats[seat].kind
            person = self._person(roll, person_id, woman=woman, born=born)
            people.append(person + self._file(more, kind, woman=woman, born=born))
            members.append((member_id, person_id, *_papers(roll, number, entered)))
            stays = self._stays(number, entered, index, seat)
            spells += [(member_id, people[-1][3], *spell) for spell in _spells(roll, number, stays)]
            if number % 100 == 1:
                missing.append((member_id, self.paper_id, max(entered, date(2024, 1, 1)), FOREVER))
        loading.insert(Person, _PERSON, people)
        loading.insert(Member, _MEMBER, members)
        _insert(loading, Membership, _SPELL, spells)
        _insert(loading, MissingPaper, ("id", "member_id", "paper_id", "since", "until"), missing)

    def _person(self, roll: Random, person_id: int, *, woman: bool, born: date) -> tuple[Any, ...]:
        generation = sum(born.year > last for last in (1959, 1984))
        full_name, folded, key = roll.choice(self.names[2 * generation + woman])
        month, day = (0, 0) if roll.random() < 0.02 else (born.month, born.day)
        number = f"{roll.randrange(10**8):08}"
        phone = f"09{number[:2]} {number[2:5]} {number[5:]}" if born.year > 1959 else ""
        sex = Person.FEMALE if woman else Person.MALE
        return (
            person_id, full_name, folded, key, sex, PartialDate(born.year, month, day),
            roll.choice(self.places), phone,
        )  # fmt: skip

    def _file(self, roll: Random, kind: str, *, woman: bool, born: date) -> tuple[str, ...]:
        """Schooling, theory, occupation, and the sealed ethnic group and religion with their tokens."""
        done = work(kind, PartialDate(born.year), roll, woman=woman)
        people, faith = (roll.choices(*one)[0] for one in (self.peoples, self.faiths))
        return (done.education, done.theory, done.occupation, *people, *faith)

    def _stays(self, number: int, entered: date, index: int, seat: int) -> list[_Stay]:
        """Where a member of this number was, in order; his present cell is `seat` of the commune `index`."""
        here = self.communes[index].seats
        home = here[seat]
        opened_by = Membership.ADMITTED if number % 25 == 11 else ""
        if number % 10 == 3:
            return self._transfer(number, entered, index, home)
        if home.former and entered < MERGED_ON:
            before = home.former[number % len(home.former)]
            return [_Stay(before, entered, opened_by), _Stay(home.unit_id, MERGED_ON, Membership.REORGANISED)]
        return [_Stay(home.unit_id, entered, opened_by)]

    def _transfer(self, number: int, entered: date, index: int, home: Seat) -> list[_Stay]:
        """One that came from a village cell: of the same commune, or of the next one."""
        inside = number % 20 == 3
        villages = self.communes[index if inside else (index + 1) % len(self.communes)].seats[:-1]
        place = number // 10 % len(villages)
        before = villages[place] if villages[place] != home else villages[place - 1]
        day = date(2025, 1, 10) + timedelta(days=number * 7 % 640)
        if home.former:
            day = max(day, MERGED_ON + timedelta(days=30))
        reason = Membership.INTERNAL if inside else Membership.TRANSFERRED_IN
        return [_Stay(before.unit_id, entered, ""), _Stay(home.unit_id, day, reason)]


def _names() -> list[list[tuple[str, str, str]]]:
    """Name, folded name and sort key: of men and women in turn, the oldest generation first."""
    namer = Namer(rolls("tỉnh mẫu, tên"))
    asked = [(born, woman) for born in _GENERATIONS for woman in (False, True)]
    given = [
        [namer.name(woman=woman, born=born).full_name for _ in range(NAMES_A_GENERATION)]
        for born, woman in asked
    ]
    return [[(name, fold(name), name_key(name)) for name in names] for names in given]


def _day_in(roll: Random, first: date, last: date) -> date:
    return first + timedelta(days=roll.randrange((last - first).days + 1))


def _born(roll: Random, *, newcomer: bool) -> date:
    return _day_in(
        roll, *((date(1988, 1, 1), date(2005, 6, 30)) if newcomer else (date(1936, 1, 1), date(2002, 12, 31)))
    )


def _entered(roll: Random, born: date, *, newcomer: bool) -> date:
    """The day of admission: in the last two years for a newcomer, else before them, at nineteen to thirty-five."""
    if newcomer:
        return _day_in(roll, FIRST_NEWCOMER, date(2026, 10, 31))
    first = add_months(born, 19 * 12)
    return _day_in(roll, first, min(add_months(born, 35 * 12), FIRST_NEWCOMER - timedelta(days=1)))


def _papers(roll: Random, number: int, entered: date) -> tuple[Any, ...]:
    """Three dates, card, exchange of the card and check of the file, in the order of the member's columns."""
    recognised = add_months(entered, 12) + timedelta(days=roll.randrange(20))
    official = recognised <= LAST_DAY
    card = f"{number:08}" if official else ""
    exchanged = _day_in(roll, date(2025, 1, 2), LAST_DAY) if official and number % 8 else None
    waits = "Chờ ảnh thẻ" if official and exchanged is None else ""
    checked = _day_in(roll, date(2025, 1, 2), date(2026, 3, 31)) if number % 20 else None
    return (
        PartialDate.exactly(entered - timedelta(days=20)), PartialDate.exactly(entered),
        PartialDate.exactly(recognised) if official else None, card, exchanged, waits, checked,
    )  # fmt: skip


def _spells(roll: Random, number: int, stays: list[_Stay]) -> list[tuple[Any, ...]]:
    """Unit, since, until, opened by, closed by, assumed: each stay until the next, the last until today or a way out."""
    ends = [(after.since, _CLOSING[after.opened_by]) for after in stays[1:]]
    if number % 50 == 7:
        first = max(stays[-1].since, date(2025, 1, 31)) + timedelta(days=1)
        ends.append((_day_in(roll, first, max(first, LAST_DAY)), _WAYS_OUT[number // 50 % len(_WAYS_OUT)]))
    else:
        ends.append((FOREVER, ""))
    return [
        (stay.unit_id, stay.since, until, stay.opened_by, closed_by, not stay.opened_by)
        for stay, (until, closed_by) in zip(stays, ends, strict=True)
    ]


def _insert(loading: Loading, model: Any, names: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    keys = loading.reserve(model, len(rows))
    loading.insert(model, names, [(key, *row) for key, row in zip(keys, rows, strict=True)])
