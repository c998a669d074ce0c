"""Pages that belong to no single domain."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from soxa.kernel.page import page


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was too old or came from elsewhere; say what to do instead of showing a code."""
    said = _("Trang để lâu nên sổ tạm khóa. Quay lại, tải lại trang rồi gửi lần nữa.")
    return page(request, "kernel/refused.html", status=403, said=said)
