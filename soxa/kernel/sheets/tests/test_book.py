"""Files that are no workbooks, or bad ones: one fault in words, never an exception."""

import io
import os
import zipfile

import pytest

from soxa.kernel.sheets import limits, read
from soxa.kernel.sheets.tests.office import HEADING, MEMBERS, ON, member, workbook, xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SAVE_AS = "Mở bằng Excel hoặc LibreOffice, chọn Lưu thành (Save as) tệp .xlsx rồi nạp lại."
DAMAGED = "Tệp hỏng, không đọc được. Mở tệp bằng Excel, lưu lại thành tệp .xlsx mới rồi nạp lại."
LOCKED = "Tệp có mật khẩu nên không đọc được. Mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi nạp lại."


def zipped(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return made.getvalue()


def no_workbook(kind):
    return f"Tệp này là {kind}, không phải bảng tính đọc được. {SAVE_AS}"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Tệp trống, không có dữ liệu. Chọn tệp Excel có danh sách cần nạp."),
        (b"%PDF-1.7\n...", no_workbook("tệp PDF")),
        (b"\x89PNG\r\n\x1a\n", no_workbook("ảnh")),
        (b"\xff\xd8\xff\xe0", no_workbook("ảnh")),
        (
            "Họ và tên;Năm sinh\nLục Văn Bường;1962\n".encode(),
            no_workbook("tệp văn bản (CSV hoặc chữ thường)"),
        ),
        (b"\xef\xbb\xbfTT,Ten\n1,An\n", no_workbook("tệp văn bản (CSV hoặc chữ thường)")),
        (
            b"<html><table><tr><td>1</td></tr></table>",
            no_workbook("trang web hoặc tệp XML mang tên bảng tính"),
        ),
        (zipped(word__document_xml="<w/>"), no_workbook("tài liệu Word")),
        (zipped(a="b"), no_workbook("tệp nén")),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0" * 600, no_workbook("tài liệu Word")),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, LOCKED),
        (OLE + "Workbook".encode("utf-16-le") + b"\0" * 600, DAMAGED),
        (b"PK\x03\x04" + b"\0" * 500, DAMAGED),
        (xlsx(HEADING, member())[:-200], DAMAGED),
        (zipped(xl__workbook_xml="<workbook"), DAMAGED),
        (zipped(content_xml="<a", mimetype="application/vnd.oasis.opendocument.spreadsheet"), DAMAGED),
        (
            zipped(content_xml="<a", mimetype="application/vnd.oasis.opendocument.text"),
            no_workbook("tài liệu OpenDocument không phải bảng tính"),
        ),
        (
            workbook(("Trang tính1", [])),
            "Bảng tính trống, không có ô nào được điền. Chọn tệp có danh sách cần nạp.",
        ),
    ],
)
def test_what_cannot_be_read(data, message):
    found = read(data, MEMBERS, on=ON)
    assert (found.messages(), found.rows) == ([message], [])


def test_ten_megabytes_of_junk(tmp_path):
    junk = tmp_path / "rác.xlsx"
    junk.write_bytes(os.urandom(10 * 1024 * 1024))
    found = read(junk, MEMBERS)
    assert len(found.faults) == 1 and found.messages()[0].startswith("Tệp này là ")
    assert read(b"PK\x03\x04" + junk.read_bytes(), MEMBERS).messages() == [DAMAGED]


def test_a_file_that_is_not_there(tmp_path):
    assert read(tmp_path / "không có.xlsx", MEMBERS).messages() == [
        "Không có tệp ‘không có.xlsx’. Kiểm tra lại tên tệp và thư mục."
    ]


def test_a_file_that_is_too_large(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 1024 * 1024)
    assert read(b"a" * (1024 * 1024 + 1), MEMBERS).messages()[0].startswith("Tệp lớn hơn 1 MB.")


