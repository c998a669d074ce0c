"""Opens a PDF that somebody sent, or says in words why it cannot be opened."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader

from soxa.kernel.refusal import Refused

HEADER_WITHIN = 1024  # bytes before "%PDF-" that readers put up with
# what pyHanko has to tell comes out as a verdict or a refusal, not as lines on somebody's screen
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL + 1)

_HTML = re.compile(rb"<(!doctype\s+html|html|head|body)\b", re.IGNORECASE)


class Unreadable(Refused, ValueError):
    """The file is no PDF, is encrypted, or is broken; the text says which."""


def opened(content: bytes) -> PdfFileReader:
    """A reader over the file. Raises Unreadable.

    Files with two cross-reference forms at once (Word writes them) are read leniently, all others strictly.
    """
    _check_is_pdf(content)
    with told_when_broken():
        reader = _reader(content)
        if not reader.encrypted:
            if int(reader.root["/Pages"]["/Count"]) < 1:
                raise ValueError("no pages")
            return reader
    raise _encrypted()


def _reader(content: bytes) -> PdfFileReader:
    try:
        reader = PdfFileReader(BytesIO(content))
        if not reader.xrefs.hybrid_xrefs_present:
            return reader
    except Exception:  # noqa: S110 - a second, lenient look follows; its failure is told
        pass
    return PdfFileReader(BytesIO(content), strict=False)


def _check_is_pdf(content: bytes) -> None:
    head = content[:HEADER_WITHIN]
    if b"%PDF-" in head:
        return
    if _HTML.search(head):
        raise Unreadable(
            _("Tệp này là một trang web (HTML) mang tên .pdf, không phải văn bản PDF. Hãy tải lại tệp gốc.")
        )
    raise Unreadable(_("Tệp này không phải PDF. Hãy chọn tệp PDF của văn bản."))


def _encrypted() -> Unreadable:
    return Unreadable(
        _("Tệp PDF có đặt mật khẩu hoặc mã hóa. Hãy bỏ mật khẩu (xuất lại từ bản gốc) rồi đưa lên.")
    )


@contextmanager
def told_when_broken() -> Iterator[None]:
    """Whatever goes wrong inside while bytes of others are read becomes Unreadable; our own refusals pass."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:  # arbitrary bytes: any error of a parser means a broken file
        raise Unreadable(_("Tệp PDF bị hỏng hoặc tải lên chưa trọn vẹn. Hãy lấy lại tệp gốc.")) from error
