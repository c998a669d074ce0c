"""The page of a figure: the number, its parts, the units below, how it came to be, and the rows it counts."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.desk.asked import Asked, absence, asked, choices, opens, periods
from soxa.desk.by_unit import bars, shows_missing, split
from soxa.desk.journal_pages import reads_journal
from soxa.desk.measure_parts import base_words, check_of_share, counted_of, outside_words, parts_of
from soxa.desk.rows import NAMES, PARTS, Rows, all_rows, page_of, rows_of
from soxa.desk.trend import drawing, trend, unchanged
from soxa.kernel.access import allow
from soxa.kernel.charts import WIDE
from soxa.kernel.figures import FIGURES, Figure, find, read, read_many
from soxa.kernel.page import page
from soxa.kernel.sheets.columns import Column, Columns
from soxa.kernel.sheets.writer import write
from soxa.kernel.units.tree import Node
from soxa.law.numbers import count_text
from soxa.org.roles import CASES, FRONT, GOVERNMENT, PARTY, PARTY_READERS, STEERING, VALUES
from soxa.party.leaving import told_why
from soxa.steering.targets.lists import Stood, board, stood
from soxa.values.asking import domain_of, reads
from soxa.values.catalogue import group_of
from soxa.values.estimates import plans_of
from soxa.values.figures import ReportedFigure, value_text
from soxa.values.told import Told, measures, period_title, told

FIGURE_READERS = (*PARTY_READERS, GOVERNMENT, FRONT)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def figure_named(request: HttpRequest, code: str) -> Any:
    """The figure of a code that this reader may ask; Http404 otherwise."""
    try:
        figure = find(code)
    except KeyError as error:
        raise Http404(code) from error
    if not reads(request.user, domain_of(figure)):
        raise Http404(code)
    return figure


def asof(request: HttpRequest, found: Asked, domain: str) -> dict[str, Any]:
    """What every page of figures shows at its top right: the moment, the unit, and how to choose others."""
    said, instead = absence(request.user, domain, found)
    return {
        "asked": found,
        "periods": periods(found.today) if found.by_period else [],
        "choices": choices(request, domain, found.unit, found.moment.on),
        "absence": said,
        "instead": instead,
    }


@allow(*FIGURE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Every figure of the book with its present reading, by the rows it counts."""
    found = asked(request, "party" if reads(request.user, "party") else VALUES)
    declared = [one for one in FIGURES.values() if reads(request.user, domain_of(one))]
    readings = read_many(declared, found.moment, [found.unit.id])
    groups: dict[str, list[Any]] = {}
    for figure in declared:
        groups.setdefault(str(figure.source.title), []).append(readings[figure.code, found.unit.id])
    lines = _told(request, measures(), found) if reads(request.user, VALUES) else []
    domain = domain_of(declared[0]) if declared else VALUES
    return page(request, "desk/figures.html", groups=groups, lines=lines, **asof(request, found, domain))


def _told(request: HttpRequest, figures: list[ReportedFigure], found: Asked) -> list[Told]:
    """Reported values with the lights that were decided, where there are any and the reader may know."""
    lines = told(figures, found.moment, found.unit.id)
    if not reads(request.user, STEERING):
        return lines
    return board(found.unit.id, found.moment.on).judged_of(lines)


def _standing(request: HttpRequest, code: str, found: Asked) -> Stood | None:
    """How the target that the figure measures stood at the last assessment, where the reader may know."""
    if not reads(request.user, STEERING):
        return None
    return stood(code, found.unit.id, found.moment.on)


@allow(*FIGURE_READERS)
def figure(request: HttpRequest, code: str) -> HttpResponse:
    """One figure: counted or reported."""
    one = figure_named(request, code)
    return _reported(request, one) if isinstance(one, ReportedFigure) else _counted(request, one)


def _counted(request: HttpRequest, one: Figure) -> HttpResponse:
    domain = domain_of(one)
    found = asked(request, domain, by_period=not one.is_stock)
    beside = [FIGURES[code] for _title, code in one.parts]
    below = split(one, found.moment, found.unit.id, beside=beside)
    part = "missing" if shows_missing(one, below.total) else "part"
    rows = rows_of(request.user, one, found.moment, reading=below.total, part=part)
    columns, shown = page_of(rows, 1)
    return page(
        request,
        "desk/figure.html",
        figure=one,
        reading=below.total,
        split=below,
        parts=[(title, below.others[code]) for title, code in one.parts],
        missing=shows_missing(one, below.total),
        bars=bars(below, missing=shows_missing(one, below.total)),
        rows=rows,
        columns=columns,
        shown=shown[:PREVIEW],
        part_names=NAMES,
        standing=_standing(request, one.code, found),
        opened={line.node.id for line in below.lines if line.node and _opened(request, domain, line.node)},
        **asof(request, found, domain),
    )


PREVIEW = 8


def _opened(request: HttpRequest, domain: str, node: Node) -> bool:
    return opens(request.user, domain, node.id)


