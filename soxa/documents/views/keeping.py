"""Pages of the file plan: a year's plan, one file with its documents, what is done with it, and what has come to a day."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from soxa.documents import forms as document_forms
from soxa.documents.acting import acting, acting_if_any, may_act
from soxa.documents.keeping import forms, holds, lists, plan
from soxa.documents.keeping.flow import LIFE
from soxa.documents.keeping.flow import close_year as close_all
from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.plan import PLAN, SHELVE, Shelf
from soxa.documents.keeping.printed import sheet
from soxa.documents.keeping.sheet import FOLDERS, as_row
from soxa.documents.lists import sides_of
from soxa.documents.printed import outputs
from soxa.documents.slugs import FOLDER_NAMES, FOLDER_SLUGS, SIDES
from soxa.documents.views.documents import seen_or_404
from soxa.documents.views.registers import EXCEL, WORD
from soxa.kernel import sheets
from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import PAPER_READERS

LEAF = 50
LIGHTS = {Folder.OPEN: "quiet", Folder.CLOSED: "good", Folder.HANDED: "good", Folder.DESTROYED: "warn"}
SIDE_SLUGS = {side: slug for slug, side in SIDES.items()}


def _shelf(request: HttpRequest) -> Shelf:
    found = lists.shelf_of(request.GET, request.user, book_day())
    if found is None:
        raise Http404("plan")
    return found


def _home(shelf: Shelf) -> str:
    asked = {
        "ben": SIDE_SLUGS[shelf.side],
        "nam": str(shelf.year),
        "don-vi": tree().nodes[shelf.unit_id].code,
    }
    return f"{reverse('folders')}?{urlencode(asked)}"


def seen_folder(request: HttpRequest, pk: int) -> Folder:
    """The file, if it lies in the reader's sight; Http404 otherwise."""
    found: Folder = get_object_or_404(Folder.objects.seen_by(request.user).select_related("entry"), pk=pk)
    return found


def _light(folder: Folder) -> tuple[str, str]:
    return LIGHTS[folder.state], str(folder.get_state_display())


