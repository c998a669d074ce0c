"""The pages of the statistics: forms 1 to 4 of a unit over a period, what they must add up to, and the same on paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.desk.asked import Asked, asked, opens
from soxa.desk.figure_pages import EXCEL, asof
from soxa.kernel.access import allow, may
from soxa.kernel.figures import find
from soxa.kernel.page import page
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.preferences import book_day, value_of
from soxa.kernel.units.tree import Node, tree
from soxa.law.periods import Period
from soxa.org.roles import PARTY, PARTY_READERS
from soxa.party.flow import READ_SEALED
from soxa.party.statistics.checks import SHOWN, Check, checks, names_of, own
from soxa.party.statistics.faults import breaking
from soxa.party.statistics.figures import SMALL_GROUP
from soxa.party.statistics.printed import number_text, paper, remarks, share_of, workbook
from soxa.party.statistics.table import FORMS, Table
from soxa.party.statistics.tables import table
from soxa.values.asking import reads

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _asked(request: HttpRequest) -> Asked:
    """Unit and period of a page; without a period it is the half-year that runs."""
    if not reads(request.user, PARTY):
        raise Http404("statistics")
    if not (request.GET.get("ky") or request.GET.get("tu")):
        today = book_day()
        query = request.GET.copy()
        query["ky"] = f"{today.year}-H{1 if today.month < 7 else 2}"
        request.GET = query  # type: ignore[assignment]
    return asked(request, PARTY, by_period=True)


def _fewest(request: HttpRequest, unit_id: int) -> int:
    """The smallest group printed to this reader; 0 for one who may read what is sealed in the unit."""
    if may(request.user, READ_SEALED, unit_id, domain=PARTY):
        return 0
    return int(value_of(SMALL_GROUP, (unit_id,), book_day()))


def _halves(found: Asked) -> list[tuple[str, str, bool]]:
    """The half-years and years that the forms are sent for, as chips: this year's, and last year."""
    today = found.today
    keys = [f"{today.year}-H2", f"{today.year}-H1", str(today.year), str(today.year - 1)]
    periods = [one for one in map(Period.parse, keys) if one.since <= today]
    return [
        (one.title().capitalize(), found.query(ky=one.key), found.moment.period_key == one.key)
        for one in periods
    ]


def _common(request: HttpRequest, found: Asked) -> dict[str, Any]:
    return {
        "halves": _halves(found),
        "running": found.moment.on > found.today,
        **asof(request, found, PARTY),
    }


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The four forms at a glance and whether their sums hold; as a workbook with all four."""
    found = _asked(request)
    unit_id, moment = found.unit.id, found.moment
    if request.GET.get("dang") == "excel":
        fewest = _fewest(request, unit_id)
        tables = [table(number, moment, unit_id, fewest=fewest) for number in FORMS]
        return _file(workbook(tables, fewest), EXCEL, f"thong-ke-{found.unit.code}-{moment.on}.xlsx")
    first = table("1", moment, unit_id)
    return page(
        request,
        "desk/statistics/index.html",
        forms=FORMS,
        first=first,
        wrong=[one for one in own(first) if not one.kept],
        faults=breaking(moment, unit_id).count(),
        **_common(request, found),
    )


@allow(*PARTY_READERS)
def form(request: HttpRequest, number: str) -> HttpResponse:
    """One form, its numbers doors to their rows; on paper as PDF, Word or Excel."""
    if number not in FORMS:
        raise Http404(number)
    found = _asked(request)
    fewest = _fewest(request, found.unit.id)
    read = table(number, found.moment, found.unit.id, fewest=fewest)
    kind = request.GET.get("dang", "")
    if kind:
        return _printed(read, kind, fewest, found)
    nodes = tree().nodes
    opened = {
        one.unit_id: nodes[one.unit_id]
        for one in read.below
        if one.unit_id and opens(request.user, PARTY, one.unit_id)
    }
    return page(
        request,
        "desk/statistics/form.html",
        form=read.form,
        table=read,
        forms=FORMS,
        doors={
            one.door: _door(one.code, found, before=one.before)
            for line in read.lines
            for one in line.numbers
            if one.code
        },
        wrong=[one for one in own(read) if not one.kept],
        number_text=number_text,
        share_of=share_of,
        remarks=remarks(read, fewest),
        opened=opened,
        doors_below=_doors_below(read, found, opened),
        came_late=read.form.number in "12" and any(one.unit_id and not one.whole for one in read.below),
        **_common(request, found),
    )


def _printed(read: Table, kind: str, fewest: int, found: Asked) -> HttpResponse:
    name = f"bieu-{read.form.number}-{found.unit.code}-{read.moment.on}"
    if kind == "excel":
        return _file(workbook([read], fewest), EXCEL, f"{name}.xlsx")
    made = {"pdf": (pdf, "application/pdf"), "word": (word, WORD)}.get(kind)
    if made is None:
        raise Http404(kind)
    write, mime = made
    return _file(
        write(paper(read, found.today, fewest)), mime, f"{name}.{'pdf' if kind == 'pdf' else 'docx'}"
    )


def _file(content: bytes, mime: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _door(code: str, found: Asked, unit: Node | None = None, *, before: bool = False) -> str:
    """The page of a number's rows: a stock at the last day, or the day before the first; events over the period."""
    if find(code).is_stock:
        day = found.moment.before.on if before else found.moment.on
        query = f"?don-vi={(unit or found.unit).code}&ngay={day.isoformat()}"
    else:
        query = found.query(unit=unit, ky=found.moment.period_key)
    return reverse("figure_rows", args=[code]) + query


def _doors_below(read: Table, found: Asked, opened: dict[int, Node]) -> dict[tuple[int, str], str]:
    """(unit, key) → the rows of a number of a unit below, where the unit's own figure says the same as its number here."""
    return {
        (one.unit_id, key): _door(code, found, opened[one.unit_id], before=before)
        for one in read.below
        if one.unit_id in opened
        for key, (code, before) in read.opens.items()
        if one.counts.get(key) and (one.whole or (find(code).is_stock and not before))
    }


@allow(*PARTY_READERS)
def sums(request: HttpRequest) -> HttpResponse:
    """What the forms must add up to, each with its numbers; a broken one names the rows that break it."""
    found = _asked(request)
    made = checks(found.moment, found.unit.id)
    wrong = [one for one in made if not one.kept and not one.remark]
    return page(
        request,
        "desk/statistics/sums.html",
        wrong=wrong,
        lacks=[one for one in made if not one.kept and one.remark],
        kept=[one for one in made if one.kept],
        breaking=[_named(request, found, one) for one in wrong if one.fault],
        doors={one.code: _door(one.code, found) for one in made if one.code},
        title=_("Đối chiếu số cộng"),
        forms=FORMS,
        **_common(request, found),
    )


def _named(request: HttpRequest, found: Asked, check: Check) -> tuple[Check, list[tuple[int, str, str]], int]:
    """A broken check, the first of its rows that the reader sees, and how many there are in all."""
    assert check.fault is not None  # noqa: S101
    rows: Any = breaking(found.moment, found.unit.id, check.fault)
    seen = rows.seen_by(request.user).select_related("member__person").order_by("name_key", "pk")
    return check, names_of(seen[:SHOWN]), rows.count()
