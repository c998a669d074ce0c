"""A kept file that is not here, or no longer what was kept: the page that needs it says which, and what to do, instead of failing."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.http import HttpRequest, HttpResponse

from soxa.kernel.files import Missing, NotWhole
from soxa.kernel.page import page

_log = logging.getLogger(__name__)


@contextmanager
def telling(what: str) -> Iterator[None]:
    """Say in words whose files are read inside, should one of them be lost."""
    try:
        yield
    except NotWhole as error:
        error.what = error.what or what
        raise


class LostFiles:
    """Middleware: a kept file that cannot be read is told on a page of its own, as the page of a file that is gone: 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page that tells what is lost; None for any other failure."""
        if not isinstance(error, NotWhole):
            return None
        _log.error("%s: %s", request.path, error)
        return page(request, "kernel/lost.html", status=404, lost=error, gone=isinstance(error, Missing))
