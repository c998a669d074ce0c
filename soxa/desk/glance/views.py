"""Pages of the glance beside the first one: units side by side, and the main figures along time."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from soxa.desk.asked import COMMUNE, Asked, asked, opens
from soxa.desk.figure_pages import FIGURE_READERS, asof
from soxa.desk.glance import trends
from soxa.desk.glance.beside import KINDS, Beside, beside, comparable, kinds_below
from soxa.desk.glance.drawing import Map, drawn
from soxa.kernel.access import allow
from soxa.kernel.charts import NARROW
from soxa.kernel.figures import FIGURES, Moment, find
from soxa.kernel.page import page
from soxa.kernel.units.outlines import outlines
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY, STEERING, VALUES
from soxa.values.asking import domain_of, reads
from soxa.values.told import measures

# asked first where nothing was chosen, as far as the reader may
FIRST = ("meetings.attendance", "party.files_complete", "tasks.overdue", "one_stop.on_time", "targets.green")


def glance_domain(reader: Any) -> str:
    """The domain by which the unit of a glance is chosen."""
    return PARTY if reads(reader, PARTY) else VALUES


def chosen(request: HttpRequest) -> Any:
    """The figure to set side by side that the address names, else the first the reader may ask; 404 for a strange one."""
    if code := request.GET.get("so", ""):
        try:
            figure = comparable(code)
        except KeyError as error:
            raise Http404(code) from error
        if not reads(request.user, domain_of(figure)):
            raise Http404(code)
        return figure
    return next(
        (figure for figure in map(_found, FIRST) if figure and reads(request.user, domain_of(figure))), None
    )


def _found(code: str) -> Any:
    try:
        return find(code)
    except KeyError:
        return None


def opened_in(reader: Any, domain: str) -> Callable[[int], bool]:
    """Whether the reader may ask the numbers of a unit in a domain."""
    return lambda unit_id: opens(reader, domain, unit_id)


def set_beside(request: HttpRequest, found: Asked) -> Beside | None:
    """The units below by the chosen figure; None where there is nothing below or nothing to ask."""
    figure, at = chosen(request), Moment.at(found.moment.on)
    if figure is None or not kinds_below(found.unit.id, at.on):
        return None
    steering = reads(request.user, STEERING)
    return beside(figure, at, found.unit.id, kind=request.GET.get("loai", ""), steering=steering)


@allow(*FIGURE_READERS)
def side_by_side(request: HttpRequest) -> HttpResponse:
    """Every unit of one kind directly below by one figure."""
    domain = glance_domain(request.user)
    found = asked(request, domain)
    shown = set_beside(request, found)
    order = request.GET.get("xep", "") or (shown.first if shown else "")
    return page(
        request,
        "desk/glance/beside.html",
        part="map",
        beside=shown,
        map=map_of(shown, found.moment.on),
        lines=shown.sorted(order) if shown else [],
        order=order,
        kinds=KINDS,
        figures=choosable(request.user),
        opened=opened_in(request.user, domain_of(shown.figure)) if shown else None,
        **asof(request, found, domain),
    )


def map_of(shown: Beside | None, on: date) -> Map | None:
    """The units side by side on their map; None where there are no boundaries to draw."""
    if shown is None:
        return None
    return drawn(shown.lines, outlines((line.node.id for line in shown.lines), on))


def choosable(reader: Any) -> dict[str, list[tuple[str, Any]]]:
    """What may be set side by side, by the rows it counts; reported measures last."""
    groups: dict[str, list[tuple[str, Any]]] = {}
    for one in FIGURES.values():
        if not one.net and reads(reader, domain_of(one)):
            groups.setdefault(str(one.source.title), []).append((one.code, one.title))
    if reads(reader, VALUES):
        groups[_("Số báo cáo")] = [(one.code, one.title) for one in measures()]
    return groups


@allow(*FIGURE_READERS)
def along_time(request: HttpRequest) -> HttpResponse:
    """The main figures over twelve months, and what is reported over two years."""
    domain = glance_domain(request.user)
    found = asked(request, domain)
    return page(
        request,
        "desk/glance/trends.html",
        part="trends",
        trends=lines_of(request.user, found),
        **asof(request, found, domain),
    )


def lines_of(reader: Any, found: Asked, *, width: int = NARROW) -> list[trends.Trend]:
    """Lines that the reader may see."""
    at = Moment.at(found.moment.on)
    codes = [code for code in trends.COUNTED if reads(reader, domain_of(FIGURES[code]))]
    lines = trends.counted(at, found.unit.id, codes, width=width)
    if reads(reader, VALUES):
        below = [node.id for node in tree().children(found.unit.id, at.on) if node.kind == COMMUNE]
        lines += trends.reported(at, found.unit.id, width=width, below=below)
    return lines
