"""Tình trạng máy: the check-up as a page, for the office and the keeper of the system."""

from django.http import HttpRequest, HttpResponse

from soxa.desk.checkup.table import findings, summary
from soxa.kernel.access import allow
from soxa.kernel.page import page
from soxa.org.roles import OFFICE_HEAD, SYSTEM_ADMIN


@allow(OFFICE_HEAD, SYSTEM_ADMIN)
def checkup(request: HttpRequest) -> HttpResponse:
    """Every finding, the worst first."""
    found = findings()
    level, words = summary(found)
    ordered = sorted(found, key=lambda one: one.weight)
    return page(request, "desk/checkup.html", findings=ordered, level=level, words=words)
