"""The page on which one row is put right, or taken out whole, whatever room it is of."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from soxa.kernel.access import actor_for, allow
from soxa.kernel.flow import Refused
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.org.roles import PARTY_OFFICES
from soxa.party.mending.kinds import KINDS, Kind
from soxa.party.mending.said import Said


@allow(*PARTY_OFFICES)
def row(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One row of a kind: its facts as they are, the basis, or that all of it is a mistake."""
    chosen = KINDS.get(kind)
    subject = chosen.found(request.user, pk) if chosen else None
    if chosen is None or subject is None:
        raise Http404(kind)
    actor = actor_for(request.user, chosen.by, chosen.unit_of(subject), domain=chosen.domain)
    today = book_day()
    form_class = chosen.form(subject)
    form = form_class(request.POST or None, subject=subject, today=today, initial=_given(form_class, subject))
    sub = chosen.sub(subject)
    if request.method == "POST" and form.is_valid():
        said = Said(form.changes(), form.cleaned_data["basis"], today)
        try:
            told = _put_right(chosen, subject, said, actor, whole=bool(form.cleaned_data.get("struck")))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, told)
            return redirect(chosen.home(subject))
    wrong = 422 if form.is_bound and form.errors else 200
    home = chosen.home(subject)
    return page(
        request,
        "party/mending/row.html",
        status=wrong,
        form=form,
        label=chosen.label,
        sub=sub,
        home=home,
        room=chosen.room,
        of_member=chosen.of_members,
    )


def _given(form_class: Any, subject: Any) -> dict[str, Any]:
    return {name: getattr(subject, name) for name in form_class.base_fields if hasattr(subject, name)}


def _put_right(chosen: Kind, subject: Any, said: Said, actor: Any, *, whole: bool) -> str:
    """Take the verb that the form asks for; what is said of it."""
    if chosen.mend and not whole:
        chosen.mend(subject, said, actor)
        return _("Đã đính chính; giá trị cũ và mới được niêm kín trong nhật ký.")
    key = subject.pk
    chosen.strike(subject, said, actor)
    gone = not type(subject)._default_manager.filter(pk=key).exists()
    subject.pk = None if gone else key
    return _("Đã đưa mục ghi nhầm ra khỏi sổ; bản đã ghi được niêm kín trong nhật ký.")
