"""Pages: one Jinja2 environment, one `page()` for whole pages and htmx parts, one content security policy."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context
from jinja2_fragments import render_block
from markupsafe import Markup

from soxa.kernel.kept_templates import KeptTemplates, beside_python
from soxa.law.numbers import count_text, decimal_text, quantity_text, share_text
from soxa.law.partial import PartialDate

POLICY = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'"
# so many letters without a space still fit on a phone beside nothing
UNPARTED = 24


def environment(**options: Any) -> Environment:
    """The Jinja2 environment of every page: strict about missing names, with our filters and gettext."""
    extensions = ["jinja2.ext.i18n", "jinja2.ext.do"]
    ours = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    kept = KeptTemplates(beside_python(), [extensions, ours])
    made = Environment(**{**options, **ours}, extensions=extensions, bytecode_cache=kept)  # noqa: S701
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    # a list says the same few words for each of its rows
    made.globals.update(_=_words, gettext=_words)
    made.globals.update(static=static, url=address_of, get_messages=get_messages, with_query=with_query)
    made.filters.update(d=day_text, n=_number, share=share_text, clock=clock_text, q=quantity_text)
    made.filters.update(capitalize=first_upper, under=under, unparted=unparted)
    return made


def _words(text: str, **values: Any) -> Markup:
    """The text in the reader's language with its %(values)s; a per cent sign is written twice, as Jinja2 asks."""
    language = "" if _one_language() else get_language() or ""
    return _said(language, text) % values if values else _said_alone(language, text)


@lru_cache(maxsize=1)
def _one_language() -> bool:
    return len(settings.LANGUAGES) == 1


@lru_cache(maxsize=4096)
def _said(language: str, text: str) -> Markup:
    return Markup(gettext(text))  # noqa: S704 – the words of templates and their translations, no reader's


@lru_cache(maxsize=4096)
def _said_alone(language: str, text: str) -> Markup:
    return _said(language, text) % {}


_A_KEY = 7_777_777_777


def address_of(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a page; that of a record is made from the address of another by its key."""
    if len(args) == 1 and not kwargs and type(args[0]) is int and args[0] >= 0:
        before, after = _around_key(name)
        return f"{before}{args[0]}{after}"
    return _address(name, args, tuple(kwargs.items()))


@lru_cache(maxsize=512)
def _around_key(name: str) -> tuple[str, str]:
    before, _key, after = reverse(name, args=[_A_KEY]).partition(str(_A_KEY))
    return before, after


@lru_cache(maxsize=4096)
def _address(name: str, args: tuple[Any, ...], kwargs: tuple[tuple[str, Any], ...]) -> str:
    address: str = reverse(name, args=args, kwargs=dict(kwargs))
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


def first_upper(text: Any) -> str:
    """The first letter raised and the others left: Jinja's own would make "quý IV" into "Quý iv"."""
    words = str(text)
    return words[:1].upper() + words[1:]


def under(name: str, heading: str) -> str:
    """A name under a heading that says its kind already: "Chi bộ thôn Bến Đá" under "Chi bộ" is "Thôn Bến Đá"."""
    rest = name.removeprefix(f"{heading} ")
    return name if rest == name else rest[:1].upper() + rest[1:]


def unparted(text: str) -> str:
    """A short word of its own, such as the number of a paper ("10-NQ/ĐU"), kept on one line; other texts as they are."""
    short = len(text) <= UNPARTED and " " not in text
    return Markup('<span class="unbroken">{}</span>').format(text) if short else text


def day_text(day: date | PartialDate | None) -> str:
    """A day as offices write it: 05/03/2026; an unknown one is a dash, and "since always" is what stood when the book was begun."""
    if day is None:
        return "–"
    if day == date.min:
        return gettext("khi lập sổ")
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
    whole = {**context, **_of_request(request)}
    for processor in engine.template_context_processors:
        whole.update(processor(request))
    return render_block(engine.env, template, part, whole)


def piece(request: HttpRequest, template: str, **context: Any) -> str:
    """What a page's own script puts in place: the template alone, that knows nothing of what every page shows around its content."""
    from django.template import engines

    engine: Any = engines["jinja2"]
    text: str = engine.env.get_template(template).render({**context, **_of_request(request)})
    return text


def _of_request(request: HttpRequest) -> dict[str, Any]:
    return {
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }


_NUL, _NUL_QUOTED = "\x00", "%00"
_UNREADABLE = (
    "<!doctype html><html lang=vi><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{words}</p>"
)


def no_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 400 for a request whose address or form holds the character NUL, which no text of a book has."""

    def answer(request: HttpRequest) -> HttpResponse:
        return _unreadable() if _has_nul(request) else get_response(request)

    return answer


def _has_nul(request: HttpRequest) -> bool:
    if _NUL in request.path or _NUL_QUOTED in request.META.get("QUERY_STRING", ""):
        return True
    if request.method != "POST":
        return False
    return any(_NUL in text for name, texts in request.POST.lists() for text in (name, *texts))


def _unreadable() -> HttpResponse:
    title = gettext("Không đọc được yêu cầu")
    words = gettext("Địa chỉ hoặc ô nhập có ký tự không phải chữ. Hãy gõ lại thay vì dán.")
    return HttpResponse(_UNREADABLE.format(title=title, words=words), status=400)


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
