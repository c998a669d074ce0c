"""The file plan of a year as it is printed: files under their headings, in the columns of the annex."""

from django.utils.translation import gettext as _

from soxa.documents.catalogue import bodies
from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.plan import Shelf, by_heading
from soxa.documents.printed.lines import Line, Sheet, banner_of, heads
from soxa.documents.registers import bodies_of
from soxa.kernel.page import day_text


def sheet(shelf: Shelf) -> Sheet:
    """The whole plan, ready for any output; one question to the book."""
    found = by_heading(shelf.folders())
    lines = [line for heading, folders in found for line in _under(heading, folders)]
    own = bodies_of(shelf.unit_id, shelf.side)
    body = own[0][0] if own else next(one.code for one in bodies().values() if one.side == shelf.side)
    begun = min((one.opened_on for _h, folders in found for one in folders), default=None)
    superior, issuer = heads(shelf.unit_id, body, begun) if begun else ("", "")
    columns = (
        _("Số, ký hiệu hồ sơ"),
        _("Tiêu đề hồ sơ"),
        _("Thời hạn lưu"),
        _("Người lập hồ sơ"),
        _("Ghi chú"),
    )
    about = _("Năm {year}").format(year=shelf.year)
    return Sheet(
        superior, issuer, *banner_of(shelf.side), _("Danh mục hồ sơ").upper(), about, columns, tuple(lines),
        _("Danh mục năm này chưa có hồ sơ nào."),
    )  # fmt: skip


def _under(heading: str, folders: list[Folder]) -> list[Line]:
    head = [Line(words=heading)] if heading else []
    return head + [
        Line(cells=(one.code, one.title, one.term, one.keeper, _note(one)), key=one.pk) for one in folders
    ]


def _note(folder: Folder) -> str:
    if folder.destroyed_on:
        return _("đã hủy ngày {day}").format(day=day_text(folder.destroyed_on))
    return _("kết thúc ngày {day}").format(day=day_text(folder.closed_on)) if folder.closed_on else ""
