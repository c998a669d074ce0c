"""The list of tasks: what may be asked by address, the rows of one page, and the columns of its workbook."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import sight_of
from soxa.kernel.page import day_text
from soxa.kernel.sheets.columns import Column, Columns
from soxa.kernel.units.tree import tree
from soxa.tasks.models import SIGHT, DueDay, Task
from soxa.tasks.takers import GROUPS
from soxa.tasks.words import OPEN, Light, light_of

PAGE = 50
STATES = {
    "": gettext_lazy("chưa xong"),
    "qua-han": gettext_lazy("quá hạn"),
    "trong-han": gettext_lazy("đang thực hiện trong hạn"),
    "cho-nhan": gettext_lazy("chờ nhận việc"),
    "cho-xac-nhan": gettext_lazy("đã báo cáo, chờ xác nhận"),
    "xong": gettext_lazy("hoàn thành"),
    "dung-han": gettext_lazy("hoàn thành đúng hạn"),
    "cham": gettext_lazy("hoàn thành chậm"),
    "da-rut": gettext_lazy("đã rút"),
    "tat-ca": gettext_lazy("tất cả"),
}
DUES = {
    "": gettext_lazy("bất kỳ"),
    "hom-nay": gettext_lazy("hôm nay"),
    "7-ngay": gettext_lazy("trong 7 ngày tới"),
    "30-ngay": gettext_lazy("trong 30 ngày tới"),
}
_AHEAD = {"hom-nay": 0, "7-ngay": 7, "30-ngay": 30}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; a value nobody knows is as if it were not there."""

    today: date
    q: str = ""
    unit: str = ""
    state: str = ""
    due: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str], today: date) -> "Asked":
        """Read from a query: q, don-vi, tinh-trang, han, trang."""
        number = query.get("trang", "1")
        return cls(
            today=today,
            q=query.get("q", "").strip()[:80],
            unit=_known(query.get("don-vi"), tree().codes),
            state=_known(query.get("tinh-trang"), STATES),
            due=_known(query.get("han"), DUES),
            page=min(int(number), 100_000) if number.isdecimal() and int(number[:6]) else 1,
        )

    @property
    def narrowed(self) -> bool:
        """Whether any condition narrows the list."""
        return bool(self.q or self.unit or self.state or self.due)


def _known(value: str | None, choices: Mapping[str, Any]) -> str:
    return value if value and value in choices else ""


@dataclass(slots=True, frozen=True)
class Row:
    """One task as the list shows it."""

    pk: int
    content: str
    unit: str
    person: str
    giver: str
    source: str
    given_on: date
    due_on: date
    finished_on: date | None
    light: Light
    standing: str
    pressing: str


