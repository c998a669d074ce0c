"""Forgeries of signed files, made as those who try it make them: updates that change pages, shadow attacks, partial signatures."""

import asyncio
import hashlib
import re
from io import BytesIO

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

EVIL = b"BT /F1 24 Tf 72 400 Td (100) Tj ET 0 0 1 rg 72 300 200 60 re f"


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def changed_byte(signed: bytes) -> bytes:
    """One byte of the signed part is another."""
    at = signed.index(b"%PDF-1.") + len(b"%PDF-1.")
    return signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]


def changed_page(signed: bytes, page: int = 0) -> bytes:
    """An update that draws something else on a page."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    stream = writer.add_object(generic.StreamObject(stream_data=EVIL))
    writer.add_stream_to_page(page, stream)
    return _written(writer)


def swapped_pages(signed: bytes) -> bytes:
    """The first two pages change places."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    first, second = (writer.find_page_for_modification(number)[0].get_object() for number in (0, 1))
    first["/Contents"], second["/Contents"] = second.raw_get("/Contents"), first.raw_get("/Contents")
    writer.update_container(first)
    writer.update_container(second)
    return _written(writer)


def dropped_page(signed: bytes) -> bytes:
    """The last page is gone."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    pages = writer.root["/Pages"]
    while "/Kids" in pages["/Kids"][-1].get_object():
        pages = pages["/Kids"][-1].get_object()
    del pages["/Kids"][-1]
    pages["/Count"] = generic.NumberObject(int(pages["/Count"]) - 1)
    writer.update_container(pages)
    return _written(writer)


def annotated(signed: bytes) -> bytes:
    """A stamp annotation lies over the page."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    page, _resources = writer.find_page_for_modification(0)
    note = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Square"),
        pdf_name("/Rect"): _numbers(72, 300, 300, 420), pdf_name("/IC"): _numbers(1, 1, 1),
    })  # fmt: skip
    writer.register_annotation(page, writer.add_object(note))
    return _written(writer)


def junk_behind(signed: bytes) -> bytes:
    """Bytes behind the end of the file."""
    return signed + b"\n<script>alert(1)</script>\n"


def second_end(signed: bytes) -> bytes:
    """Bytes behind the end of the file that call themselves an end."""
    return signed + b"% bytes\n%%EOF\n"


def unsigned_picture(signed: bytes) -> bytes:
    """A signature field that nobody signs, with a drawing, laid over the text."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    append_signature_field(
        writer, SigFieldSpec("Trong", box=(72, 300, 300, 420), empty_field_appearance=True)
    )
    return _written(writer)


def with_text_field(plain: bytes, value: str, drawing: bytes = EVIL) -> bytes:
    """A form field of the forger's own, to be shown when the signer looks at it."""
    writer = IncrementalPdfFileWriter(BytesIO(plain))
    page, _resources = writer.find_page_for_modification(0)
    shown = generic.StreamObject({
        pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
        pdf_name("/BBox"): _numbers(0, 0, 228, 120),
    }, stream_data=drawing)  # fmt: skip
    field = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Widget"),
        pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): generic.pdf_string("SoTien"),
        pdf_name("/V"): generic.pdf_string(value), pdf_name("/F"): generic.NumberObject(4),
        pdf_name("/Rect"): _numbers(72, 300, 300, 420), pdf_name("/P"): page,
        pdf_name("/AP"): generic.DictionaryObject({pdf_name("/N"): writer.add_object(shown)}),
    })  # fmt: skip
    reference = writer.add_object(field)
    writer.register_annotation(page, reference)
    root = writer.root
    root["/AcroForm"] = writer.add_object(
        generic.DictionaryObject({pdf_name("/Fields"): generic.ArrayObject([reference])})
    )
    writer.update_root()
    return _written(writer)


