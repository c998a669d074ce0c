"""Pages of mailboxes: which stand open and whom they know, the form of one, the form of an office it writes to."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from soxa.documents.catalogue import PARTY, bodies
from soxa.documents.flow import NUMBER
from soxa.documents.lists import own_bodies
from soxa.documents.models import DOMAINS
from soxa.documents.slugs import SIDES
from soxa.exchange import forms
from soxa.exchange.mailboxes import Place, fingerprint, know, set_mailbox
from soxa.exchange.models import Mailbox
from soxa.exchange.views.packages import READERS
from soxa.kernel.access import actor_for, allow
from soxa.kernel.page import page
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree

_SLUGS = {side: slug for slug, side in SIDES.items()}


@allow(*READERS)
def index(request: HttpRequest) -> HttpResponse:
    """Mailboxes in sight with the offices they know, and the sides that have none yet."""
    found = list(Mailbox.objects.seen_by(request.user).prefetch_related("partners").order_by("side", "pk"))
    own = {(bodies()[code].side, unit) for code, (_t, unit) in own_bodies(request.user, NUMBER).items()}
    return page(
        request,
        "exchange/mailboxes.html",
        mailboxes=[(one, sorted(one.partners.all(), key=lambda to: to.name)) for one in found],
        own=own,
        missing=[
            (side, _SLUGS[side]) for side, _u in sorted(own - {(one.side, one.unit_id) for one in found})
        ],
        slugs=_SLUGS,
        fingerprint=fingerprint,
        unit_name=tree().name,
    )


def _own(request: HttpRequest, slug: str) -> tuple[str, int, list[tuple[str, str]]]:
    """(side, unit, its bodies) in which the reader gives numbers. Http404 for no side, PermissionDenied for no office."""
    side = SIDES.get(slug)
    if side is None:
        raise Http404(slug)
    own = own_bodies(request.user, NUMBER)
    held = [(code, title, unit) for code, (title, unit) in own.items() if bodies()[code].side == side]
    if not held:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không giữ sổ văn bản của bên này."))
    unit_id = held[0][2]
    return side, unit_id, [(code, title) for code, title, unit in held if unit == unit_id]


@allow(*READERS)
def mailbox(request: HttpRequest, side: str) -> HttpResponse:
    """Opening or changing the mailbox of one's own side."""
    of, unit_id, own = _own(request, side)
    held = Mailbox.objects.filter(unit_id=unit_id, side=of).first()
    initial = (
        {"code": held.code, "name": held.name, "body": held.body, "folder": held.folder}
        if held
        else {"name": f"{own[0][1].removesuffix(' xã')} {tree().name(unit_id)}"}
    )
    form = forms.OpenMailbox(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        bodies=own,
        signs=of == PARTY,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        wish = Place(unit_id, of, told["body"], told["code"], told["name"], told["folder"])
        actor = actor_for(request.user, NUMBER, unit_id, domain=DOMAINS[of])
        try:
            set_mailbox(wish, actor, key=form.content(), password=told.get("password", ""))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã ghi hộp thư {code}.").format(code=told["code"]))
            return redirect("mailboxes")
    return _form(request, form, _("Hộp thư văn bản điện tử"))


@allow(*READERS)
def partner(request: HttpRequest, side: str) -> HttpResponse:
    """Entering an office that one's mailbox writes to, or changing one (`?ma=`)."""
    of, unit_id, _bodies = _own(request, side)
    held = get_object_or_404(Mailbox, unit_id=unit_id, side=of)
    known = held.partners.filter(code=request.GET.get("ma", "")).first()
    initial = {"code": known.code, "name": known.name} if known else {}
    form = forms.Know(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        signs=of == PARTY,
        initial=initial,
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        actor = actor_for(request.user, NUMBER, unit_id, domain=DOMAINS[of])
        try:
            know(held, told["code"], told["name"], actor, certificate=form.content())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Đã ghi {name} vào danh sách nơi gửi, nhận.").format(name=told["name"])
            )
            return redirect("mailboxes")
    return _form(request, form, _("Nơi gửi, nhận"))


def _form(request: HttpRequest, form: Any, label: Any) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "exchange/mailbox.html", status=status, form=form, label=label)
