"""The same words and numbers stand in all three outputs, and none of them is read as markup."""

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO

import docx
import pytest

from soxa.kernel.paper.form import day_line, framed_line, recipient_lines
from soxa.kernel.paper.html import html
from soxa.kernel.paper.model import (
    STATE,
    Appendix,
    Bullets,
    Chart,
    Framed,
    Gap,
    Head,
    Heading,
    Number,
    Paper,
    Paragraph,
    Signature,
    Table,
    Text,
    Unfinished,
)
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.tests.reading import all_texts, html_tags
from soxa.kernel.paper.tests.sample import DRAFT, ISSUED, SVG
from soxa.kernel.paper.word import word

texts = cache(all_texts)  # of the papers that stand, set once
ISSUED_SAYS = [
    "ĐẢNG BỘ TỈNH SÔNG CẨM",
    "ĐẢNG ỦY XÃ ĐỒNG VẢI",
    "Số 68-BC/ĐU",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "Đồng Vải, ngày 16 tháng 6 năm 2026",
    "BÁO CÁO sơ kết công tác 6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2026",
    "II. Công tác xây dựng Đảng và hệ thống chính trị",
    "2. Tổ chức, cán bộ, đảng viên. Đảng bộ có 56 chi bộ, 1.417 đảng viên (1.388 chính thức, 29 dự bị; nữ 463, "
    "chiếm 32,67%). Trong kỳ kết nạp 14 đảng viên, đạt 43,75% chỉ tiêu năm; chuyển đến 11, chuyển đi 08; xóa tên "
    "01; từ trần 08. 99,22% hồ sơ đảng viên đầy đủ; đổi thẻ cho 1.380/1.388 đảng viên chính thức (99,42%).",
    "Họp 333/336 buổi thường kỳ (99,11%), 286 buổi đúng ngày 03 (85,89%); đảng viên dự bình quân 90,83%.",
    "Chi bộ thôn Đồng Vải Thượng 42 2 1 43",
    "Nơi nhận:",
    "- Thường trực Tỉnh ủy (báo cáo),",
    "- Lưu Văn phòng Đảng ủy.",
    "T/M BAN THƯỜNG VỤ",
    "BÍ THƯ",
    "Đặng Hữu Thuần",
    "PHỤ LỤC 2 Nhiệm vụ quá hạn",
    "TT Nhiệm vụ Cơ quan chủ trì Hạn Không phát sinh",
    "Số liệu chốt ngày 15/6/2026; mã niêm sổ 4f1c 09ab 77de 2210.",
]

DRAFT_SAYS = [
    "Số …-BC/ĐU DỰ THẢO LẦN 2",
    "Đồng Vải, ngày … tháng … năm …",
    "Bối cảnh 3–5 dòng: thuận lợi, khó khăn",
    "PHẦN THỨ NHẤT KẾT QUẢ LÃNH ĐẠO THỰC HIỆN NHIỆM VỤ 6 THÁNG ĐẦU NĂM",
    "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã gửi ngày 10/6/2026",
    "02 đơn quá hạn, lý do, biện pháp",
    "Biểu 1. Đơn giải quyết đúng hạn và quá hạn",
    "1. Hạn chế, tồn tại",
    "I. Dự báo tình hình",
]

MARKUP = [
    "#let x = 1",
    '#import "@preview/a:1.0.0"',
    "*đậm* _nghiêng_",
    "$x^2$",
    "@đồng-chí <nhãn>",
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% raw %} {# ghi chú #}",
    "`mã` // hết --- ~ ]]> &amp; \\u{41}",
    "+ một / hai: ba",
    '"nháy" ‘đơn’ …',
]


def test_issued_paper_says_the_same_everywhere():
    for output, text in texts(ISSUED).items():
        for words in ISSUED_SAYS:
            assert words in text, (output, words)


def test_draft_says_the_same_everywhere():
    for output, text in texts(DRAFT).items():
        for words in DRAFT_SAYS:
            assert words in text, (output, words)


def test_number_of_the_paper_has_no_colon():
    for output, text in texts(ISSUED).items():
        assert "Số: " not in text, output
        assert "Số 68:" not in text, output


def test_marks_of_a_draft_are_gone_once_issued():
    for output, text in texts(ISSUED).items():
        assert "DỰ THẢO" not in text, output
        assert "dự thảo" not in text, output
        assert "gửi ngày" not in text, output
        assert "ước đạt 934 tỷ đồng" in text, output


@pytest.mark.parametrize("words", MARKUP)
def test_markup_in_what_people_write_is_inert(words):
    cell = (Text(words),)
    paper = Paper(
        head=Head(words, words, words, words),
        title_lines=(words, words),
        made_on=date(2026, 6, 15),
        notes=words,
        blocks=(
            Heading(1, words),
            Heading(3, words),
            Paragraph((Text(words, bold=True, italic=True), Number(words, words), Gap(words, words))),
            Bullets((cell,)),
            Table((words,), ((cell,),), caption=words),
            Chart(SVG, words),
            Framed(words, date(2026, 6, 1), (Paragraph(cell),)),
        ),
        signature=Signature(words, words, words, words),
        recipients=(words, words),
        appendices=(Appendix(words, words, (Paragraph(cell),), words),),
        draft=1,
        seal_note=words,
    )
    for output, text in all_texts(paper).items():
        assert text.count(words) >= 24, (output, words)
    assert not {"script", "nhãn"} & set(html_tags(html(paper)))


