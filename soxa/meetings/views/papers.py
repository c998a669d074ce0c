"""Papers of a meeting: put before it by its organiser, read and taken home by whoever is called to it."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseNotModified,
)
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.documents.previews import Unseen, page_total, picture
from soxa.kernel import files
from soxa.kernel.access import Actor, allow
from soxa.kernel.downloads import BRIEFLY, attachment, safe
from soxa.kernel.lost import telling
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.meetings.convening import papers
from soxa.meetings.convening.called import told_to
from soxa.meetings.convening.forms import HandOut
from soxa.meetings.convening.models import Handout
from soxa.meetings.models import Meeting
from soxa.meetings.views.meeting import seen_or_404, writer
from soxa.org.roles import MEETING_READERS

# how long a reader who was let in turns pages before he is asked anew: as long as his browser may keep them anyway
_TURNS_PAGES = 600
_OPENED = "opened"


@allow(*MEETING_READERS)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a paper before a meeting."""
    found = seen_or_404(request, pk)
    actor, home = writer(request.user, found), reverse("meeting", args=[pk])
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = HandOut(*given, today=book_day(), items=list(found.items.all()))
    if request.method == "POST" and form.is_valid():
        try:
            _added(request, found, form, actor)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã gửi tài liệu; người được mời mở được từ bây giờ."))
            return redirect(home)
    return page(
        request, "meetings/step.html", status=422 if form.is_bound and form.errors else 200, form=form, refused="",
        label=_("Gửi tài liệu họp"), button=_("Gửi tài liệu"), cite=found.what.cite, one=found, home=home, unit=found.called,
    )  # fmt: skip


def _added(request: HttpRequest, found: Meeting, form: HandOut, actor: Actor) -> None:
    told = form.cleaned_data
    source = told["file"] or papers.file_of(request.user, told["notation"])
    title = told["title"]
    if not title:
        title = told["file"].name.rpartition(".")[0] if told["file"] else source.document.abstract
    papers.hand_out(found, title[:300], source, actor, on=book_day(), item=form.point())


@allow(*MEETING_READERS)
@require_POST
def withdraw(request: HttpRequest, pk: int, key: int) -> HttpResponse:
    """Take a paper back."""
    found = seen_or_404(request, pk)
    actor = writer(request.user, found)
    handout = get_object_or_404(papers.standing(found), pk=key)
    try:
        papers.withdraw(handout, actor, on=book_day())
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Đã rút tài liệu."))
    return redirect("meeting", pk=pk)


def _opened_or_404(request: HttpRequest, key: int) -> tuple[Handout, bool]:
    """A paper of a meeting that the reader sees by his office, or else is told of, and which of the two; Http404 otherwise."""
    rows: Any = Handout.objects.filter(withdrawn_on=None).select_related("file", "meeting")
    by_office: Handout | None = rows.seen_by(request.user).filter(pk=key).first()
    if by_office:
        return by_office, False
    told = told_to(request.user.person_id).values("pk")  # type: ignore[union-attr]
    return get_object_or_404(rows, pk=key, meeting__in=told), True


def _turned_or_404(request: HttpRequest, key: int) -> Handout:
    """The paper whose pages a reader turns: let in a while ago he is not asked anew; a paper taken back is gone at once."""
    if request.get_signed_cookie(_OPENED, None, salt=_OPENED, max_age=_TURNS_PAGES) != _bearer(request, key):
        return _opened_or_404(request, key)[0]
    return get_object_or_404(Handout.objects.select_related("file"), pk=key, withdrawn_on=None)


def _bearer(request: HttpRequest, key: int) -> str:
    return f"{key} {request.user.pk}"


@allow()
def read(request: HttpRequest, key: int) -> HttpResponse:
    """One paper, page under page, to read on a phone."""
    found, told = _opened_or_404(request, key)
    answer = page(
        request,
        "meetings/handout.html",
        one=found,
        meeting=found.meeting,
        told=told,
        pages=range(1, page_total(found.kept) + 1),
        kept=found.kept,
        gone=found.gone_on,
    )
    answer.set_signed_cookie(
        _OPENED, _bearer(request, key), salt=_OPENED, max_age=_TURNS_PAGES, path=request.path,
        secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax",
    )  # fmt: skip
    return answer


@allow()
def leaf(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """One page of a paper as a picture."""
    kept = _turned_or_404(request, key).kept
    mark = f'"{kept.digest[:32]}-{number}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified(headers={**safe(BRIEFLY), "ETag": mark})
    try:
        return HttpResponse(
            picture(kept, number), content_type="image/png", headers={**safe(BRIEFLY), "ETag": mark}
        )
    except Unseen as error:
        raise Http404(number) from error


@allow()
def taken(request: HttpRequest, key: int) -> HttpResponseBase:
    """The bytes of a paper, as they were handed in; a browser that has them already is told so."""
    kept = _opened_or_404(request, key)[0].kept
    if kept.gone_on:
        raise Http404(key)
    mark = f'"{kept.digest}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponseNotModified(headers={**safe(BRIEFLY), "ETag": mark})
    with telling(_("Tệp “{name}” đã nhận vào sổ.").format(name=kept.name)):
        content = files.opened(kept.digest)
    answer = FileResponse(content, content_type=kept.media_type, headers={**safe(BRIEFLY), "ETag": mark})
    answer["Content-Disposition"] = attachment(kept.name)
    return answer
