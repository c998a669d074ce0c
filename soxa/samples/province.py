"""A whole invented province for measuring: its units with the mergers of 1 July 2025, its members, a clerk and an auditor."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.kernel import journal
from soxa.kernel.access import Actor, Role, machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import ALWAYS, Unit
from soxa.kernel.preferences import BOOK_DAY, put
from soxa.kernel.sheets.load import Loading
from soxa.kernel.units.acts import Founding, found, many_acts, merge
from soxa.law.periods import FOREVER
from soxa.org.models import Account, Office, Person
from soxa.org.roles import AUDITOR, CLERK
from soxa.party.models import Cell, PaperKind
from soxa.samples.lives import LAST_DAY, MERGED_ON, Commune, Lives, Seat
from soxa.samples.names import COMMUNES

ROOT_CODE = "98"
CLERK_NAME, AUDITOR_NAME, PASSWORD = "vanthu.mau", "kiemtra.mau", "do-toc-do-2026"  # noqa: S105 – an invented book
DECISION = "Nghị quyết mẫu về sắp xếp đơn vị hành chính"
_VILLAGES = ("village",) * 7 + ("school", "village", "enterprise", "village", "cooperative")


@dataclass(frozen=True)
class _Size:
    """How many communes and cells stand on the last day, and how many members the province ever had."""

    communes: int
    cells: int
    members: int

    def __post_init__(self) -> None:
        if not 1 <= 8 * self.communes <= self.cells:
            raise ValueError("a province needs a commune, and each commune eight cells")

    def cells_of(self, index: int) -> int:
        """Cells standing in a commune."""
        return (index + 1) * self.cells // self.communes - index * self.cells // self.communes

    def members_of(self, index: int) -> range:
        """Running numbers of a commune's members."""
        return range(index * self.members // self.communes, (index + 1) * self.members // self.communes)


def generate(
    *,
    communes: int = 130,
    cells: int = 6000,
    members: int = 200_000,
    step: Callable[[], object] = lambda: None,
) -> None:
    """Fill an empty book with the province; the same sizes give the same rows. `step` is called once a commune.

    Of the members one in ten was transferred (every second time to another commune), one in twenty-five was admitted
    since July 2024, one in fifty has left, one file in a hundred lacks a paper. Every second commune was made of two to
    four old ones on 1 July 2025. Raises Refused when the book holds units, ValueError for impossible sizes.
    """
    size = _Size(communes, cells, members)
    if Unit.objects.exists():
        raise Refused(_("Sổ này đã có đơn vị; tỉnh mẫu để đo cần một sổ trống."))
    actor = machine("soxa bench-data")
    with many_acts():
        root = found(Founding(ROOT_CODE, "province", "Tỉnh ủy Sông Cẩm (mẫu để đo)"), actor)
        standing = [_commune(size, index, root, actor) for index in range(communes)]
        with transaction.atomic():
            _accounts(root, Unit.objects.get(pk=standing[0].unit_id))
            put(BOOK_DAY, str(LAST_DAY), since=LAST_DAY, actor=actor)
    lives = Lives(standing, _paper())
    for index, commune in enumerate(standing):
        with transaction.atomic():
            numbers = size.members_of(index)
            lives.write(_loading(actor, commune, len(numbers)), index, numbers)
        step()


def _loading(actor: Actor, commune: Commune, members: int) -> Loading:
    subject = ("sample", commune.code)
    facts = {"members": members}
    return Loading(
        journal.write(
            actor, "samples", "members", subject=subject, on=MERGED_ON, facts=facts, unit_id=commune.unit_id
        )
    )


def _paper() -> int:
    """The paper that incomplete files lack: the first of the book's checklist."""
    known = PaperKind.objects.order_by("id").first()
    return (known or PaperKind.objects.create(code="sample", title="Giấy mẫu", occasion=PaperKind.OTHER)).pk


@dataclass(frozen=True)
class _Place:
    """Where cells are founded: the unit above, the prefix of their codes, since when (None: before the book)."""

    above: Unit
    code: str
    on: date | None = None


def _commune(size: _Size, index: int, root: Unit, actor: Actor) -> Commune:
    name = f"{COMMUNES[index % len(COMMUNES)]} {index // len(COMMUNES) + 1}"
    code, villages = f"{ROOT_CODE}{index + 1:03}", size.cells_of(index) - 1
    olds = 2 + index // 2 % 3 if index % 2 == 0 else 0
    on = MERGED_ON if olds else None
    unit = found(Founding(code, "commune", name, root, on, DECISION if olds else ""), actor)
    places = [_old_commune(code, number, root, actor) for number in range(1, olds + 1)]
    seats = [
        _cell(places[number % olds] if olds else _Place(unit, code), number, actor)
        for number in range(1, villages + 1)
    ]
    offices = [_cell(place, villages + number, actor, office=True) for number, place in enumerate(places, 1)]
    last = _cell(_Place(unit, code, on), villages + olds + 1, actor, office=True)
    if olds:
        into = Unit.objects.get(pk=last.unit_id)
        merge(
            [Unit.objects.get(pk=one.unit_id) for one in offices],
            into,
            MERGED_ON,
            decision=DECISION,
            actor=actor,
        )
        merge([place.above for place in places], unit, MERGED_ON, decision=DECISION, actor=actor)
    former = tuple(one.unit_id for one in offices)
    joined = Seat(last.unit_id, "agency", on or ALWAYS, former)
    _party_side([*seats, joined], former, actor)
    return Commune(unit.pk, code, (*seats, joined))


def _old_commune(code: str, number: int, root: Unit, actor: Actor) -> _Place:
    old = f"{code}.{number}"
    return _Place(found(Founding(old, "commune", f"xã cũ {old}", root), actor), code)


def _cell(place: _Place, number: int, actor: Actor, *, office: bool = False) -> Seat:
    name = f"Chi bộ Cơ quan {number}" if office else f"Chi bộ thôn {number}"
    unit = found(Founding(f"{place.code}-{number:02}", "cell", name, place.above, place.on), actor)
    kind = "agency" if office else _VILLAGES[number % len(_VILLAGES)]
    return Seat(unit.pk, kind, place.on or ALWAYS)


def _party_side(seats: list[Seat], former: tuple[int, ...], actor: Actor) -> None:
    entry = journal.write(actor, "samples", "cells", subject=("sample", str(seats[0].unit_id)), on=MERGED_ON)
    rows: list[tuple[int, str, date, date]] = [(one.unit_id, one.kind, one.since, FOREVER) for one in seats]
    rows += [(unit_id, "agency", ALWAYS, MERGED_ON) for unit_id in former]
    loading = Loading(entry)
    keys = loading.reserve(Cell, len(rows))
    loading.insert(
        Cell,
        ("id", "unit_id", "kind", "since", "until"),
        [(key, *row) for key, row in zip(keys, rows, strict=True)],
    )


def _accounts(root: Unit, commune: Unit) -> None:
    for username, full_name, role, unit in _posts(root, commune):
        person = Person.named(full_name)
        person.save(force_insert=True)
        Account.objects.create_user(username, PASSWORD, person=person)
        Office.objects.create(person=person, unit=unit, role=role.code, title=str(role.title), since=ALWAYS)


def _posts(root: Unit, commune: Unit) -> Iterator[tuple[str, str, Role, Unit]]:
    yield CLERK_NAME, "Nông Thị Đo Nhanh", CLERK, commune
    yield AUDITOR_NAME, "Lục Văn Đo Kỹ", AUDITOR, root
