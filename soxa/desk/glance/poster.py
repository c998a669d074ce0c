"""The glance on one sheet of paper: everything of a unit on a day, to be hung up and pointed at."""

from django.http import HttpRequest, HttpResponse

from soxa.desk.asked import asked
from soxa.desk.figure_pages import FIGURE_READERS, asof
from soxa.desk.glance.views import glance_domain, lines_of
from soxa.desk.overview import gathered
from soxa.kernel.access import allow
from soxa.kernel.page import page

# what one sheet of A3 holds in letters that can be read at arm's length; what is left out is counted
TARGETS, PRESSING, COMMUNES, BARS, TRENDS = 34, 9, 42, 8, 4


@allow(*FIGURE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The same numbers as on the overview, laid out for A3."""
    domain = glance_domain(request.user)
    found = asked(request, domain)
    told = gathered(request, found)
    return page(
        request,
        "desk/glance/poster.html",
        trends=[one for one in lines_of(request.user, found) if one.drawing][:TRENDS],
        most={"targets": TARGETS, "pressing": PRESSING, "communes": COMMUNES, "bars": BARS},
        **told,
        **asof(request, found, domain),
    )
