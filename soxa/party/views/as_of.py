"""A member as he stood on any day."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.kernel.preferences import book_day
from soxa.org.roles import PARTY_READERS
from soxa.party.as_of import as_of
from soxa.party.portrait import portrait
from soxa.party.views.members import asked_of, query_of, seen_or_404


@allow(*PARTY_READERS)
def on_a_day(request: HttpRequest, pk: int) -> HttpResponse:
    """One member on the day asked; Http404 for who sees only a past spell of him."""
    found = seen_or_404(request, pk)
    if not portrait(found, request.user, book_day()).whole:
        raise Http404(pk)
    asked, trouble = asked_of(request)
    if asked.on > asked.today:
        trouble = _("Ngày ấy chưa đến: đang xem theo những gì sổ đã ghi đến hôm nay.")
    shown: Any = as_of(found, asked.on)
    return page(
        request,
        "party/as_of.html",
        member=found,
        person=found.person,
        shown=shown,
        asked=asked,
        trouble=trouble,
        query=query_of(request),
    )