@allow(*PAPER_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The plan of a year with its figures."""
    shelf, today = _shelf(request), book_day()
    folders = list(shelf.folders())
    return page(
        request,
        "documents/keeping/index.html",
        shelf=shelf,
        query=_home(shelf).partition("?")[2],
        unit=tree().name(shelf.unit_id),
        groups=plan.by_heading(folders),
        total=len(folders),
        papers=sum(one.papers for one in folders),
        still_open=sum(one.state == Folder.OPEN for one in folders),
        years=lists.years_of(shelf, today),
        closes=shelf.year < today.year or (shelf.year == today.year and today.month == 12),
        sides=[(SIDE_SLUGS[side], side) for side in sides_of(request.user)],
        writes=may_act(request.user, PLAN, shelf),
        light=_light,
    )


@allow(*PAPER_READERS)
def folder(request: HttpRequest, pk: int) -> HttpResponse:
    """One file: what is known of it, its documents, what holds it back, what may be done now."""
    found = seen_folder(request, pk)
    papers = found.documents.order_by("pk").defer("folded")
    totals = plan.counted(Folder.objects.filter(pk=pk)).values("papers", "sheets").get()
    years = lists.value_of(lists.HAND_IN_YEARS, on=book_day())
    return page(
        request,
        "documents/keeping/folder.html",
        one=found,
        light=_light(found),
        home=_home(Shelf(found.unit_id, found.side, found.year)),
        unit=tree().name(found.unit_id),
        leaves=Paginator(papers, LEAF).get_page(request.GET.get("trang")),
        totals=totals,
        hand_in=plan.hand_in_day(found, years),
        kept_until=plan.last_day_kept(found),
        holding=holds.holding_back(found) if found.closed_on and not found.destroyed_on else [],
        held=holds.standing(found),
        buttons=_buttons(request, found),
        writes=may_act(request.user, PLAN, found) and found.state != Folder.DESTROYED,
        query=request.GET,
    )


def _buttons(request: HttpRequest, found: Folder) -> list[tuple[Any, str]]:
    """(label, slug) of the steps that the reader may take now; a destruction only when the term is over."""
    last, offered = plan.last_day_kept(found), []
    over = last is not None and last < book_day()
    for one in LIFE.steps.values():
        if found.state in one.from_states and (one.name != "destroy" or over):
            actor = acting_if_any(request.user, one.by, found)
            if actor and not one.refusal(found, actor):
                offered.append((one.label, FOLDER_SLUGS[one.name]))
    return offered


@allow(*PAPER_READERS)
def begin(request: HttpRequest) -> HttpResponse:
    """Begin the plan of a year: as the year before, or from the table."""
    shelf, today = _shelf(request), book_day()
    actor = acting(request.user, PLAN, shelf)
    form = document_forms.StepForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            count = plan.begin(shelf, actor, on=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lập danh mục {count} hồ sơ.").format(count=count))
            return redirect(_home(shelf))
    label = _("Lập danh mục hồ sơ năm {year}").format(year=shelf.year)
    words = _(
        "Danh mục lấy theo năm trước; chưa có năm trước thì lấy bảng mẫu của sổ, thời hạn lưu trong bảng mẫu chưa "
        "được xác nhận. Lập xong vẫn thêm, sửa từng hồ sơ được."
    )
    return _form(request, form, label, _home(shelf), words=words)


@allow(*PAPER_READERS)
def add(request: HttpRequest) -> HttpResponse:
    """One more file of a plan."""
    shelf, today = _shelf(request), book_day()
    actor = acting(request.user, PLAN, shelf)
    form = forms.About(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan.add(shelf, form.cleaned_data, actor, on=today)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thêm hồ sơ {code}.").format(code=made.code))
            return redirect(_home(shelf))
    return _form(request, form, _("Thêm hồ sơ vào danh mục năm {year}").format(year=shelf.year), _home(shelf))


@allow(*PAPER_READERS)
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct what is said of a file."""
    found = seen_folder(request, pk)
    actor, home = (
        acting(request.user, PLAN, found),
        reverse("folder", args=[pk]),
    )
    given = {name: getattr(found, name) for name in forms.About.base_fields}
    form = forms.Mend(request.POST or None, today=book_day(), document=found, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            plan.mend(found, form.changes(), actor, basis=form.cleaned_data["basis"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã đính chính hồ sơ."))
            return redirect("folder", pk=pk)
    return _form(request, form, _("Đính chính hồ sơ"), home, one=found)


@allow(*PAPER_READERS)
def close_year(request: HttpRequest) -> HttpResponse:
    """Close every file of a year's plan that is still open."""
    shelf, today = _shelf(request), book_day()
    actor = acting(request.user, PLAN, shelf)
    form = forms.Close(request.POST or None, today=today, document=shelf)
    if request.method == "POST" and form.is_valid():
        try:
            count = close_all(shelf, actor, on=form.cleaned_data["on"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã kết thúc {count} hồ sơ.").format(count=count))
            return redirect(_home(shelf))
    return _form(request, form, _("Kết thúc các hồ sơ năm {year}").format(year=shelf.year), _home(shelf))


@allow(*PAPER_READERS)
def step(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """The form of one step of a file's life."""
    found, today = seen_folder(request, pk), book_day()
    chosen, home = LIFE.steps.get(FOLDER_NAMES.get(slug, "")), reverse("folder", args=[pk])
    if chosen is None:
        raise Http404(slug)
    actor = acting(request.user, chosen.by, found)
    if why := chosen.refusal(found, actor):
        return _form(request, None, chosen.label, home, one=found, refused=why, status=409)
    form_class: Any = chosen.form
    form = form_class(request.POST if request.method == "POST" else None, today=today, document=found)
    if request.method == "POST" and form.is_valid():
        try:
            LIFE.take(chosen.name, found, actor, form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi sổ: {act}.").format(act=chosen.label))
            return redirect("folder", pk=pk)
    return _form(request, form, chosen.label, home, one=found, cite=chosen.cite)


@allow(*PAPER_READERS)
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a file back from destruction, or take the hold off."""
    found, today = seen_folder(request, pk), book_day()
    actor, home = (
        acting(request.user, PLAN, found),
        reverse("folder", args=[pk]),
    )
    held = holds.standing(found)
    form = forms.Hold(request.POST or None, today=today, document=found)
    if request.method == "POST" and form.is_valid():
        act = holds.release if held else holds.hold
        try:
            act(found, actor, on=form.cleaned_data["on"], reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã thôi giữ hồ sơ.") if held else _("Đã giữ hồ sơ lại, không hủy."))
            return redirect("folder", pk=pk)
    return _form(request, form, _("Thôi giữ lại") if held else _("Giữ lại, không hủy"), home, one=found)


@allow(*PAPER_READERS)
def shelve(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a document into a file of the plan, or into another one."""
    found, today = seen_or_404(request, pk), book_day()
    actor, home = (
        acting(request.user, SHELVE, found),
        reverse("document", args=[pk]),
    )
    if why := plan.unshelvable(found):
        return _form(request, None, _("Xếp vào hồ sơ"), home, refused=why, status=409)
    given = {"folder": found.folder_id} if found.folder_id else None
    form = document_forms.FileAway(request.POST or None, today=today, document=found, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            plan.shelve(found, form.cleaned_data["folder"], actor, on=today)
        except Refused as refused:
            form.add_error("folder", str(refused))
        else:
            messages.success(request, _("Đã xếp văn bản vào hồ sơ."))
            return redirect("document", pk=pk)
    return _form(request, form, _("Xếp vào hồ sơ"), home, sub=f"{found.kind_title} · {found.abstract}")


@allow(*PAPER_READERS)
def due(request: HttpRequest) -> HttpResponse:
    """Files that have come to a day: nothing is done with them until a person does it."""
    found = lists.due_lists(request.user, book_day())
    parts = (
        (_("Năm trước chưa kết thúc"), found.open_still, _("Hồ sơ của năm đã qua mà còn mở.")),
        (_("Đến hạn nộp lưu trữ"), found.hand_in, _("Hồ sơ đã kết thúc, trong năm cuối phải nộp hoặc đã quá hạn.")),
        (_("Hết thời hạn lưu"), found.ended, _("Sổ không tự hủy: hủy là việc của người có thẩm quyền, có quyết định và lý do.")),
    )  # fmt: skip
    several = len({one.folder.unit_id for _t, part, _w in parts for one in part}) > 1
    return page(
        request, "documents/keeping/due.html", parts=parts, found=found, several=several, unit_name=tree().name
    )  # fmt: skip


@allow(*PAPER_READERS)
def printed(request: HttpRequest, ending: str) -> HttpResponse:
    """A year's plan as PDF, Word, or a workbook that the import reads."""
    shelf = _shelf(request)
    if ending == "pdf":
        content, kind = outputs.pdf(sheet(shelf), "plan", book_day()), "application/pdf"
    elif ending == "docx":
        content, kind = outputs.word(sheet(shelf), "plan"), WORD
    else:
        title = _("Danh mục hồ sơ năm {year} – {unit}").format(
            year=shelf.year, unit=tree().name(shelf.unit_id)
        )
        content, kind = sheets.write(FOLDERS, map(as_row, shelf.folders()), title), EXCEL
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="danh-muc-ho-so-{shelf.year}.{ending}"'
    return answer


def _form(
    request: HttpRequest, form: Any, label: Any, home: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    blank = {"refused": "", "cite": None, "one": None, "words": "", "sub": ""}
    wrong = 422 if form is not None and form.is_bound and form.errors else status
    return page(
        request, "documents/keeping/step.html", status=wrong, form=form, label=label, home=home, **{**blank, **context}
    )  # fmt: skip
