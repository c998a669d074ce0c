"""The Word file has the Party's page, tells nothing of the machine, and knows which figure each number is."""

import re
from datetime import date, datetime
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from soxa.kernel.paper.model import Number, Paragraph
from soxa.kernel.paper.tests.reading import numbers_in
from soxa.kernel.paper.tests.sample import DRAFT, ISSUED
from soxa.kernel.paper.word import word

set_once = cache(word)  # the files of the papers that stand, which are only read


@pytest.fixture(scope="module")
def issued():
    return docx.Document(BytesIO(set_once(ISSUED)))


def parts(data):
    with ZipFile(BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_page_is_a4_with_the_margins_of_the_party(issued):
    page = issued.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(margin.mm) for margin in margins] == [20, 20, 30, 20]


def test_text_is_times_new_roman_14_justified_with_its_first_line_in(issued):
    normal = issued.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    body = issued.styles["Nội dung"].paragraph_format
    assert body.alignment == 3
    assert round(body.first_line_indent.mm) == 10
    (members,) = [p for p in issued.paragraphs if p.text.startswith("2. Tổ chức")]
    assert members.style.name == "Nội dung"


def test_no_font_of_a_theme_is_left_in_the_styles_used(issued):
    for name in ["Normal", "Heading 1", "Heading 2", "Heading 3", "Heading 4"]:
        fonts = issued.styles[name].element.rPr.rFonts
        assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {
            "Times New Roman"
        }
        assert not [key for key in fonts.attrib if "Theme" in key]


def test_the_only_kind_of_tables_is_the_plain_one(issued):
    assert [one.name for one in issued.styles if one.type == WD_STYLE_TYPE.TABLE] == ["Normal Table"]
    assert {table.style.name for table in issued.tables} == {"Normal Table"}


def test_language_is_vietnamese():
    assert re.findall(rb'<w:lang [^>]*w:val="([^"]+)"', parts(set_once(ISSUED))["word/styles.xml"]) == [
        b"vi-VN"
    ]


def test_party_name_is_underlined_in_a_head_without_rules(issued):
    head = issued.tables[0]
    party = head.cell(0, 1).paragraphs[0]
    assert party.text == "ĐẢNG CỘNG SẢN VIỆT NAM"
    assert party.runs[0].underline
    assert party.runs[0].bold
    assert [p.text for p in head.cell(0, 0).paragraphs] == [
        "ĐẢNG BỘ TỈNH SÔNG CẨM",
        "ĐẢNG ỦY XÃ ĐỒNG VẢI",
        "*",
    ]
    assert [p.text for p in head.cell(1, 0).paragraphs] == ["Số 68-BC/ĐU"]
    borders = head._tbl.tblPr.find(qn("w:tblBorders"))
    assert {side.get(qn("w:val")) for side in borders} == {"nil"}


def test_signature_stands_beside_the_recipients(issued):
    (row,) = issued.tables[2].rows
    assert row.cells[0].paragraphs[0].text == "Nơi nhận:"
    signed = [p.text for p in row.cells[1].paragraphs]
    assert signed == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "(chữ ký số)", "Đặng Hữu Thuần"]


def test_every_number_knows_its_figure():
    numbers = numbers_in(set_once(ISSUED))
    assert ("party.members", "1.417") in numbers
    assert ("party.cards", "1.380/1.388") in numbers
    assert ("party.members.1", "42") in numbers
    assert numbers == [(number.code, number.text) for number in ISSUED.numbers()]


def test_what_somebody_types_over_a_number_is_read_back():
    document = docx.Document(BytesIO(set_once(ISSUED)))
    (text,) = [t for t in document.element.body.iter(qn("w:t")) if t.text == "1.417"]
    text.text = "1.500"
    changed = BytesIO()
    document.save(changed)
    assert ("party.members", "1.500") in numbers_in(changed.getvalue())


def test_controls_have_ids_of_their_own():
    body = docx.Document(BytesIO(set_once(DRAFT))).element.body
    ids = [
        control.find(f"{qn('w:sdtPr')}/{qn('w:id')}").get(qn("w:val")) for control in body.iter(qn("w:sdt"))
    ]
    assert len(set(ids)) == len(ids) == len(DRAFT.numbers())


def test_a_code_too_long_for_a_tag_is_refused():
    blocks = (Paragraph((Number("a" * 65, "1"),)),)
    with pytest.raises(ValueError, match="64"):
        word(type(ISSUED)(**{**vars(ISSUED), "blocks": blocks}))


def test_properties_of_tables_stand_in_the_order_word_asks_for(issued):
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    for table in issued.tables:
        names = [part.tag.split("}")[1] for part in table._tbl.tblPr]
        assert names == [name for name in order if name in names]
        assert {"tblBorders", "tblCellMar", "tblLayout"} <= set(names)


def test_opens_without_the_mode_for_older_files():
    settings = parts(set_once(ISSUED))["word/settings.xml"]
    assert b'w:val="15"' in settings
    assert b"w:rsid" not in settings


def test_pages_are_numbered_from_the_second(issued):
    first = issued.sections[0]
    assert first.different_first_page_header_footer
    assert not "".join(p.text for p in first.first_page_header.paragraphs)
    for section in issued.sections:
        assert " PAGE " in [i.text for i in section.header._element.iter(qn("w:instrText"))]
    assert not any(s.different_first_page_header_footer for s in list(issued.sections)[1:])


def test_table_headings_are_repeated_and_rows_kept_whole(issued):
    targets = issued.tables[3]
    assert targets.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in targets.rows)
    assert len(targets.rows) == 31


def test_a_wide_appendix_lies_on_its_side(issued):
    assert [(round(s.page_width.mm), round(s.page_height.mm)) for s in issued.sections] == [
        (210, 297),
        (297, 210),
        (210, 297),
    ]
    assert sum(c.width for c in issued.tables[3].rows[0].cells) == pytest.approx(Mm(247), rel=0.01)


def test_the_file_names_the_organisation_and_nobody_else():
    data = set_once(ISSUED)
    core = docx.Document(BytesIO(data)).core_properties
    assert (core.author, core.last_modified_by) == ("ĐẢNG ỦY XÃ ĐỒNG VẢI", "ĐẢNG ỦY XÃ ĐỒNG VẢI")
    assert core.title.startswith("Báo cáo sơ kết")
    assert (core.created.date(), core.modified.date()) == (date(2026, 6, 16), date(2026, 6, 16))
    assert core.comments == ""
    everything = parts(data)
    assert b"python-docx" not in b"".join(everything.values())
    assert b"Macintosh" not in everything["docProps/app.xml"]
    assert not [name for name in everything if "thumbnail" in name or "Effects" in name]


def test_same_paper_same_bytes():
    assert word(DRAFT) == set_once(DRAFT)
    with ZipFile(BytesIO(set_once(DRAFT))) as file:
        assert {datetime(*entry.date_time) for entry in file.infolist()} == {datetime(1980, 1, 1)}


def test_a_chart_keeps_its_words_and_its_size():
    document = docx.Document(BytesIO(set_once(DRAFT)))
    (picture,) = document.inline_shapes
    assert picture.width.mm == pytest.approx(420 / 96 * 25.4, abs=1)
    assert picture._inline.docPr.get("descr") == "Biểu 1. Đơn giải quyết đúng hạn và quá hạn"
