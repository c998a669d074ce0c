"""A workbook handed in by a form: small enough, and one that can be opened; what else it may be is said in words."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from soxa.kernel.sheets import limits
from soxa.kernel.sheets.book import open_book
from soxa.kernel.sheets.faults import Unreadable

ACCEPTED = ".xlsx,.xls,.ods"


def workbook_in(handed: Any) -> bytes:
    """The bytes of the uploaded file; ValidationError in words where it is no workbook."""
    if handed.size > limits.FILE_BYTES:
        most = limits.FILE_BYTES // 1024 // 1024
        raise forms.ValidationError(_("Tệp lớn hơn %(n)s MB. Chia thành nhiều tệp rồi nhập.") % {"n": most})
    content: bytes = handed.read()
    try:
        open_book(content)
    except Unreadable as refusal:
        raise forms.ValidationError(refusal.fault.text) from refusal
    return content