@dataclass(frozen=True)
class Page:
    """One page of the list with its total."""

    rows: list[Row]
    number: int
    total: int

    @property
    def first(self) -> int:
        """Number of the first row shown."""
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.first + len(self.rows) - 1

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(-(-self.total // PAGE), 1)


def page_of(asked: Asked, reader: Any) -> Page:
    """One page in one question, whatever the size of the book."""
    start = (asked.page - 1) * PAGE
    wanted = tasks(asked, reader)
    found = list(wanted.annotate(total=Window(Count("pk")))[start : start + PAGE])
    total = found[0].total if found else wanted.count() if start else 0
    return Page([_row(one, asked.today) for one in found], asked.page, total)


def tasks(asked: Asked, reader: Any) -> QuerySet[Any]:
    """The tasks asked for inside the reader's sight, what is due first before the rest."""
    found: Any = Task.objects.seen_by(reader).annotate(judged=judged()).filter(_of_state(asked))
    if asked.q:
        found = found.matching(asked.q)
    if asked.unit:
        found = found.filter(unit_id__in=sorted(tree().seen_from(tree().codes[asked.unit])))
    if asked.due:
        last = asked.today + timedelta(days=_AHEAD[asked.due])
        found = found.filter(due_on__gte=asked.today, due_on__lte=last)
    newest = asked.state in ("xong", "dung-han", "cham", "da-rut", "tat-ca")
    return found.select_related("person").order_by(*(("-given_on", "-pk") if newest else ("due_on", "pk")))


def judged() -> Subquery:
    """The due day in force on the day the task was reported done."""
    finished = OuterRef("finished_on")
    rows = DueDay.objects.filter(task_id=OuterRef("pk"), since__lte=finished, until__gt=finished)
    return Subquery(rows.order_by("-pk").values("due_on")[:1])


def _of_state(asked: Asked) -> Q:
    running = Q(state__in=OPEN)
    conditions = {
        "": ~Q(state__in=(Task.DONE, Task.WITHDRAWN)),
        "qua-han": running & Q(due_on__lt=asked.today),
        "trong-han": Q(state=Task.REPORTED) | running & Q(due_on__gte=asked.today),
        "cho-nhan": Q(state=Task.GIVEN),
        "cho-xac-nhan": Q(state=Task.REPORTED),
        "xong": Q(state=Task.DONE),
        "dung-han": Q(state=Task.DONE, finished_on__lte=F("judged")),
        "cham": Q(state=Task.DONE, finished_on__gt=F("judged")),
        "da-rut": Q(state=Task.WITHDRAWN),
        "tat-ca": Q(),
    }
    return conditions[asked.state]


def _row(task: Any, today: date) -> Row:
    return Row(
        pk=task.pk,
        content=task.content,
        unit=tree().name(task.unit_id, today),
        person=task.person.full_name if task.person else "",
        giver=task.giver_office,
        source=task.source_title,
        given_on=task.given_on,
        due_on=task.due_on,
        finished_on=task.finished_on,
        light=light_of(task, task.judged, today),
        standing=str(task.get_state_display()),
        pressing="" if task.priority == Task.NORMAL else str(task.get_priority_display()),
    )


def unit_choices(reader: Any, on: date) -> list[tuple[str, str]]:
    """(code, name) of the units that stand in sight, offices before cells; the communes alone when there are several."""
    sight, standing = sight_of(reader, SIGHT), tree()
    units = standing.nodes if sight.everything else sight.units
    inside = [standing.nodes[key] for key in units if standing.nodes[key].stands(on)]
    communes = [node for node in inside if node.kind == "commune"]
    order = list(GROUPS)
    shown = communes if len(communes) > 1 else inside
    shown = sorted(shown, key=lambda node: (order.index(node.kind) if node.kind in order else 9, node.code))
    return [(node.code, standing.name(node.id, on)) for node in shown]


def words_of(asked: Asked) -> list[tuple[str, dict[str, None]]]:
    """Each condition in words, with the change of address that takes it away."""
    shown = [
        (bool(asked.q), f"“{asked.q}”", "q"),
        (bool(asked.unit), tree().name(tree().codes.get(asked.unit), asked.today), "don-vi"),
        (bool(asked.state), str(STATES[asked.state]), "tinh-trang"),
        (bool(asked.due), _("hạn {when}").format(when=DUES[asked.due]), "han"),
    ]
    return [(words, {name: None, "trang": None}) for given, words, name in shown if given]


def _column(name: str, heading: Any, width: float, **told: Any) -> Column:
    return Column(name=name, headings=(str(heading),), parse=str, width=width, **told)


def columns() -> Columns:
    """The columns of the list as a workbook."""
    return Columns(
        "tasks",
        _("Nhiệm vụ"),
        (
            _column("content", _("Nội dung nhiệm vụ"), 60),
            _column("unit", _("Đơn vị thực hiện"), 28),
            _column("person", _("Người thực hiện"), 24),
            _column("giver", _("Người giao"), 28),
            _column("source", _("Căn cứ"), 36),
            _column("given_on", _("Ngày giao"), 13),
            _column("due_on", _("Hạn"), 13),
            _column("finished_on", _("Báo cáo xong"), 13),
            _column("standing", _("Tình trạng"), 22),
            _column("light", _("Đánh giá"), 24, export=lambda light: light.words),
        ),
    )


def rolled(asked: Asked, reader: Any) -> Iterator[dict[str, Any]]:
    """Every row of the list asked for, by column name."""
    names = columns().names
    for one in tasks(asked, reader).iterator(chunk_size=2000):
        row = _row(one, asked.today)
        yield {name: getattr(row, name) for name in names}


def title_of(asked: Asked) -> str:
    """The title of the workbook."""
    said = [words for words, _change in words_of(asked)] or [str(STATES[""])]
    return _("Danh sách nhiệm vụ ngày {day}: {said}").format(day=day_text(asked.today), said=", ".join(said))
