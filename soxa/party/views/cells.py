"""The list of cells, a cell's page, and the plain questions put to it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.kernel.access import actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY_OFFICES, PARTY_READERS
from soxa.party import cell_forms, cells, lists
from soxa.party.answers import set_cell
from soxa.party.beside import BESIDE_CELL
from soxa.party.communes import communes_of
from soxa.party.consents import consent_many, lacking, words_of
from soxa.party.flow import WRITE
from soxa.party.kinds import change_kind, past_of
from soxa.party.models import Cell
from soxa.party.views.members import asked_of, offered, query_of, writer_of

LEVELS = {
    "": gettext_lazy("tất cả"),
    "bad": gettext_lazy("chưa đủ điều kiện"),
    "warn": gettext_lazy("cần lưu ý"),
    "quiet": gettext_lazy("còn câu hỏi"),
    "good": gettext_lazy("đúng quy định"),
}
GROUPS = {"": gettext_lazy("loại chi bộ"), "noi-cu": gettext_lazy("xã cũ")}
QUESTIONS: dict[str, Any] = {
    "to-chuc-co-so": cell_forms.AnswerGrassroots,
    "dong-y": cell_forms.Consent,
    "loai": cell_forms.CellKind,
}
STEPS = {"to-chuc-co-so": "grassroots", "dong-y": "consent"}


@allow(*PARTY_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Cells in sight with their numbers and findings; over a province, those of one commune at a time."""
    asked, trouble = asked_of(request)
    communes = communes_of(request.GET, request.user, asked.on)
    by_old_place = request.GET.get("nhom") == "noi-cu"
    rows = cells.rows_of(
        cells.cells_seen(request.user, asked.on, units=communes.units), asked.on, by_old_place=by_old_place
    )
    level = request.GET.get("muc", "") if request.GET.get("muc") in LEVELS else ""
    kept = [row for row in rows if level in ("", row.level)]
    groups: dict[str, list[cells.CellRow]] = {}
    for row in kept:
        groups.setdefault(row.group, []).append(row)
    return page(
        request,
        "party/cells.html",
        part="rows",
        asked=asked,
        trouble=trouble,
        rows=rows,
        kept=kept,
        groups=sorted(groups.items(), key=lambda pair: -len(pair[1])),
        levels=offered(LEVELS),
        level=level,
        by_level={name: sum(row.level == name for row in rows) for name in LEVELS if name},
        groupings=offered(GROUPS),
        grouping="noi-cu" if by_old_place else "",
        communes=communes.offered,
        commune=communes.chosen,
        asks_consent=lacking(rows) if may(request.user, WRITE) else [],
        query=query_of(request),
    )


@allow(*PARTY_OFFICES)
def consents(request: HttpRequest) -> HttpResponse:
    """The superior's consent for many cells at once: those over the limit are ticked already."""
    today, communes = book_day(), communes_of(request.GET, request.user, book_day())
    found = lacking(cells.rows_of(cells.cells_seen(request.user, today, units=communes.units), today))
    rows = [row for row in found if may(request.user, WRITE, row.cell.unit_id)]
    actor = actor_for(request.user, WRITE)
    form = cell_forms.ConsentOfMany(
        request.POST or None, cells=[(row.cell.pk, words_of(row)) for row in rows]
    )
    if request.method == "POST" and form.is_valid():
        ticked = [row.cell for row in rows if row.cell.pk in form.cleaned_data["cells"]]
        try:
            consent_many(ticked, actor, today=today, paper=form.cleaned_data["paper"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi văn bản đồng ý cho {n} chi bộ.").format(n=len(ticked)))
            return redirect("cells")
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "party/consents.html", status=status, form=form, rows=rows)


def _cell_or_404(request: HttpRequest, code: str) -> Cell:
    seen: Any = Cell.objects.seen_by(request.user)
    found: Cell | None = seen.filter(unit__code=code).first()
    if found is None:
        raise Http404(code)
    return found


@allow(*PARTY_READERS)
def cell(request: HttpRequest, code: str) -> HttpResponse:
    """One cell."""
    return _cell_page(request, _cell_or_404(request, code))


def _cell_page(
    request: HttpRequest, found: Cell, *, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    asked, trouble = asked_of(request, **{"chi-bo": tree().nodes[found.unit_id].code})
    past = past_of(found)
    row = cells.rows_of([found], asked.on, past=past)[0]
    actor = writer_of(request, found.unit_id)
    questions: dict[str, Any] = {
        name: form(initial=form.of(found), auto_id=f"{name}-%s") for name, form in QUESTIONS.items()
    }
    if not row.asks_consent:
        questions.pop("dong-y")
    return page(
        request,
        "party/cell.html",
        status=status,
        row=row,
        cell=found,
        beside=BESIDE_CELL.of(found, request.user),
        asked=asked,
        trouble=trouble,
        found=lists.page_of(asked, request.user),
        history=cells.history(found, past),
        above=tree().name(tree().parent(found.unit_id, asked.on), asked.on),
        may_write=actor is not None,
        questions={**questions, **(wrong or {})},
        query=query_of(request),
    )


@allow(*PARTY_OFFICES)
def answer(request: HttpRequest, code: str, question: str) -> HttpResponse:
    """The answer to one plain question on a cell."""
    found = _cell_or_404(request, code)
    if question not in QUESTIONS:
        raise Http404(question)
    if request.method != "POST":
        return redirect("cell", code=code)
    actor = actor_for(request.user, WRITE, found.unit_id)
    chosen = QUESTIONS[question]
    form = chosen(request.POST, initial=chosen.of(found), auto_id=f"{question}-%s")
    if not form.is_valid():
        return _cell_page(request, found, wrong={question: form}, status=422)
    facts = dict(form.cleaned_data)
    if "grassroots" in facts:
        facts["grassroots"] = facts["grassroots"] == "yes"
    try:
        if question == "loai":
            change_kind(found, actor, today=book_day(), facts=facts)
        else:
            set_cell(found, actor, today=book_day(), step=STEPS[question], facts=facts)
    except Refused as refused:
        form.add_error(None, str(refused))
        return _cell_page(request, found, wrong={question: form}, status=422)
    messages.success(request, _("Đã ghi sổ."))
    return redirect("cell", code=code)
