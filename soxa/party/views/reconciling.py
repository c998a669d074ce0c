"""The pages of reconciliation: hand in an export, say what its columns are, settle the differences, send the report."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from soxa.kernel import files
from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.preferences import book_day
from soxa.kernel.units.tree import tree
from soxa.org.roles import PARTY, PARTY_OFFICES
from soxa.party.flow import WRITE
from soxa.party.leaving import told_why
from soxa.party.reconciling import printed
from soxa.party.reconciling.columns import headings
from soxa.party.reconciling.comparing import compare
from soxa.party.reconciling.flow import READ, begin, confirm, finish, set_aside, settle
from soxa.party.reconciling.forms import ACCEPT_FILES, ConfirmColumns, HandIn, Settle
from soxa.party.reconciling.lists import SIZE, by_field, latest, rows_of, tallies, with_people
from soxa.party.reconciling.models import Difference, Reconciliation

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SLUGS = {"khac": Difference.DIFFERS, "chi-co-trong-so": Difference.HERE, "chi-co-o-ban": Difference.THERE}
_FAULTS = 10


@allow(*PARTY_OFFICES)
def index(request: HttpRequest) -> HttpResponse:
    """What was held against the book before, and the place to hand in another export."""
    form = HandIn(request.POST or None, request.FILES or None, label_suffix="")
    writes = may(request.user, READ, domain=PARTY)
    if request.method == "POST":
        actor = actor_for(request.user, READ, domain=PARTY)
        if form.is_valid():
            content, name = form.cleaned_data["file"], form.cleaned_data["name"]
            try:
                made = begin(content, name, actor, on=book_day())
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                return redirect("reconciliation_columns", made.pk)
    return page(
        request,
        "party/reconciling/index.html",
        status=422 if form.is_bound and not form.is_valid() else 200,
        form=form,
        writes=writes,
        found=latest(request.user),
        accept=ACCEPT_FILES,
        names=tree(),
    )


def _found(request: HttpRequest, pk: int) -> Reconciliation:
    seen: Any = Reconciliation.objects.seen_by(request.user)
    found: Reconciliation = get_object_or_404(seen, pk=pk)
    return found


def _actor(request: HttpRequest, found: Reconciliation, act: str = READ) -> Actor:
    return actor_for(request.user, act, found.unit_id, domain=PARTY)


@allow(*PARTY_OFFICES)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each heading of the export is: guessed, then confirmed."""
    found = _found(request, pk)
    if found.state != Reconciliation.READING:
        return redirect("reconciliation", pk)
    actor = _actor(request, found)
    content = files.fetch(found.file)
    guessed = headings(content, found.layout)
    form = ConfirmColumns(guessed, request.POST or None)
    looked = None
    if request.method == "POST" and form.is_valid():
        try:
            confirm(found, form.layout(), actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đối chiếu; sổ chưa thay đổi. Xử lý từng chỗ khác nhau ở dưới."))
            return redirect("reconciliation", pk)
    elif request.method == "GET":
        layout = {one.text: one.name for one in guessed}
        looked = compare(content, layout, unit_id=found.unit_id, on=found.on)
    return page(
        request,
        "party/reconciling/columns.html",
        status=422 if form.is_bound and not form.is_valid() else 200,
        form=form,
        found=found,
        unit=tree().name(found.unit_id, found.on),
        looked=looked,
        faults=looked.read.faults[:_FAULTS] if looked else [],
    )


@allow(*PARTY_OFFICES)
def reconciliation(request: HttpRequest, pk: int) -> HttpResponse:
    """The differences of one sort, fifty a page; those marked are settled together."""
    found = _found(request, pk)
    if found.state == Reconciliation.READING:
        return redirect("reconciliation_columns", pk)
    sort = _SLUGS.get(request.GET.get("muc", "khac"))
    if sort is None:
        raise Http404(pk)
    seen: Any = Difference.objects.seen_by(request.user)
    rows = with_people(seen.filter(reconciliation=found, sort=sort).select_related("reconciliation"))
    only, field = request.GET.get("da-xu-ly", ""), request.GET.get("cot", "")
    rows = rows.exclude(answer="") if only else rows.filter(answer="")
    if field:
        rows = rows.filter(field=field)
    leaves = Paginator(rows, SIZE).get_page(request.GET.get("trang"))
    shown = rows_of(leaves.object_list, found.on)
    settles = found.state == Reconciliation.OPEN and may(request.user, WRITE, found.unit_id, domain=PARTY)
    offered = [one.pk for one in shown if not one.answer]
    posted = request.method == "POST"
    form = Settle(sort, offered, request.POST if posted else None, request.FILES if posted else None)
    if request.method == "POST":
        actor = _actor(request, found, WRITE)
        if form.is_valid():
            chosen = [one for one in leaves.object_list if one.pk in set(form.cleaned_data["chosen"])]
            try:
                settle(found, chosen, actor, today=book_day(), facts=form.cleaned_data)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("Đã xử lý {count} dòng.").format(count=len(chosen)))
                return redirect(request.get_full_path())
    return page(
        request,
        "party/reconciling/reconciliation.html",
        status=422 if form.is_bound and not form.is_valid() else 200,
        found=found,
        unit=tree().name(found.unit_id, found.on),
        sort=sort,
        slugs={one: slug for slug, one in _SLUGS.items()},
        sorts=Difference.SORTS,
        tallies=tallies(found, seen),
        fields=by_field(found, seen) if sort == Difference.DIFFERS else [],
        field=field,
        only=only,
        rows=shown,
        leaves=leaves,
        form=form,
        marked={int(key) for key in request.POST.getlist("chosen") if key.isdecimal()},
        settles=settles and bool(offered),
        finishes=settles,
    )


