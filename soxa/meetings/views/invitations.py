"""The invitation of a meeting: as PDF and Word for whoever organises it or is called, begun among documents for a State body."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from soxa.documents.acting import acting
from soxa.documents.composing import ENDINGS, as_file
from soxa.documents.flow import WRITE as DRAFTS
from soxa.kernel.access import allow
from soxa.kernel.preferences import book_day
from soxa.kernel.refusal import Refused
from soxa.meetings.convening import invitation
from soxa.meetings.convening.called import told_to
from soxa.meetings.convening.telling import list_changed_on
from soxa.meetings.models import Meeting
from soxa.meetings.views.meeting import seen_or_404, writer
from soxa.org.roles import MEETING_READERS


@allow()
def taken(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The invitation as a file, for who sees the meeting by his office or is told of it; none before the convening."""
    found: Any = told_to(request.user.person_id).filter(pk=pk).first() or _by_office(request, pk)  # type: ignore[union-attr]
    if found is None or ending not in ENDINGS or invitation.refusal(found):
        raise Http404(pk)
    told: Any = found.invitations.last()
    day = list_changed_on(found) or (told.told_on if told else found.convened_on or book_day())
    made = as_file(invitation.invitation(found, on=day), f"giay-moi-{found.planned_on}", ending)
    answer = HttpResponse(made.content, content_type=made.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return answer


def _by_office(request: HttpRequest, pk: int) -> Meeting | None:
    found: Meeting | None = Meeting.objects.seen_by(request.user).filter(pk=pk).first()
    return found


@allow(*MEETING_READERS)
@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the invitation among documents, where it is signed and given its number."""
    found = seen_or_404(request, pk)
    writer(request.user, found)
    try:
        document = invitation.issue(
            found, acting(request.user, DRAFTS, invitation.begun(found)), on=book_day()
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("meeting", pk=pk)
    messages.success(request, _("Đã lập dự thảo giấy mời trong Văn bản; trình ký, cấp số ở đó."))
    return redirect("document", pk=document.pk)
