"""The board of quality: the meetings of a month with both scores, the year of every cell, the months of one; as files too."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day, value_of
from soxa.kernel.units.tree import tree
from soxa.meetings.lists import cells_of
from soxa.meetings.quality import discipline, flow, lists
from soxa.meetings.quality.beside import LIGHTS, WORDS
from soxa.meetings.quality.models import Score
from soxa.meetings.views.board import asked_month, months
from soxa.org.roles import PARTY_READERS
from soxa.party.communes import Communes, commune_of, communes_of
from soxa.party.listed import KINDS, answer

LEAF, YEARS = 100, 5


def year_asked(request: HttpRequest, today: date) -> int:
    """The year that is asked; this one for what is none of those offered."""
    typed = request.GET.get("nam", "")
    return int(typed) if typed in {str(one) for one, _words in years_offered(today)} else today.year


def years_offered(today: date) -> list[tuple[int, str]]:
    """Years to choose from, the latest first."""
    return [(one, str(one)) for one in range(today.year, today.year - YEARS, -1)]


def communes_near(request: HttpRequest, today: date) -> Communes:
    """The commune that is asked, where more than one lies in sight."""
    return communes_of(request.GET, request.user, today)


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Meetings of a month in sight with their levels; for who sees one cell alone, the year of that cell."""
    today = book_day()
    cells = cells_of(request.user, today)
    if len(cells) == 1:
        return redirect("cell_quality", code=tree().nodes[cells[0]].code)
    communes, month = communes_near(request, today), asked_month(request.GET.get("thang", ""), today)
    rows = lists.month_rows(request.user, month, today, communes.units)
    level, shown = request.GET.get("loai", ""), _asked_level(request, rows)
    return page(
        request,
        "meetings/quality/board.html",
        month=month,
        months=[one for one in months(today) if one <= today],
        communes=communes,
        levels=[*WORDS.items(), ("chua", _("Chưa chấm"))],
        level=level,
        rows=rows,
        leaves=Paginator(shown, LEAF).get_page(request.GET.get("trang")),
        query=request.GET,
        counts=_counts(rows),
        rule=discipline.applies(today),
        by_follower=value_of(flow.WHOSE, (), today) == Score.FOLLOWER,
    )


def _asked_level(request: HttpRequest, rows: list[Any]) -> list[Any]:
    """The rows of the level that is asked, or that have none; all where none is asked."""
    level = request.GET.get("loai", "")
    if level not in (*WORDS, "chua"):
        return rows
    return [row for row in rows if row.level == level or level == "chua" and not row.level]


def _counts(rows: list[Any]) -> list[tuple[str, Any, int]]:
    """(kind of light, words, how many) of each level and of what has none."""
    found = [(LIGHTS[level], WORDS[level], sum(row.level == level for row in rows)) for level in lists.LEVELS]
    return [*found, ("quiet", _("Chưa chấm"), sum(not row.level for row in rows))]


@allow(*PARTY_READERS)
def year(request: HttpRequest) -> HttpResponse:
    """The year of every cell in sight: meetings by level, their mean, the level of the year."""
    today = book_day()
    communes, asked = communes_near(request, today), year_asked(request, today)
    rows = lists.year_rows(request.user, asked, today, communes.units)
    return page(
        request,
        "meetings/quality/year.html",
        year=asked,
        years=years_offered(today),
        communes=communes,
        rows=rows,
        leaves=Paginator(rows, LEAF).get_page(request.GET.get("trang")),
        query=request.GET,
        counts=_counts(rows),
        levels=[(level, WORDS[level]) for level in lists.LEVELS],
        rule=discipline.applies(today),
    )


@allow(*PARTY_READERS)
def cell(request: HttpRequest, code: str) -> HttpResponse:
    """The meetings of one cell in a year with both scores."""
    today = book_day()
    asked = year_asked(request, today)
    unit_id = tree().codes.get(code)
    own = [] if unit_id is None else lists.year_rows(request.user, asked, today, (unit_id,))
    if unit_id is None or not own:
        raise Http404(code)
    return page(
        request,
        "meetings/quality/cell.html",
        row=own[0],
        rows=lists.cell_rows(request.user, unit_id, asked, today),
        year=asked,
        years=years_offered(today),
        rule=discipline.applies(today),
        alone=len(cells_of(request.user, today)) == 1,
    )


@allow(*PARTY_READERS)
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """The month, or the year where one is asked, as PDF, Word or Excel."""
    if ending not in KINDS:
        raise Http404(ending)
    today = book_day()
    units = communes_near(request, today).units
    if "nam" in request.GET:
        asked = year_asked(request, today)
        years = lists.year_rows(request.user, asked, today, units)
        first = years[0].unit_id if years else None
        listed = lists.year_sheet(years, asked)
    else:
        month = asked_month(request.GET.get("thang", ""), today)
        rows = _asked_level(request, lists.month_rows(request.user, month, today, units))
        first = rows[0].meeting.unit_id if rows else None
        listed = lists.month_sheet(rows, month)
    return answer(listed, ending, unit_id=commune_of(first, today) if first else None, on=today)
