"""Pages of an office's own Word templates: which are in use, a new one, one retired, their files."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.documents import lists
from soxa.documents.acting import acting, may_act
from soxa.documents.catalogue import bodies
from soxa.documents.composing_forms import TakeTemplate
from soxa.documents.files import OFFICE_TYPES
from soxa.documents.flow import NUMBER
from soxa.documents.models import DOMAINS
from soxa.documents.office_templates import taking
from soxa.documents.office_templates.models import OfficeTemplate
from soxa.documents.office_templates.places import PLACES, starter
from soxa.kernel.access import actor_for, allow
from soxa.kernel.downloads import attached, bytes_of
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import PAPER_READERS

SHOWN = timedelta(days=730)  # how long a template that is used no more stays in the list


@allow(*PAPER_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Templates in sight, those in use first, and the places a template may have."""
    seen = OfficeTemplate.objects.seen_by(request.user).filter(until__gt=book_day() - SHOWN)
    found = list(seen.order_by("-until", "side", "body", "kind"))
    return page(
        request, "documents/templates.html", found=found, places=PLACES, unit_name=tree().name,
        takes=bool(lists.own_bodies(request.user, NUMBER)), may_end=lambda one: may_act(request.user, NUMBER, one),
        several=len({one.unit_id for one in found}) > 1,
    )  # fmt: skip


@allow(*PAPER_READERS)
def take(request: HttpRequest) -> HttpResponse:
    """A new template, in the place of the one in use for its kind."""
    chosen, unit_id, own = _body(request)
    form = TakeTemplate(
        request.POST or None, request.FILES or None, side=bodies()[chosen].side,
        initial={"kind": request.GET.get("loai", "")},
    )  # fmt: skip
    if form.is_valid():
        told, actor = (
            form.cleaned_data,
            actor_for(request.user, NUMBER, unit_id, domain=DOMAINS[bodies()[chosen].side]),
        )
        try:
            kept = taking.keep(
                told["file"].read(), told["file"].name, actor,
                unit_id=unit_id, body=chosen, kind=told["kind"], on=book_day(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _("Đã nhận mẫu cho {kind}.").format(kind=kept.kind_title.lower()))
            return redirect("templates")
    return page(
        request, "documents/template_take.html", status=422 if form.is_bound else 200, form=form, chosen=chosen,
        bodies=[(code, title) for code, (title, _unit) in own.items()],
    )  # fmt: skip


@allow(*PAPER_READERS)
def example(request: HttpRequest) -> HttpResponse:
    """A first template with every place, in the layout of the body's side, to be made one's own in Word."""
    chosen, _unit, _own = _body(request)
    side, kind = bodies()[chosen].side, request.GET.get("loai", "")
    return attached(starter(side, kind), OFFICE_TYPES["docx"], "mau-vi-du.docx")


@allow(*PAPER_READERS)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The bytes of a template, as they were handed in."""
    found = get_object_or_404(OfficeTemplate.objects.seen_by(request.user), pk=pk)
    name = f"mau-{found.pk}.docx"
    return attached(bytes_of(found.digest, name), OFFICE_TYPES["docx"], name)


@allow(*PAPER_READERS)
@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Use a template no more."""
    found = get_object_or_404(OfficeTemplate.objects.seen_by(request.user), pk=pk)
    actor = acting(request.user, NUMBER, found)
    try:
        taking.retire(found, actor, on=book_day())
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("Đã thôi dùng mẫu; văn bản loại này lại theo thể thức chung."))
    return redirect("templates")


def _body(request: HttpRequest) -> tuple[str, int, dict[str, Any]]:
    """The body of the address among the reader's own, its unit, and all of his own."""
    own = lists.own_bodies(request.user, NUMBER)
    if not own:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không nhận được mẫu văn bản."))
    code = request.GET.get("co-quan", "")
    chosen = code if code in own else next(iter(own))
    return chosen, own[chosen][1], own
