"""Pages that belong to no single domain: what went wrong, what more there is, whether the program runs."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.utils.translation import gettext as _

from soxa.kernel.access import allow, open_to_all
from soxa.kernel.page import page


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere; say what to do instead of showing a code."""
    said = _("Trang để lâu nên sổ tạm khóa. Quay lại, tải lại trang rồi gửi lần nữa.")
    return page(request, "kernel/refused.html", status=403, said=said)


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The page is for other offices; the refusal says which."""
    return page(request, "kernel/403.html", status=403, said=str(exception or ""))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing here, or nothing that this reader may see; the two look alike."""
    return page(request, "kernel/404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """The program failed; nothing was written half. Asks nothing of the database, which may be what failed."""
    words = engines["jinja2"].get_template("kernel/500.html")
    return HttpResponse(words.template.render({"request": request}), status=500)  # type: ignore[attr-defined]


@allow()
def more(request: HttpRequest) -> HttpResponse:
    """All places of the book, for small screens whose tab bar holds five."""
    return page(request, "desk/more.html")


@open_to_all
def health(request: HttpRequest) -> HttpResponse:
    """One line for whoever watches the machine."""
    return HttpResponse("ok\n", content_type="text/plain")
