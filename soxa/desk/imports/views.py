"""Handing in a workbook: the form, the preview, the writing, the result, and the workbooks to begin with."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from soxa.desk.imports import uploads
from soxa.desk.imports.forms import ACCEPTED, Consent, HandIn
from soxa.desk.imports.kinds import KINDS, Kind
from soxa.kernel import files
from soxa.kernel.access import Actor, actor_for, allow
from soxa.kernel.models import Upload
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.sheets import template
from soxa.kernel.sheets.load import BookMoved
from soxa.kernel.sheets.preview import NotLoadable, Preview
from soxa.kernel.units.tree import tree
from soxa.org.roles import CLERK, FRONT, GOVERNMENT, OFFICE_HEAD, ORGANISER
from soxa.party.leaving import told_why
from soxa.party.member_export import export_members

WRITERS = (OFFICE_HEAD, CLERK, ORGANISER, GOVERNMENT, FRONT)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _kinds(request: HttpRequest) -> list[Kind]:
    return [kind for kind in KINDS.values() if _office(request, kind)]


def _office(request: HttpRequest, kind: Kind, unit_id: int | None = None) -> Actor | None:
    """The reader in an office that both sees the kind's domain and may write it, of this unit when one is given."""
    reader: Any = request.user
    for held in reader.held_offices():
        inside = unit_id is None or unit_id in tree().seen_from(held.unit_id)
        if inside and kind.domain in held.role.domains and held.role.may(kind.act):
            return Actor(reader.full_name(), held.title, held.unit_id, reader.pk, held.role)
    return None


def _actor(request: HttpRequest, kind: Kind, unit_id: int | None = None) -> Actor:
    found = _office(request, kind, unit_id)
    if found is None:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không nhập được bảng này."))
    return found


def _home(actor: Actor) -> int:
    """The unit that the actor's office governs; its book is the one that is written."""
    if actor.unit_id is None:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không gắn với đơn vị nào."))
    return actor.unit_id


@allow(*WRITERS)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """Choose a kind, hand in a file; below, what was handed in before."""
    return _index(request, HandIn(_kinds(request), initial={"kind": request.GET.get("bang", "")}))


def _index(request: HttpRequest, form: HandIn, *, status: int = 200) -> HttpResponse:
    kinds, handed = _kinds(request), uploads.latest(request.user)
    return page(
        request,
        "desk/imports/index.html",
        status=status,
        form=form,
        kinds=kinds,
        uploads=handed,
        accept=ACCEPTED,
    )


@allow(*WRITERS)
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Keep the file and go to its preview; nothing is written into the book."""
    form = HandIn(_kinds(request), request.POST, request.FILES)
    if not form.is_valid():
        return _index(request, form, status=422)
    kind = KINDS[form.cleaned_data["kind"]]
    actor = _actor(request, kind)
    name = form.cleaned_data["name"]
    handed = uploads.keep(
        kind, form.cleaned_data["file"], name, unit_id=_home(actor), account_id=request.user.pk or 0
    )
    return redirect("import_preview", handed.pk)


def _handed(request: HttpRequest, pk: int) -> tuple[Any, Kind, Actor]:
    """An upload inside the reader's sight, its kind, and the reader in the office that may write it."""
    handed = get_object_or_404(uploads.seen_by(request.user), pk=pk)
    kind = KINDS[handed.kind]
    return handed, kind, _actor(request, kind, handed.unit_id)


def _consent(preview: Preview, data: Any = None) -> Consent:
    return Consent(getattr(preview, "proposed_cells", []), data)


@allow(*WRITERS)
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file would change, and what stands in its way."""
    handed, kind, _actor = _handed(request, pk)
    if handed.state != Upload.WAITING:
        return redirect("import_result", pk)
    plan = kind.plan(files.fetch(handed.kept), handed.unit_id, book_day(), {})
    if plan.already:
        messages.info(request, plan.lines()[0])
    return _preview(request, handed, plan, _consent(plan))


def _preview(
    request: HttpRequest, handed: Any, plan: Preview, form: Consent, *, status: int = 200
) -> HttpResponse:
    kind = KINDS[handed.kind]
    context = {"upload": handed, "kind": kind, "plan": plan, "form": form, "groups": kind.groups(plan)}
    unit = tree().name(handed.unit_id)
    return page(request, "desk/imports/preview.html", status=status, unit=unit, **context)


@allow(*WRITERS)
@require_POST
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the file whole, as it was shown; or show again what stands in its way."""
    handed, kind, actor = _handed(request, pk)
    if handed.state != Upload.WAITING:
        return redirect("import_result", pk)
    content, on = files.fetch(handed.kept), book_day()
    bare = kind.plan(content, handed.unit_id, on, {})
    form = _consent(bare, request.POST)
    given = form.given() if form.is_valid() else {}
    plan = kind.plan(content, handed.unit_id, on, given) if given else bare
    if plan.fingerprint != request.POST.get("shown"):
        messages.warning(request, str(BookMoved()))
        return redirect("import_preview", pk)
    try:
        plan.commit(actor)
    except NotLoadable as refusal:
        messages.error(request, str(refusal))
        return _preview(request, handed, plan, form, status=422)
    except BookMoved as moved:
        messages.warning(request, str(moved))
        return redirect("import_preview", pk)
    messages.success(request, _("Đã ghi sổ tệp “{name}”.").format(name=handed.name))
    return redirect("import_result", pk)


@allow(*WRITERS)
@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the file aside; the book stays as it is."""
    handed, _kind, actor = _handed(request, pk)
    uploads.set_aside(handed, actor, book_day())
    messages.success(request, _("Đã bỏ tệp “{name}”; sổ không thay đổi.").format(name=handed.name))
    return redirect("import_index")


@allow(*WRITERS)
@require_GET
def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of a file."""
    handed, kind, _actor = _handed(request, pk)
    if handed.state == Upload.WAITING:
        return redirect("import_preview", pk)
    return page(
        request, "desk/imports/result.html", upload=handed, kind=kind, unit=tree().name(handed.unit_id)
    )


@allow(*WRITERS)
@require_GET
def empty_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty workbook with the headings and one example row."""
    if kind not in KINDS:
        raise Http404
    return _download(template(KINDS[kind].columns), f"mau-{kind}.xlsx")


@allow(OFFICE_HEAD, CLERK, ORGANISER)
@told_why(gettext_lazy("Xuất danh sách đảng viên hiện có (Excel)"))
def export(request: HttpRequest) -> HttpResponse:
    """The member list as it stands today, in the columns that the import reads."""
    unit_id, on = _home(actor_for(request.user, "party.import")), book_day()
    return _download(export_members(unit_id, on), f"dang-vien-{on:%Y-%m-%d}.xlsx")


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
