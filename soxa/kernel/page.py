"""Pages: one Jinja2 environment, one `page()` for whole pages and htmx parts, one content security policy."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2_fragments import render_block

from soxa.law.numbers import count_text, decimal_text, share_text
from soxa.law.partial import PartialDate

POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"


def environment(**options: Any) -> Environment:
    """The Jinja2 environment of every page: strict about missing names, with our filters and gettext."""
    extensions = ["jinja2.ext.i18n", "jinja2.ext.do"]
    ours = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**{**options, **ours}, extensions=extensions)  # noqa: S701
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(static=static, url=_url, get_messages=get_messages, with_query=with_query)
    made.filters.update(d=day_text, n=_number, share=share_text, clock=clock_text)
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    address: str = reverse(name, args=args, kwargs=kwargs)
    return address


@pass_context
def with_query(context: Context, **changes: Any) -> str:
    """The present address' query with some values changed; None takes a key away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def day_text(day: date | PartialDate | None) -> str:
    """A day as offices write it: 05/03/2026; an unknown one is a dash."""
    if day is None:
        return "–"
    return day.text() if isinstance(day, PartialDate) else f"{day:%d/%m/%Y}"


def clock_text(moment: datetime) -> str:
    """A moment in Vietnam: 21:14 ngày 20/11/2026."""
    return f"{timezone.localtime(moment):%H:%M ngày %d/%m/%Y}"


def _number(value: int | Decimal | None) -> str:
    if value is None:
        return gettext("Chưa có số liệu")
    return count_text(value) if isinstance(value, int) else decimal_text(value)


def page(
    request: HttpRequest, template: str, *, part: str | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """A whole page, or only its block `part` when htmx asks for a part of it."""
    htmx = getattr(request, "htmx", None)
    # going back in the browser asks for the whole page again, though htmx asks
    if part and htmx and not htmx.boosted and not htmx.history_restore_request:
        response = HttpResponse(_part(request, template, part, context), status=status)
    else:
        response = render(request, template, context, status=status)
    response["Vary"] = "HX-Request"
    return response


def _part(request: HttpRequest, template: str, part: str, context: dict[str, Any]) -> str:
    from django.template import engines

    engine: Any = engines["jinja2"]
    whole = {**context, "request": request}
    for processor in engine.template_context_processors:
        whole.update(processor(request))
    return render_block(engine.env, template, part, whole)


def content_security_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: only our own scripts and styles run; nothing inline."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Referrer-Policy", "same-origin")
        return response

    return answer
