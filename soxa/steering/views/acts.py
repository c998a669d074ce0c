"""What every form of steering does once it is sent: write, or say on the form why not."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

from soxa.kernel.page import page
from soxa.kernel.refusal import Refused


def written(
    request: HttpRequest, form: Any, write: Callable[[], HttpResponse], said: str
) -> HttpResponse | None:
    """What `write` answers, told in words; None while the form is not sent or cannot be, with the refusal on it."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        done = write()
    except Refused as refused:
        form.add_error(None, str(refused))
        return None
    messages.success(request, said)
    return done


def shown(request: HttpRequest, template: str, form: Any, **context: Any) -> HttpResponse:
    """The form, as one that has to be mended where something is wrong."""
    return page(request, template, status=422 if form.is_bound and form.errors else 200, form=form, **context)