def test_html_leads_every_number_to_its_rows():
    page = html(DRAFT)
    assert (
        '<a class="f" href="/so-lieu/party.members?ky=2026-H1" data-figure="party.members">1.417</a>' in page
    )
    assert '<mark class="gap" data-gap="petitions.why">lý do, biện pháp</mark>' in page
    assert page.count('<a class="f"') == len(DRAFT.numbers())


def test_html_keeps_the_spaces_between_runs():
    paper = replace(
        ISSUED, blocks=(Paragraph((Text("a"), Text("b", bold=True), Text(" c "), Number("x", "1"))),)
    )
    assert '<p>a<b>b</b> c <span class="f" data-figure="x">1</span></p>' in html(paper)


def test_lines_and_weight_of_runs_stand_in_html_and_word():
    runs = (Text("dòng\nhai", bold=True), Text("nghiêng", italic=True), Text("thường"))
    paper = replace(ISSUED, blocks=(Paragraph(runs),), appendices=())
    assert "<p><b>dòng<br>hai</b><i>nghiêng</i>thường</p>" in html(paper)
    (line,) = [one for one in docx.Document(BytesIO(word(paper))).paragraphs if "nghiêng" in one.text]
    assert len(line._p.xpath(".//w:br")) == 1
    assert [(run.text, run.bold, run.italic) for run in line.runs] == [
        ("dòng\nhai", True, None), ("nghiêng", None, True), ("thường", None, None),
    ]  # fmt: skip


def test_a_chart_cannot_run_anything_on_the_page():
    hostile = SVG.replace("</svg>", "<script>alert(1)</script></svg>")
    page = html(replace(DRAFT, blocks=(Chart(hostile, "Biểu"),)))
    assert "<script" not in page
    assert "<svg" not in page
    assert 'src="data:image/svg+xml;base64,' in page


@pytest.mark.parametrize("output", [pdf, word])
def test_an_issued_paper_with_gaps_is_refused_with_their_words(output):
    with pytest.raises(Unfinished, match=r"còn 2 chỗ chưa viết: Bối cảnh .*; lý do, biện pháp"):
        output(replace(DRAFT, draft=None))


@pytest.mark.parametrize("output", [pdf, word])
def test_a_drawing_that_is_none_is_refused(output):
    with pytest.raises(ValueError, match="could not be set"):
        output(replace(DRAFT, blocks=(Chart("không phải hình", "Biểu"),)))


def test_empty_parts_print_nothing_and_break_nothing():
    paper = Paper(
        head=Head("", "CHI BỘ THÔN ĐỒNG VẢI", "Số 03-BC/CB", "Đồng Vải", date(2026, 2, 5)),
        title_lines=("BÁO CÁO",),
        made_on=date(2026, 2, 5),
        blocks=(Heading(2, "I. Kết quả"), Paragraph(()), Bullets(()), Table(("Tên", "Số"), ())),
        signature=Signature("T/M CHI BỘ", "BÍ THƯ", "Lò Thị Mây"),
    )
    for output, text in all_texts(paper).items():
        assert "I. Kết quả Tên Số Không phát sinh" in text, output
        assert "Nơi nhận" not in text, output
        assert "ngày 05 tháng 02 năm 2026" in text, output


def test_a_draft_whose_signer_is_not_known_is_set_in_every_form():
    unsigned = replace(DRAFT, signature=Signature("T/M BAN THƯỜNG VỤ", "", ""))
    for output, text in all_texts(unsigned).items():
        assert "T/M BAN THƯỜNG VỤ" in text, output
        assert DRAFT.signature.name not in text, output


def test_lines_of_the_form():
    assert day_line("Đồng Vải", date(2026, 10, 3)) == "Đồng Vải, ngày 03 tháng 10 năm 2026"
    assert day_line("Đồng Vải", date(2026, 3, 12)) == "Đồng Vải, ngày 12 tháng 3 năm 2026"
    assert framed_line(Framed("Công an xã", date(2026, 2, 3), ())) == "Công an xã gửi ngày 03/02/2026"
    assert recipient_lines(("Các chi bộ;", "Lưu VPĐU")) == ("- Các chi bộ,", "- Lưu VPĐU.")
    assert recipient_lines(()) == ()


STATE_PAPER = replace(
    ISSUED,
    head=Head("", "ỦY BAN NHÂN DÂN\nXÃ ĐỒNG VẢI", "Số: 15/BC-UBND", "Đồng Vải", date(2026, 6, 16), STATE),
    signature=Signature("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Cao Thị Ngọc Diệp"),
)


@pytest.mark.parametrize("output", ["html", "word", "pdf"])
def test_a_state_paper_bears_nation_and_motto_and_a_party_paper_does_not(output):
    state, party = texts(STATE_PAPER)[output], texts(ISSUED)[output]
    for words in ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Số: 15/BC-UBND"):
        assert words in state
        assert words not in party
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" not in state


def test_a_paper_has_a_side_that_is_known():
    with pytest.raises(ValueError, match="of the Party or of the State"):
        Head("", "A", "1", "B", None, "front")
