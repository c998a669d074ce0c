"""Items of programmes from a workbook into the book: planned and shown first, then written whole or not at all."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.preview import Preview
from soxa.kernel.sheets.results import Row
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.law.words import fold, spaced
from soxa.steering.programmes.item_forms import due_objection
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme
from soxa.steering.programmes.sheets import ITEMS
from soxa.steering.programmes.work import next_number, spell
from soxa.tasks.takers import Serving, serving, units_around

KIND = "programme_items"
MOST = {"content": 1000, "result_wanted": 500}


@dataclass(frozen=True)
class Asked:
    """One item as the workbook asks for it."""

    programme: WorkProgramme
    content: str
    result_wanted: str
    unit_id: int
    person: Serving | None
    due_on: date
    kind: str

    @property
    def key(self) -> tuple[int, str]:
        """By what an item is known again: its programme and its words."""
        return self.programme.pk, fold(self.content)


@dataclass
class ItemsPreview(Preview):
    """What a workbook would add to programmes; items that stand in them already stay as they are."""

    new: list[Asked] = field(default_factory=list)
    same: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """New items and those that stand there already."""
        return {"new": len(self.new), "same": self.same, "changed": 0}

    def told(self) -> list[str]:
        """The sums."""
        said = _("Mới {new} việc, đã có trong chương trình {same}.")
        return [said.format(new=count_text(len(self.new)), same=count_text(self.same))]

    def written_rows(self) -> list[Any]:
        """Each new item."""
        return [
            [one.programme.pk, one.content, one.result_wanted, one.unit_id, one.person and one.person.person_id, one.due_on, one.kind]
            for one in self.new
        ]  # fmt: skip

    def again(self) -> "ItemsPreview":
        """See `plan`."""
        where = self.workbook
        return plan(self.content, unit_id=where.unit_id, on=where.on)

    def write(self, loading: Loading, actor: Actor) -> None:
        """Add the items to their programmes, after those that stand there."""
        groups: dict[int, list[Asked]] = defaultdict(list)
        for one in self.new:
            groups[one.programme.pk].append(one)
        for key in sorted(groups):
            held: WorkProgramme = WorkProgramme.objects.select_for_update().get(pk=key)
            first = next_number(held)
            rows = [
                ProgrammeItem(
                    programme=held, number=number, kind=one.kind, content=one.content, result_wanted=one.result_wanted,
                    unit_id=one.unit_id, person_id=one.person.person_id if one.person else None, due_on=one.due_on,
                    **spell(held, self.workbook.on),
                )
                for number, one in enumerate(groups[key], start=first)
            ]  # fmt: skip
            ProgrammeItem.objects.loaded(rows, loading.entry)


@dataclass
class _Book:
    """What the rows of a workbook are read against: the programmes that take items, units, who serves in them."""

    unit_id: int
    on: date

    def __post_init__(self) -> None:
        self.last: tuple[str, Any] = ("", None)
        open_states = (WorkProgramme.DRAFT, WorkProgramme.ADOPTED)
        self.programmes: dict[str, list[WorkProgramme]] = defaultdict(list)
        for one in WorkProgramme.objects.filter(unit_id=self.unit_id, state__in=open_states):
            for said in {fold(one.symbol), fold(one.title), fold(one.name)} - {""}:
                self.programmes[said].append(one)
        nodes = units_around(self.unit_id, self.on)
        self.units: dict[str, list[int]] = defaultdict(list)
        for node in nodes:
            for said in {fold(node.code), fold(tree().name(node.id, self.on))}:
                self.units[said].append(node.id)
        self.people = serving((node.id for node in nodes), self.on)
        rows = ProgrammeItem.objects.filter(programme__unit_id=self.unit_id, dropped_on=None)
        self.held = {(key, fold(content)) for key, content in rows.order_by().values_list("programme_id", "content")}  # fmt: skip

    def _programme(self, row: Row) -> Any:
        """The programme of a row: the one it names, that of the row above it, or the only one there is."""
        if row["programme"]:
            self.last = (row.sheet, self._one(row["programme"], self.programmes, _PROGRAMME))
        elif self.last[0] != row.sheet:
            only = list({one.pk: one for found in self.programmes.values() for one in found}.values())
            self.last = (row.sheet, only[0] if len(only) == 1 else _UNNAMED)
        return self.last[1]

    def asked(self, row: Row) -> "Asked | tuple[str, str, str]":
        """The item of a row; else (column, what is wrong, what would be right)."""
        programme = self._programme(row)
        if not isinstance(programme, WorkProgramme):
            return "programme", str(programme[0]), str(programme[1])
        unit = self._one(row["unit"], self.units, _UNIT)
        if not isinstance(unit, int):
            return ("unit", *unit)
        for name, most in MOST.items():
            if len(row[name] or "") > most:
                return name, _("dài quá {n} ký tự").format(n=most), _("Rút gọn nội dung ô này.")
        if why := due_objection(programme, row["due_on"]):
            return "due_on", _("không là hạn của việc này được"), why
        person = self._person(row, unit)
        if isinstance(person, tuple):
            return person
        return Asked(
            programme, spaced(row["content"]), spaced(row["result_wanted"] or ""), unit, person, row["due_on"],
            row["kind"] or ProgrammeItem.WORK,
        )  # fmt: skip

    @staticmethod
    def _one(said: str, known: dict[str, list[Any]], words: tuple[Any, Any, Any]) -> Any:
        """The one record of a name; else (what is wrong, what would be right)."""
        found = known.get(fold(said), [])
        if len(found) == 1:
            return found[0]
        none, several, right = (str(one) for one in words)
        near = get_close_matches(fold(said), list(known), n=1, cutoff=0.6)
        if near and not found:
            right = _("Có phải “{name}”?").format(name=_spelt(known[near[0]][0]))
        return (several if found else none), right

    def _person(self, row: Row, unit: int) -> Any:
        said = row["person"]
        if not said:
            return None
        there = [one for one in self.people.get(unit, []) if fold(one.name) == fold(said)]
        if len(there) == 1:
            return there[0]
        wrong = _("là tên của nhiều người trong đơn vị") if there else _("không giữ chức vụ trong đơn vị này vào ngày nhập")  # fmt: skip
        return "person", wrong, _("Ghi người đang giữ chức vụ trong đơn vị, hoặc để trống.")


_PROGRAMME = (
    gettext_lazy("không phải chương trình của đơn vị đang nhận việc"),
    gettext_lazy("là tên của nhiều chương trình"),
    gettext_lazy("Ghi số, ký hiệu hoặc tên chương trình còn dự thảo hay đang thực hiện, như trong sổ."),
)
_UNNAMED = (
    gettext_lazy("chưa nói thuộc chương trình nào"),
    gettext_lazy(
        "Thêm cột “Chương trình”, ghi số, ký hiệu ở dòng đầu; các dòng dưới để trống thì theo dòng trên."
    ),
)
_UNIT = (
    gettext_lazy("không phải đơn vị trong xã"),
    gettext_lazy("là tên của nhiều đơn vị"),
    gettext_lazy("Ghi mã hoặc tên đơn vị như trong sổ."),
)


def _spelt(one: Any) -> str:
    return tree().name(one) if isinstance(one, int) else (one.symbol or one.title)


def plan(content: bytes, *, unit_id: int, on: date) -> ItemsPreview:
    """Read and check a workbook against the programmes of a unit as of `on`, writing nothing."""
    preview = ItemsPreview(Workbook(KIND, digest_of(content), unit_id, book_mark(), on), content)
    if preview.known_before():
        return preview
    read = sheets.read(content, ITEMS, on=on)
    book = _Book(unit_id, on)
    met: dict[tuple[int, str], Row] = {}
    for row in read.rows:
        if row.bad:
            continue
        one = book.asked(row)
        if isinstance(one, tuple):
            name, wrong, right = one
            read.found.add(row.fault(name, wrong, right=right))
        elif one.key in book.held:
            preview.same += 1
        elif met.setdefault(one.key, row) is not row:
            wrong = _("đã có ở dòng {number} của cùng chương trình").format(number=met[one.key].number)
            read.found.add(row.fault("content", wrong, right=_("Bỏ một trong hai dòng.")))
        else:
            preview.new.append(one)
    preview.account(read)
    return preview
