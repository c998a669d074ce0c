"""Pages of what was frozen: every figure of an issued report with its file, beside what the book says today, and why."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from soxa.kernel.access import allow
from soxa.kernel.figures.kept import LEAF
from soxa.kernel.figures.kept import kept_rows as shown_rows
from soxa.kernel.lost import telling
from soxa.kernel.page import page
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY_OFFICES
from soxa.reports.differences import compare, difference_of, figure_of, moved_rows, verify
from soxa.reports.freezing import kept_rows, today_of
from soxa.reports.models import Report
from soxa.reports.views import seen_or_404, title_of


def _issued(request: HttpRequest, pk: int) -> Report:
    found = seen_or_404(request, pk)
    if not found.content:
        raise Http404("not issued")
    return found


@allow(*PARTY_OFFICES)
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Every frozen figure of the report's unit: as printed, as the book says today, the digest of its rows."""
    found = _issued(request, pk)
    compared = compare(found)
    checked = request.GET.get("kiem") == "1"
    return page(
        request,
        "reports/figures.html",
        report=found,
        title=title_of(found),
        compared=compared,
        below=found.figures.exclude(unit_id=found.unit_id).count(),
        checked=checked,
        findings=verify(found) if checked else [],
        name_of=_name_of,
    )


@allow(*PARTY_OFFICES)
def difference(request: HttpRequest, pk: int, figure_pk: int) -> HttpResponse:
    """Why a frozen figure differs today: the rows that came, went or changed, as far as the reader's sight goes."""
    found = _issued(request, pk)
    frozen = get_object_or_404(found.figures.select_related("report"), pk=figure_pk)
    told = difference_of(frozen)
    rows, hidden = moved_rows(told, request.user)
    columns = [str(column.heading) for column in told.source.columns] if told.source else []
    return page(
        request,
        "reports/difference.html",
        report=found,
        title=title_of(found),
        told=told,
        name=_name_of(frozen.code),
        rows=rows,
        hidden=hidden,
        columns=columns,
    )


@allow(*PARTY_OFFICES)
def rows(request: HttpRequest, pk: int, figure_pk: int) -> HttpResponse:
    """The rows that were kept with a frozen figure: those that counted, or (`tat-ca`) all that were looked at."""
    found = _issued(request, pk)
    frozen = get_object_or_404(found.figures.select_related("report"), pk=figure_pk)
    name = _name_of(frozen.code)
    with telling(
        _("Các dòng được giữ cùng con số “{name}” đã in là {text}.").format(name=name, text=frozen.text)
    ):
        kept = kept_rows(frozen, part="whole" if "tat-ca" in request.GET else "part")
    behind = shown_rows(kept, request.user)
    leaves = Paginator(behind.keys, LEAF).get_page(request.GET.get("trang"))
    return page(
        request,
        "reports/kept.html",
        report=found,
        title=title_of(found),
        frozen=frozen,
        name=name,
        unit_name=tree().name(frozen.unit_id, frozen.on) if frozen.unit_id != found.unit_id else "",
        behind=behind,
        leaves=leaves,
        shown=behind.rows(list(leaves.object_list), frozen.on),
        query=request.GET,
        now=today_of(frozen, request.user),
    )


def _name_of(code: str) -> str:
    figure = figure_of(code)
    plan = " (kế hoạch)" if code.endswith(":plan") else ""
    return f"{figure.title}{plan}" if figure else code