@allow(*PARTY_OFFICES)
@require_POST
def end(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Finish, or set aside."""
    acts = {"xong": finish, "bo": set_aside}
    if slug not in acts:
        raise Http404(slug)
    found = _found(request, pk)
    actor = _actor(request, found, WRITE)
    try:
        acts[slug](found, actor)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("reconciliation", pk)
    messages.success(request, _("Đã ghi: {what}.").format(what=_("đối chiếu xong") if slug == "xong" else _("bỏ lần đối chiếu này")))  # fmt: skip
    return redirect("reconciliations")


def _reported(request: HttpRequest, pk: int) -> Reconciliation:
    """A reconciliation that was held against the book, of a reader who may report on it."""
    found = _found(request, pk)
    if found.state == Reconciliation.READING:
        raise Http404(pk)
    if not may(request.user, READ, found.unit_id, domain=PARTY):
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không lập được báo cáo này."))
    return found


@allow(*PARTY_OFFICES)
@told_why(gettext_lazy("In báo cáo đối chiếu"), there=lambda request, pk, ending: _reported(request, pk))
def report(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The report to send, of everything the reader sees."""
    found = _reported(request, pk)
    seen: Any = Difference.objects.seen_by(request.user)
    most = None if ending == "xlsx" else printed.MOST_ON_PAPER
    lists: printed.Lists = {
        sort: rows_of(
            with_people(seen.filter(reconciliation=found, sort=sort).select_related("reconciliation"))[:most],
            found.on,
        )
        for sort, _title in Difference.SORTS
    }
    name = f"doi-chieu-{tree().nodes[found.unit_id].code}-{found.on}"
    if ending == "xlsx":
        return _file(printed.workbook(found, lists), EXCEL, f"{name}.xlsx")
    made = {"pdf": (pdf, "application/pdf"), "docx": (word, WORD)}.get(ending)
    if made is None:
        raise Http404(ending)
    write, mime = made
    totals = {sort: every for sort, (every, _waiting) in tallies(found, seen).items()}
    return _file(write(printed.paper(found, lists, book_day(), totals=totals)), mime, f"{name}.{ending}")


def _file(content: bytes, mime: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=mime)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
