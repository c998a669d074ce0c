"""The office's real order: blank fields for number and day are laid before the leader signs, the clerk fills them after.

Filling is an incremental update that verification reports as honest; the office's own signature then locks both.
"""

import re
from datetime import date
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from soxa.documents.signing.fields import DAY_FIELD, NUMBER_FIELD, field_named, is_blank
from soxa.documents.signing.pages import Box, Line, lines_of
from soxa.documents.signing.placing import NoPlace
from soxa.documents.signing.reading import opened, told_when_broken
from soxa.documents.signing.stamps import Words, sheet
from soxa.kernel.refusal import Refused

GAP = r"(?:…|\.{2,}|_{2,})"
_NUMBER = re.compile(rf"^Số\s*:?\s*{GAP}.*$")
_DAY = re.compile(rf"ngày\s*{GAP}\s*tháng\s*(?:{GAP}|\d+)\s*năm\s*(?:{GAP}|\d+)$")
_A_GAP = re.compile(GAP)
AROUND = (16.0, 3.0)  # points by which a field is larger than the words it covers, across and along
SIZE = 14.0  # points
LOCKED_KEYS = 1  # /Ff: what viewers may not edit


class NotFilled(Refused, ValueError):
    """The number and day cannot be laid or filled here; the text says why."""


def prepare(content: bytes, *, number_box: Box | None = None, day_box: Box | None = None) -> bytes:
    """The file with two blank fields over "Số …" and "ngày … tháng … năm …" of its first page; appended to it.

    The boxes put them elsewhere. Raises Unreadable, NoPlace when the words are not found and no box is given,
    NotFilled when somebody has signed already or the fields are there.
    """
    reader = opened(content)
    with told_when_broken():
        if list(reader.embedded_signatures):
            raise NotFilled(_("Văn bản đã có chữ ký: ô số và ngày phải đặt trước khi ký."))
        if field_named(reader, NUMBER_FIELD) is not None:
            raise NotFilled(_("Văn bản đã có ô số và ngày."))
        lines = [line for line in lines_of(content) if line.box.page == 0]
        number = _asked(number_box, "Số …") or _line(lines, _NUMBER, _("Số …"))
        day = _asked(day_box, "ngày … tháng … năm …") or _line(lines, _DAY, _("ngày … tháng … năm …"))
        writer = _writer(content, reader)
        _lay(writer, NUMBER_FIELD, number)
        _lay(writer, DAY_FIELD, day)
        return _written(writer)


def fill_number(content: bytes, number: str, day: date) -> bytes:
    """The file with its number ("15") and day filled into the blank fields; appended to it.

    Raises Unreadable, NotFilled when there are no such fields, they are filled, or the office has signed.
    """
    reader = opened(content)
    with told_when_broken():
        blank = {name: field_named(reader, name) for name in (NUMBER_FIELD, DAY_FIELD)}
        _check_fillable(reader, blank)
        writer = _writer(content, reader)
        _fill(
            writer,
            NUMBER_FIELD,
            lambda phrase: _A_GAP.sub(lambda _match: number, phrase, count=1),
            italic=False,
        )
        _fill(writer, DAY_FIELD, lambda phrase: _DAY.sub(_day_words(day), phrase), italic=True)
        return _written(writer)


def _check_fillable(reader: PdfFileReader, blank: dict[str, Any]) -> None:
    if any(field is None for field in blank.values()):
        raise NotFilled(_("Văn bản chưa có ô số và ngày. Hãy chuẩn bị ô trước khi trình ký."))
    if not all(is_blank(field) for field in blank.values()):
        raise NotFilled(_("Số và ngày đã được điền; không điền lần nữa."))
    locks = [one.fieldmdp for one in reader.embedded_regular_signatures if one.fieldmdp]
    if any(lock.is_locked(NUMBER_FIELD) for lock in locks):
        raise NotFilled(_("Cơ quan đã ký: số và ngày đã khóa."))


def _day_words(day: date) -> str:
    """Day and month as papers write them: a zero before days below 10, January and February."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def _asked(box: Box | None, phrase: str) -> Line | None:
    return Line(phrase, box) if box else None


def _line(lines: list[Line], wanted: re.Pattern[str], words: str) -> Line:
    found = next((line for line in lines if wanted.search(line.text)), None)
    if found is None:
        raise NoPlace(
            _("Không tìm thấy chỗ trống “%(words)s” ở trang đầu. Hãy chừa chỗ hoặc chọn vị trí.")
            % {"words": words}
        )
    across, along = AROUND
    box = found.box
    return Line(
        found.text, Box(box.page, box.left - across, box.bottom - along, box.right + across, box.top + along)
    )


def _writer(content: bytes, reader: PdfFileReader) -> IncrementalPdfFileWriter:
    return IncrementalPdfFileWriter(BytesIO(content), strict=reader.strict)


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _lay(writer: IncrementalPdfFileWriter, name: str, line: Line) -> None:
    box = line.box
    page, _resources = writer.find_page_for_modification(box.page)
    blank = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): _numbers(0, 0, box.width, box.height),
        },
        stream_data=b"",
    )
    field = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Tx"),
            pdf_name("/T"): generic.pdf_string(name),
            pdf_name("/TU"): generic.pdf_string(line.text),
            pdf_name("/Ff"): generic.NumberObject(LOCKED_KEYS),
            pdf_name("/F"): generic.NumberObject(4),
            pdf_name("/Rect"): _numbers(*box.corners),
            pdf_name("/P"): page,
            pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(blank)}),
        }
    )
    reference = writer.add_object(field)
    writer.register_annotation(page, reference)
    form = _form(writer)
    form["/Fields"].append(reference)
    writer.update_container(form["/Fields"])


def _form(writer: IncrementalPdfFileWriter) -> Any:
    root = writer.root
    if "/AcroForm" not in root:
        form = generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject()})
        root["/AcroForm"] = writer.add_object(form)
        writer.update_root()
    form = root["/AcroForm"]
    if "/Fields" not in form:
        form["/Fields"] = generic.ArrayObject()
        writer.update_container(form)
    return form


def _fill(writer: IncrementalPdfFileWriter, name: str, filled: Any, *, italic: bool) -> None:
    field = field_named(writer, name)
    assert field is not None
    text = filled(str(field["/TU"]))
    left, bottom, right, top = (float(side) for side in field["/Rect"])
    words = Words((text,), SIZE, italic=italic, white=True, centred=True)
    drawn = sheet(words, right - left, top - bottom)
    field["/V"] = generic.pdf_string(text)
    field["/AP"] = generic.DictionaryObject(
        {pdf_name("/N"): writer.import_page_as_xobject(PdfFileReader(BytesIO(drawn)))}
    )
    writer.update_container(field)


def _numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject(generic.FloatObject(round(value, 2)) for value in values)
