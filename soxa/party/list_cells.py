"""The cells that a member list names: found in the book, asked about, or proposed for founding."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel.models import UnitName
from soxa.kernel.sheets import Fault, Row
from soxa.kernel.sheets.faults import shortened
from soxa.kernel.units.tree import tree
from soxa.party.cell_guess import guess_kind, village_key
from soxa.party.matching import CELL, CellIndex, cell_name
from soxa.party.models import Cell

_LONGEST_NAME = UnitName._meta.get_field("name").max_length or 0
_TOLD_CANDIDATES = 6


@dataclass(frozen=True)
class ProposedCell:
    """A cell that the book lacks: its name, the kind guessed or chosen, a code, how many rows name it and where the first does.

    `like` are names of the book's cells that resemble it; `agreed` says whether its founding was consented to.
    """

    key: str
    name: str
    kind: str
    code: str
    sheet: str
    cell: str
    written: str
    rows: int = 1
    like: tuple[str, ...] = ()
    agreed: bool = False

    @property
    def finding(self) -> Fault:
        """What is wrong while nobody has consented."""
        said = _("chưa có trong sổ ({n} đồng chí)").format(n=self.rows)
        if self.like:
            said += _("; gần giống: {names}").format(names=", ".join(self.like))
        right = _("Sửa tên theo sổ, hoặc đồng ý lập chi bộ này (loại: {kind}).").format(kind=self.kind_title)
        return Fault(said, right, self.sheet, self.cell, shortened(self.written), CELL)

    @property
    def kind_title(self) -> str:
        """The kind in words."""
        return str(dict(Cell.KINDS).get(self.kind, self.kind))

    def as_dict(self) -> dict[str, object]:
        """For a machine."""
        said = {"name": self.name, "kind": self.kind, "code": self.code, "rows": self.rows}
        return {
            **said,
            "sheet": self.sheet,
            "cell": self.cell,
            "like": list(self.like),
            "agreed": self.agreed,
        }


@dataclass
class ListCells:
    """Resolves what rows say of their cell, each spelling once."""

    unit_id: int
    on: date
    consent: bool | Mapping[str, str] = False
    faults: list[Fault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.index = CellIndex(self.unit_id, self.on)
        self.own = self.unit_id if tree().nodes[self.unit_id].kind == CELL else None
        self._known: dict[str, list[int]] = {}
        self._told: set[tuple[str, str]] = set()
        self._wishes: dict[str, ProposedCell] = {}
        self._asked: dict[str, str] = {}
        self._spelt: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._rows: Counter[str] = Counter()
        self._number = self._last_number()

    def of(self, row: Row) -> int | str | None:
        """The key of the row's cell in the book, the key of a proposed one, or None with a fault told."""
        written = row.values[CELL]
        if written is None:
            return self.own
        if written not in self._known:
            self._known[written] = self.index.find(written)
        found = self._known[written]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(self.index.names[key] for key in found[:_TOLD_CANDIDATES])
            right = _("Ghi đủ tên hoặc mã chi bộ, ví dụ {code}.").format(code=tree().nodes[found[0]].code)
            self._tell(row, _("có thể là: {names}").format(names=names), right)
            return None
        return self._propose(row, written)

    def _tell(self, row: Row, wrong: str, right: str) -> None:
        """One fault for each cell of the workbook, however many rows it gives its value to."""
        where = (row.sheet, row.at(CELL))
        if where not in self._told:
            self._told.add(where)
            fault = row.fault(CELL, wrong, right=right)
            self.faults.append(fault if where[1] else replace(fault, cell=""))

    def _propose(self, row: Row, written: str) -> str | None:
        if self.own:
            wrong = _("không phải {name}").format(name=self.index.names[self.own])
            self._tell(row, wrong, _("Chọn tệp của chi bộ này hoặc nhập ở cấp xã."))
            return None
        key = self._asked.get(written) or self._asked_otherwise(written)
        if not key:
            key = cell_name(written)
            if len(key) > _LONGEST_NAME:
                self._tell(row, _("dài quá một tên chi bộ"), _("Viết gọn lại ô này."))
                return None
            word, rest = village_key(written)
            self._spelt[rest].append((word, key))
            self._wishes[key] = self._new(row, key, written)
        self._asked[written] = key
        self._rows[key] += 1
        return key

    def _asked_otherwise(self, written: str) -> str:
        """The key of a proposed cell that is only spelt otherwise, or an empty text."""
        word, rest = village_key(written)
        found = self._spelt.get(rest, [])
        return next((key for other, key in found if not word or not other or word == other), "")

    @property
    def proposed(self) -> list[ProposedCell]:
        """The cells that the book lacks, in the order in which the list names them."""
        return [replace(wish, rows=self._rows[key]) for key, wish in self._wishes.items()]

    def _new(self, row: Row, name: str, written: str) -> ProposedCell:
        self._number += 1
        kind, agreed = guess_kind(written), self.consent is True
        if isinstance(self.consent, Mapping) and name in self.consent:
            kind, agreed = self.consent[name], True
        code = f"{tree().nodes[self.unit_id].code}.{self._number:02d}"
        like = tuple(self.index.like(written))
        return ProposedCell(
            name, name, kind, code, row.sheet, row.at(CELL), written, like=like, agreed=agreed
        )

    def _last_number(self) -> int:
        before = f"{tree().nodes[self.unit_id].code}."
        numbers = [code.removeprefix(before) for code in tree().codes if code.startswith(before)]
        return max((int(number) for number in numbers if number.isascii() and number.isdigit()), default=0)
