"""Where a mark goes on the page: found by the words that stand there, or by the signature that is there already."""

from django.utils.translation import gettext as _
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

from soxa.documents.signing.fields import at
from soxa.documents.signing.marks import ATTACHMENT, COPY, PERSONAL, POINTS_PER_MM, Mark, natural_size
from soxa.documents.signing.pages import Box, Line, frames, is_turned, lines_of
from soxa.documents.signing.subjects import folded
from soxa.kernel.refusal import Refused

# millimetres
NOTE_WIDTH, NOTE_LINE, NOTE_RIGHT, NOTE_TOP = 75.0, 4.3, 12.0, 5.0
ROOM = 1.0  # points left free above and below a signature
LEAST = 8.0  # points: less room than this between title and name is no room
OVERLAP = 1 / 3  # of the personal signature that the seal covers


class NoPlace(Refused, ValueError):
    """The words by which the place is found are not on any page; the text says which and what to do."""


def place_of(content: bytes, reader: PdfFileReader, mark: Mark) -> Box:
    """Where this mark goes, in points. Raises NoPlace, for a page that is shown turned as well."""
    box = _found(content, reader, mark)
    if is_turned(content, box.page):
        raise NoPlace(
            _(
                "Trang %(page)d đang bị xoay nên hình chữ ký sẽ nằm ngang. Hãy xoay lại trang trong bản gốc rồi ký."
            )
            % {"page": box.page + 1}
        )
    return box


def _found(content: bytes, reader: PdfFileReader, mark: Mark) -> Box:
    if mark.box:
        return _inside(content, mark.box)
    if mark.kind in (ATTACHMENT, COPY):
        return _top_right(content, lines=len(mark.lines) + 1)
    if mark.kind == PERSONAL:
        return _between(content, mark)
    return _beside_personal(reader, mark)


def _inside(content: bytes, box: Box) -> Box:
    pages = frames(content)
    if not 0 <= box.page < len(pages) or box.width <= 0 or box.height <= 0:
        raise NoPlace(
            _("Vị trí chữ ký nằm ngoài văn bản: văn bản có %(count)d trang.") % {"count": len(pages)}
        )
    return box


def _top_right(content: bytes, *, lines: int) -> Box:
    first = frames(content)[0]
    right, top = first.right - NOTE_RIGHT * POINTS_PER_MM, first.top - NOTE_TOP * POINTS_PER_MM
    return Box(0, right - NOTE_WIDTH * POINTS_PER_MM, top - lines * NOTE_LINE * POINTS_PER_MM, right, top)


def _between(content: bytes, mark: Mark) -> Box:
    """Centred between the position title and the full name, on the last page that has both."""
    title, name = signature_lines(lines_of(content), mark)
    width, height = natural_size(mark)
    room = title.box.bottom - name.box.top - 2 * ROOM
    if room < LEAST:
        raise NoPlace(
            _("Không đủ chỗ ký giữa “%(title)s” và “%(name)s”. Hãy chừa chỗ hoặc chọn vị trí.")
            % {"title": mark.title, "name": mark.holder}
        )
    scale = min(1.0, room / height)
    middle = (name.box.left + name.box.right) / 2
    level = (title.box.bottom + name.box.top) / 2
    half, up = width * scale / 2, height * scale / 2
    return Box(name.box.page, middle - half, level - up, middle + half, level + up)


def signature_lines(lines: list[Line], mark: Mark) -> tuple[Line, Line]:
    """The title line and the full name under it, last in the document. Raises NoPlace."""
    for name in (line for line in reversed(lines) if _ends_with(line, mark.holder)):
        above = [line for line in lines if _ends_with(line, mark.title) and _over(line, name)]
        if above:
            return min(above, key=lambda line: line.box.bottom), name
    raise NoPlace(
        _(
            "Không tìm thấy “%(title)s” và “%(name)s” trên cùng một trang. Hãy kiểm tra phần ký hoặc chọn vị trí."
        )
        % {"title": mark.title, "name": mark.holder}
    )


def _ends_with(line: Line, words: str) -> bool:
    return bool(words) and folded(line.text).endswith(folded(words))


def _over(title: Line, name: Line) -> bool:
    one, other = title.box, name.box
    beside = one.right < other.left or other.right < one.left
    return one.page == other.page and one.bottom >= other.top and not beside


def _beside_personal(reader: PdfFileReader, mark: Mark) -> Box:
    """The seal covers a third of the personal signature, to its left, level with it."""
    signature = _personal_box(reader)
    width, height = natural_size(mark)
    right = signature.left + signature.width * OVERLAP
    middle = (signature.bottom + signature.top) / 2
    return Box(signature.page, right - width, middle - height / 2, right, middle + height / 2)


def _personal_box(reader: PdfFileReader) -> Box:
    """Where the last signature that can be seen stands."""
    pages = {one.idnum: number for number, one in enumerate(_pages(reader))}
    found = None
    for _name, _value, reference in enumerate_sig_fields(reader, filled_status=True):
        field = reference.get_object()
        left, bottom, right, top = (float(side) for side in at(field, "/Rect", (0, 0, 0, 0)))
        page = field.raw_get("/P") if "/P" in field else None
        if right > left and top > bottom and page is not None and page.idnum in pages:
            found = Box(pages[page.idnum], left, bottom, right, top)
    if found is None:
        raise NoPlace(
            _(
                "Chưa có chữ ký cá nhân trên văn bản để đóng dấu lên. Hãy để người có thẩm quyền ký trước, hoặc chọn vị trí."
            )
        )
    return found


def _pages(reader: PdfFileReader) -> list:  # type: ignore[type-arg]
    count = int(reader.root["/Pages"]["/Count"])
    return [reader.find_page_for_modification(number)[0] for number in range(count)]