def refilled(signed: bytes, name: str, value: str) -> bytes:
    """A field holds another value, and shows it."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    for reference in writer.root["/AcroForm"]["/Fields"]:
        field = reference.get_object()
        if field["/T"] == name:
            shown = generic.StreamObject({
                pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form"),
                pdf_name("/BBox"): _numbers(0, 0, 228, 120),
            }, stream_data=b"1 0 0 rg 0 0 200 100 re f")  # fmt: skip
            field["/V"] = generic.pdf_string(value)
            field["/AP"] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(shown)})
            writer.update_container(field)
    return _written(writer)


def covered(plain: bytes) -> bytes:
    """A page whose text the forger has covered with a picture before it is signed."""
    return changed_page(plain)


def uncovered(signed: bytes) -> bytes:
    """The cover, a stream of its own, is made empty after signing (hide)."""
    writer = IncrementalPdfFileWriter(BytesIO(signed))
    for reference in list(writer.prev.xrefs.explicit_refs_in_revision(1)):
        one = writer.get_object(reference)
        if isinstance(one, generic.StreamObject) and one.data == EVIL:
            one._data = b" "
            one._encoded_data = b" "
            writer.mark_update(reference)
    return _written(writer)


def two_faced(plain: bytes) -> tuple[bytes, int]:
    """A file that holds its page's content twice, the honest one in force; and where the other one begins."""
    page = PdfFileReader(BytesIO(plain)).find_page_for_modification(0)[0].get_object()
    contents = page.raw_get("/Contents")
    reference = contents[0].reference if isinstance(contents, generic.ArrayObject) else contents.reference
    honest = reference.get_object().encoded_data
    once = _replaced(plain, reference.idnum, EVIL)
    start = once.index(b"%d 0 obj" % reference.idnum, len(plain) - 1)
    return _replaced(once, reference.idnum, honest, packed=True), start


def _replaced(content: bytes, number: int, data: bytes, *, packed: bool = False) -> bytes:
    kind = b"/Filter /FlateDecode " if packed else b""
    head = b"%d 0 obj\n<< %s/Length %d >>\nstream\n" % (number, kind, len(data))
    return _with_table(content, number, head + data + b"\nendstream\nendobj\n", None)


def turned(signed: bytes, number: int, start: int) -> bytes:
    """Only a cross-reference entry is appended: the other content, signed long ago, comes into force (hide and replace)."""
    return _with_table(signed, number, b"", start)


def content_number(plain: bytes) -> int:
    """The object number of the first page's content."""
    page = PdfFileReader(BytesIO(plain)).find_page_for_modification(0)[0].get_object()
    contents = page.raw_get("/Contents")
    return (contents[0] if isinstance(contents, generic.ArrayObject) else contents).reference.idnum


def _with_table(content: bytes, number: int, objects: bytes, start: int | None) -> bytes:
    reader = PdfFileReader(BytesIO(content))
    root, size = reader.root_ref.idnum, int(reader.trailer["/Size"])
    before = int(re.findall(rb"startxref\s+(\d+)", content)[-1])
    content += b"" if content.endswith(b"\n") else b"\n"
    place = len(content) if start is None else start
    content += objects
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    trailer = b"trailer\n<< /Size %d /Root %d 0 R /Prev %d >>\nstartxref\n%d\n%%%%EOF\n"
    return content + table + trailer % (size, root, before, len(content))


def partly_signed(signed: bytes, token) -> bytes:
    """A signature, made with the true key, that leaves out the end of the file; the end is then another."""
    found = re.search(rb"/ByteRange \[0 (\d+) (\d+) (\d+)\s*\]", signed)
    first, second, rest = (int(part) for part in found.groups())
    short = rest - 40
    words = (b"/ByteRange [0 %d %d %d" % (first, second, short)).ljust(len(found.group()) - 1) + b"]"
    content = signed.replace(found.group(), words)
    digest = hashlib.sha256(content[:first] + content[second : second + short]).digest()
    made = asyncio.run(token.signer.async_sign(digest, "sha256")).dump().hex().encode()
    return content[: first + 1] + made.ljust(second - first - 2, b"0") + content[second - 1 :]


def _numbers(*values: float) -> generic.ArrayObject:
    return generic.ArrayObject(generic.FloatObject(value) for value in values)