@allow(*FIGURE_READERS)
def figure_rows(request: HttpRequest, code: str) -> HttpResponse:
    """The rows of a figure, fifty a page, as far as the reader's sight goes."""
    one, found, rows = _rows(request, code)
    number = _page_number(request, rows)
    columns, shown = page_of(rows, number)
    return page(
        request,
        "desk/figure_rows.html",
        part="rows",
        figure=one,
        rows=rows,
        columns=columns,
        shown=shown,
        number=number,
        part_names=NAMES,
        **asof(request, found, domain_of(one)),
    )


def _rows(request: HttpRequest, code: str) -> tuple[Figure, Asked, Rows]:
    one = figure_named(request, code)
    if not isinstance(one, Figure):
        raise Http404(code)
    found = asked(request, domain_of(one), by_period=not one.is_stock)
    part = PARTS.get(request.GET.get("phan", ""))
    if part is None:
        raise Http404(code)
    reading = read(one, found.moment, found.unit.id)
    return one, found, rows_of(request.user, one, found.moment, reading=reading, part=part)


def _page_number(request: HttpRequest, rows: Rows) -> int:
    text = request.GET.get("trang", "1")
    number = int(text) if text.isdecimal() and len(text) < 7 else 1
    return min(max(number, 1), rows.pages)


@allow(*FIGURE_READERS)
def figure_excel(request: HttpRequest, code: str) -> HttpResponse:
    """The rows a reader sees, as a workbook; where they are people of Party work, with a reason."""
    one, _found, _rows_seen = _rows(request, code)
    given = _excel_with_reason if names_members(one) else _excel
    return given(request, code=code)


def names_members(one: Figure) -> bool:
    """Whether the rows of a figure are of members."""
    named = {field.name for field in one.source.rows().model._meta.fields}
    return domain_of(one) in (PARTY, CASES) and bool(named & {"member", "person"})


def _excel(request: HttpRequest, code: str) -> HttpResponse:
    one, found, rows = _rows(request, code)
    columns = Columns(
        one.code,
        str(one.title),
        tuple(
            Column(name=f"c{index}", headings=(str(column.heading),), parse=str, width=24)
            for index, column in enumerate(one.source.columns)
        ),
    )
    values = ({f"c{index}": cell for index, cell in enumerate(row)} for row in all_rows(rows))
    notes = [f"{found.name} · {found.when}", str(one.definition), _("Căn cứ: {cite}").format(cite=one.cite)]
    notes += [rows.said] if rows.said else []
    content = write(columns, values, f"{rows.title}: {count_text(rows.total)}", notes)
    answer = HttpResponse(content, content_type=EXCEL)
    answer["Content-Disposition"] = (
        f'attachment; filename="{one.code}-{found.unit.code}-{found.moment.on}.xlsx"'
    )
    return answer


_excel_with_reason = told_why(gettext_lazy("Xuất các dòng của một số liệu (Excel)"))(_excel)


@allow(*FIGURE_READERS)
def figure_trend(request: HttpRequest, code: str) -> HttpResponse:
    """The figure at the end of each of the last twelve months, or during each of them."""
    one = figure_named(request, code)
    if not isinstance(one, Figure) or one.net:
        raise Http404(code)
    found = asked(request, domain_of(one), by_period=not one.is_stock)
    points = trend(one, found.moment, found.unit.id)
    title = _("{title} trong 12 tháng").format(title=one.title)
    return page(
        request,
        "desk/figure_trend.html",
        part="trend",
        figure=one,
        points=points,
        unchanged=unchanged(points),
        drawing=drawing(points, title),
        wide=drawing(points, title, width=WIDE) if "rong" in request.GET else "",
        **asof(request, found, domain_of(one)),
    )


@dataclass(frozen=True)
class Past:
    """One reported value in the history: what, for which period, from whom, whether replaced."""

    value: Any
    text: str
    period: str
    sort: str
    replaced: bool


def _reported(request: HttpRequest, one: ReportedFigure) -> HttpResponse:
    found = asked(request, VALUES, by_period="ky" in request.GET)
    (line,) = _told(request, [one], found)
    rows: Any = one.rows(found.unit.id)
    values = rows.seen_by(request.user).select_related("measure", "entry")
    history = [
        Past(
            value,
            value_text(value),
            period_title(value),
            value.get_sort_display(),
            bool(value.replaced_by_id),
        )
        for value in values
    ]
    return page(
        request,
        "desk/measure.html",
        figure=one,
        line=line,
        opens_counted=line.counted and opens(request.user, line.counted.domain, found.unit.id),
        standing=_standing(request, one.code, found),
        parts=parts_of(request.user, line, found),
        plans=plans_of(line, found.unit.id),
        check=check_of_share(line, found),
        base=base_words(line, found.unit.id),
        outside=outside_words,
        counted=counted_of,
        group=group_of(one.record),
        history=history,
        reads_journal=reads_journal(request.user),
        reads_filings=reads(request.user, VALUES),
        **asof(request, found, VALUES),
    )