def test_a_bomb(monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED_BYTES", 16 * 1024 * 1024)
    bomb = zipped(xl__workbook_xml="<workbook/>", xl__big=b"\0" * (limits.UNPACKED_BYTES + 1))
    assert len(bomb) < limits.UNPACKED_BYTES // 256
    assert read(bomb, MEMBERS).messages() == [
        "Tệp nén quá nhiều dữ liệu so với một bảng tính thường gặp. "
        "Chép các dòng cần nạp sang một bảng tính mới, lưu lại rồi nạp tệp đó."
    ]


def test_two_cells_at_the_far_corners_of_a_sheet():
    data = xlsx(HEADING, member())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", far)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    assert read(made.getvalue(), MEMBERS).messages() == [
        "Trang ‘Bến Đá’: có ô nằm quá xa danh sách. "
        "Xóa các ô thừa ở xa bên phải và bên dưới danh sách, lưu lại rồi nạp lại."
    ]


def test_more_rows_than_allowed(monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 10)
    assert read(xlsx(HEADING, *[member()] * 10), MEMBERS).messages() == [
        "Tệp có hơn 10 dòng. Chia danh sách thành nhiều tệp rồi nạp từng tệp."
    ]


def test_an_entry_that_says_it_is_encrypted():
    data = bytearray(xlsx(HEADING, member()))
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1
    assert read(bytes(data), MEMBERS).messages() == [LOCKED]


def test_every_cut_of_a_workbook_is_refused_in_words():
    data = xlsx(HEADING, member())
    for length in range(1, len(data), 97):
        found = read(data[:length], MEMBERS, on=ON)
        assert len(found.faults) == 1 and not found.rows


def test_every_flipped_byte_gives_rows_or_faults():
    data = xlsx(HEADING, member())
    for place in range(0, len(data), 29):
        broken = bytearray(data)
        broken[place] ^= 0xFF
        found = read(bytes(broken), MEMBERS, on=ON)
        assert found.rows or found.faults


ODS = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>
<table:table table:name="Bến Đá">
<table:table-row>{heading}</table:table-row>
<table:table-row><table:table-cell/>{name}
<table:table-cell office:value-type="date" office:date-value="1962-03-05"><text:p>05/03/62</text:p></table:table-cell>
<table:table-cell/><table:table-cell office:value-type="string" table:number-rows-spanned="2"><text:p>Khu 1</text:p>
</table:table-cell></table:table-row>
<table:table-row><table:table-cell/><table:table-cell office:value-type="string"><text:p>Vi Thị Lan</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="1980"><text:p>1980</text:p></table:table-cell>
<table:table-cell/><table:covered-table-cell/></table:table-row>
<table:table-row table:number-rows-repeated="{repeated}"><table:table-cell table:number-columns-repeated="16384"{last}/>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def ods(name="", last="", repeated=1000000):
    cells = [
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in HEADING
    ]
    name = (
        name
        or '<table:table-cell office:value-type="string"><text:p>Lục Văn Bường</text:p></table:table-cell>'
    )
    return zipped(
        mimetype="application/vnd.oasis.opendocument.spreadsheet",
        **{"META-INF__manifest_xml": "<manifest/>"},
        content_xml=ODS.format(heading="".join(cells), name=name, last=last, repeated=repeated).replace(
            "\n", ""
        ),
    )


def test_an_open_document():
    found = read(ods(), MEMBERS, on=ON)
    assert found.messages() == []
    assert [(row["name"], row["born"].text(), row["cell"]) for row in found.rows] == [
        ("Lục Văn Bường", "05/03/1962", "Khu 1"),
        ("Vi Thị Lan", "1980", "Khu 1"),
    ]


def test_a_formula_in_an_open_document():
    formula = (
        '<table:table-cell table:formula="of:=HYPERLINK(&quot;http://example.org&quot;;&quot;Lan&quot;)" '
        'office:value-type="string"><text:p>Lan</text:p></table:table-cell>'
    )
    assert read(ods(formula), MEMBERS, on=ON).messages() == [
        'Ô B2, trang ‘Bến Đá’: ‘=HYPERLINK("http://example.org";"Lan")’ là công thức, không phải giá trị. '
        "Chép ô rồi dán lại bằng Dán đặc biệt – Giá trị (Paste values), lưu và nạp lại."
    ]


def test_an_open_document_that_repeats_a_value_without_end():
    found = read(ods(last=' office:value-type="float" office:value="1"'), MEMBERS, on=ON)
    assert [fault.wrong for fault in found.faults] == ["có ô nằm quá xa danh sách"]
