"""Items of programmes from a workbook into the book: planned and shown first, then written whole or not at all."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel import sheets
from soxa.kernel.access import Actor
from soxa.kernel.sheets.load import Loading, Workbook, book_mark, digest_of
from soxa.kernel.sheets.named import NotNamed, Words, named
from soxa.kernel.sheets.preview import Preview
from soxa.kernel.sheets.results import Row
from soxa.kernel.units.tree import tree
from soxa.law.numbers import count_text
from soxa.law.words import fold, spaced
from soxa.steering.programmes.articles import articles_of
from soxa.steering.programmes.item_forms import due_objection
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme
from soxa.steering.programmes.sheets import ITEMS
from soxa.steering.programmes.work import next_number, spell
from soxa.steering.resolutions.models import Article
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
    article: Article | None

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
            [one.programme.pk, one.content, one.result_wanted, one.unit_id, one.person and one.person.person_id, one.due_on, one.kind, one.article and one.article.pk]
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
                    article=one.article, **spell(held, self.workbook.on),
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
        self.articles: dict[int, dict[str, list[Article]]] = {}
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
            self.last = (row.sheet, named(row["programme"], self.programmes, _PROGRAMME, _spelt))
        elif self.last[0] != row.sheet:
            only = list({one.pk: one for found in self.programmes.values() for one in found}.values())
            self.last = (row.sheet, only[0] if len(only) == 1 else _unnamed())
        return self.last[1]

    def asked(self, row: Row) -> "Asked | tuple[str, str, str]":
        """The item of a row; else (column, what is wrong, what would be right)."""
        programme = self._programme(row)
        if not isinstance(programme, WorkProgramme):
            return "programme", programme.wrong, programme.right
        unit = named(row["unit"], self.units, _UNIT, _spelt)
        if isinstance(unit, NotNamed):
            return "unit", unit.wrong, unit.right
        for name, most in MOST.items():
            if len(row[name] or "") > most:
                return name, _("dài quá {n} ký tự").format(n=most), _("Rút gọn nội dung ô này.")
        if why := due_objection(programme, row["due_on"]):
            return "due_on", _("không là hạn của việc này được"), why
        person = self._person(row, unit)
        if isinstance(person, tuple):
            return person
        article = self._article(row, programme)
        if isinstance(article, NotNamed):
            return "article", article.wrong, article.right
        return Asked(
            programme, spaced(row["content"]), spaced(row["result_wanted"] or ""), unit, person, row["due_on"],
            row["kind"] or ProgrammeItem.WORK, article,
        )  # fmt: skip

    def _article(self, row: Row, programme: WorkProgramme) -> Any:
        """The task of the text that the row names by its number or its words; None for none."""
        if not row["article"]:
            return None
        if programme.pk not in self.articles:
            known: dict[str, list[Article]] = defaultdict(list)
            for one in articles_of(programme):
                for said in {str(one.number), fold(one.text)}:
                    known[said].append(one)
            self.articles[programme.pk] = known
        return named(row["article"], self.articles[programme.pk], _ARTICLE, lambda one: one.text)

    def _person(self, row: Row, unit: int) -> Any:
        said = row["person"]
        if not said:
            return None
        there = [one for one in self.people.get(unit, []) if fold(one.name) == fold(said)]
        if len(there) == 1:
            return there[0]
        wrong = _("là tên của nhiều người trong đơn vị") if there else _("không giữ chức vụ trong đơn vị này vào ngày nhập")  # fmt: skip
        return "person", wrong, _("Ghi người đang giữ chức vụ trong đơn vị, hoặc để trống.")


_PROGRAMME = Words(
    gettext_lazy("không phải chương trình của đơn vị đang nhận việc"),
    gettext_lazy("là tên của nhiều chương trình"),
    gettext_lazy("Ghi số, ký hiệu hoặc tên chương trình còn dự thảo hay đang thực hiện, như trong sổ."),
)
_UNIT = Words(
    gettext_lazy("không phải đơn vị trong xã"),
    gettext_lazy("là tên của nhiều đơn vị"),
    gettext_lazy("Ghi mã hoặc tên đơn vị như trong sổ."),
)


_ARTICLE = Words(
    gettext_lazy("không phải nhiệm vụ của văn bản mà chương trình thực hiện"),
    gettext_lazy("là lời của nhiều nhiệm vụ"),
    gettext_lazy("Ghi số thứ tự nhiệm vụ như trên trang của văn bản, hoặc để trống."),
)


def _unnamed() -> NotNamed:
    right = _(
        "Thêm cột “Chương trình”, ghi số, ký hiệu ở dòng đầu; các dòng dưới để trống thì theo dòng trên."
    )
    return NotNamed(_("chưa nói thuộc chương trình nào"), right)


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
