"""The glance on the wall of the meeting room: large words, one matter at a time, nothing that is pressed by accident."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

from soxa.desk.asked import asked
from soxa.desk.figure_pages import FIGURE_READERS, asof
from soxa.desk.glance.views import glance_domain, lines_of
from soxa.desk.overview import gathered
from soxa.kernel.access import allow
from soxa.kernel.page import page

# as much as can be read from the back of the room
TARGETS, LINES, BARS, COMMUNES, TURNED = 3, 2, 10, 12, 4


@allow(*FIGURE_READERS)
def index(request: HttpRequest) -> HttpResponse:
    """The same numbers as on the overview, live, in steps."""
    domain = glance_domain(request.user)
    found = asked(request, domain)
    told = gathered(request, found)
    steps = list(_steps(told, lines_of(request.user, found)))
    return page(
        request, "desk/glance/projection.html", steps=steps, bars=BARS, **told, **asof(request, found, domain)
    )


def _steps(told: dict[str, Any], lines: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """(what a step shows, its content): the whole first, then what is to be spoken of."""
    targets, communes = told["targets"], told["communes"]
    yield "whole", None
    if communes:
        yield from (("communes", some) for some in _some(communes.lines, COMMUNES)[:2])
    if targets:
        yield from (("pressing", some) for some in _some(told["pressing"], TARGETS))
        yield from (("turned", some) for some in _some(told["turned"], TURNED))
    if told["late"] and told["late"].overdue.part:
        yield "late", told["late"]
    yield from (("lines", some) for some in _some(lines, LINES))
    if told["beside"] and told["beside"].known:
        yield "beside", told["beside"]


def _some(all_: Sequence[Any], size: int) -> list[Sequence[Any]]:
    return [all_[at : at + size] for at in range(0, len(all_), size)]
