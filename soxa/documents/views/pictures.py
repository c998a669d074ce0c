"""Pages of kept pictures: one's own signature, and the seals of the bodies whose papers one seals."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.documents import signing_forms
from soxa.documents.catalogue import bodies
from soxa.documents.flow import NUMBER, SIGN
from soxa.documents.lists import own_bodies
from soxa.documents.models import DOMAINS
from soxa.documents.pictures import kept as pictures
from soxa.documents.pictures.kept import Whose
from soxa.kernel.access import Actor, actor_for, allow, may
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.roles import PAPER_READERS

OWN = "cua-toi"


def _owned(request: HttpRequest) -> dict[str, tuple[str, Whose, Actor]]:
    """By the word in the address: title, whose picture, and the reader in the office by which he tends it."""
    reader: Any = request.user
    found = {}
    if reader.person_id and may(reader, SIGN):
        own = Whose(person_id=reader.person_id)
        found[OWN] = (_("Chữ ký của {name}").format(name=reader.full_name()), own, actor_for(reader, SIGN))
    for code, (title, unit_id) in own_bodies(reader, NUMBER).items():
        named = _("Con dấu của {body} – {unit}").format(body=title, unit=tree().name(unit_id))
        found[code] = (
            named,
            Whose(unit_id=unit_id, body=code),
            actor_for(reader, NUMBER, unit_id, domain=DOMAINS[bodies()[code].side]),
        )
    return found


@allow(*PAPER_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """One's own signature and the seals one tends: kept since when, or not yet."""
    owned = _owned(request)
    if not owned:
        raise PermissionDenied(_("Chức vụ hiện nay của đồng chí không ký, đóng dấu văn bản trong sổ."))
    rows = [(word, title, whose.kept_for(request.user)) for word, (title, whose, _actor) in owned.items()]
    return page(request, "documents/pictures.html", rows=rows)


@allow(*PAPER_READERS)
def picture(request: HttpRequest, word: str) -> HttpResponse:
    """One picture: keep it or another in its place, look at it, take it away."""
    owned = _owned(request)
    if word not in owned:
        raise Http404(word)
    title, whose, actor = owned[word]
    kept, act = whose.kept_for(request.user), request.POST.get("viec", "")
    if request.method == "POST" and kept and act == "xem":
        content = pictures.look(kept, actor, on=book_day())
        safe = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return HttpResponse(content, content_type="image/png", headers=safe)
    if request.method == "POST" and kept and act == "bo":
        pictures.remove(kept, actor, on=book_day())
        messages.success(request, _("Đã bỏ hình khỏi sổ: {title}.").format(title=title))
        return redirect("pictures")
    form_class = signing_forms.Picture if word == OWN else signing_forms.SealPicture
    form = form_class(request.POST, request.FILES) if request.method == "POST" else form_class()
    if form.is_valid():
        told = form.cleaned_data
        try:
            pictures.keep(whose, told["picture"], actor, on=book_day(), width=told.get("width") or 0)
        except Refused as refused:
            form.add_error("picture", str(refused))
        else:
            messages.success(request, _("Đã lưu hình: {title}.").format(title=title))
            return redirect("pictures")
    wrong = 422 if form.is_bound else 200
    return page(request, "documents/picture.html", status=wrong, title=title, kept=kept, form=form)
