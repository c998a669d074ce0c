"""The PDF is PDF/A-3b, carries its figures, and is the same file each time."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from hashlib import sha256
from io import BytesIO

from pypdf import PdfReader

from soxa.kernel.paper.model import Bullets, Head, Paragraph, Signature, Table, Text
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.record import figures_json
from soxa.kernel.paper.tests.reading import pdf_pages, pdf_text
from soxa.kernel.paper.tests.sample import DRAFT, ISSUED

PDFA = "http://www.aiim.org/pdfa/ns/id/"


set_once = cache(pdf)  # the files of the papers that stand, which are only read


def opened(paper):
    return PdfReader(BytesIO(set_once(paper)))


def test_says_it_is_pdfa_3b():
    xmp = opened(ISSUED).xmp_metadata
    (description, *_rest) = list(xmp.get_nodes_in_namespace("", PDFA))
    found = {
        node.localName: node.nodeValue or node.firstChild.data
        for node in xmp.get_nodes_in_namespace("", PDFA)
    }
    assert description is not None
    assert found == {"part": "3", "conformance": "B"}


def test_carries_the_figures_it_was_written_from():
    assert opened(ISSUED).attachments["so-lieu.json"] == [figures_json(ISSUED)]
    assert b'"code":"party.members"' in figures_json(ISSUED)


def test_names_the_organisation_and_the_day_and_nobody_else():
    meta = opened(ISSUED).metadata
    assert meta.author == "ĐẢNG ỦY XÃ ĐỒNG VẢI"
    assert meta.title == ("Báo cáo sơ kết công tác 6 tháng đầu năm, nhiệm vụ trọng tâm 6 tháng cuối năm 2026")
    assert meta["/CreationDate"].startswith("D:20260616")
    assert meta["/ModDate"].startswith("D:20260616")
    assert opened(DRAFT).metadata["/CreationDate"].startswith("D:20260615")
    assert opened(ISSUED).trailer["/Root"]["/Lang"].startswith("vi")


def test_only_the_fonts_of_documents_are_in_it():
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in opened(DRAFT).pages
        for font in page["/Resources"].get_object().get("/Font", {}).values()
    }
    assert {name.split("-")[0] for name in names} == {"Tinos"}
    assert {"Tinos", "Tinos-Bold", "Tinos-Italic"} <= names


def test_pages_are_numbered_from_the_second():
    first, *others = pdf_pages(set_once(ISSUED))
    assert first.startswith("ĐẢNG BỘ TỈNH SÔNG CẨM")
    for number, page in enumerate(others, start=2):
        assert page.startswith(f"{number} ")


def test_every_page_of_a_draft_says_so():
    first, *others = pdf_pages(set_once(DRAFT))
    assert "DỰ THẢO LẦN 2" in first
    assert all("dự thảo lần 2" in page for page in others)


def test_pages_are_a4_and_a_wide_appendix_lies_on_its_side():
    sizes = [(round(page.mediabox.width), round(page.mediabox.height)) for page in opened(ISSUED).pages]
    assert sizes[0] == sizes[-1] == (595, 842)
    assert (842, 595) in sizes


def test_headings_of_a_table_come_back_on_every_page():
    pages = pdf_pages(set_once(ISSUED))
    assert sum(page.count("Chỉ tiêu số 1 của") for page in pages) == 1
    wide = [said for said, page in zip(pages, opened(ISSUED).pages, strict=True) if page.mediabox.width > 800]
    assert len(wide) >= 2
    assert all("Ghi chú" in said for said in wide)


def test_same_paper_same_bytes_whatever_was_set_before():
    first = set_once(ISSUED)
    assert pdf(DRAFT) != first
    assert pdf(ISSUED) == first


def test_same_bytes_in_another_process_and_time_zone():
    code = (
        "import sys,hashlib;from soxa.kernel.paper.pdf import pdf;from soxa.kernel.paper.tests.sample import ISSUED;"
        "sys.stdout.write(hashlib.sha256(pdf(ISSUED)).hexdigest())"
    )
    environment = {"TZ": "Asia/Ho_Chi_Minh", "PYTHONHASHSEED": "7", "LANG": "C"}
    there = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
    assert there.stdout.decode() == sha256(set_once(ISSUED)).hexdigest()


def test_threads_take_turns():
    papers = [paper_of(n, Paragraph((Text("Lời cuối cùng."),))) for n in range(6)]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(pdf, papers))
    assert together == [pdf(paper) for paper in papers]


def test_a_forked_process_is_told_instead_of_waiting_for_ever():
    set_once(ISSUED)
    child = os.fork()
    if child == 0:
        try:
            pdf(DRAFT)
        except RuntimeError:
            os._exit(7)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


def test_long_names_stay_inside_the_margins():
    long = "Đảng ủy các cơ quan, đơn vị sự nghiệp và doanh nghiệp trực thuộc Đảng bộ xã Đồng Vải " * 2
    word = "Không" * 40
    paper = replace(
        ISSUED,
        head=Head(long.upper(), long.upper(), "Số 68-BC/ĐU", "Xã Đồng Vải Thượng Hạ Nguyên", ISSUED.head.day),
        blocks=(
            Paragraph((Text(word),)),
            Table(("TT", "Tên", "Số"), (((Text("1"),), (Text(word),), (Text(long),)),), widths=(1, 2, 1)),
        ),
        signature=Signature("T/M BAN THƯỜNG VỤ", long.upper(), long),
        recipients=(long, word),
    )
    right = 595 - 20 / 25.4 * 72 + 1
    ends = []

    def visit(text, _cm, tm, _font, size):
        if text.strip():
            ends.append(tm[4])

    reader = opened(paper)
    for page in reader.pages[:2]:
        page.extract_text(visitor_text=visit)
    assert max(ends) < right
    assert pdf_text(set_once(paper)).replace(" ", "").count(word) == 3


def paper_of(lines, last):
    blocks = [Paragraph((Text(f"Dòng thứ {n}."),)) for n in range(lines)]
    return replace(ISSUED, blocks=(*blocks, last), appendices=(), notes="")


def test_the_signature_never_stands_alone():
    """Whatever the number of lines before it, the page of the signature begins with the last lines of the text or more."""
    ends = [Paragraph((Text("Lời cuối cùng."),)), Bullets(((Text("Ý đầu."),), (Text("Lời cuối cùng."),)))]
    turned = 0
    for lines in range(16, 28):
        pages = [page for page in pdf_pages(pdf(paper_of(lines, ends[lines % 2]))) if page.strip()]
        signed = [page for page in pages if ISSUED.signature.name in page]
        assert len(signed) == 1 and "Lời cuối cùng." in signed[0], lines
        turned += len(pages) > 1 and "Dòng thứ 0." not in signed[0]
    assert turned


def test_what_is_kept_does_not_end_a_page():
    for lines in range(20, 28):
        blocks = [Paragraph((Text(f"Dòng thứ {n}."),)) for n in range(lines)]
        named = (Paragraph((Text("1. Tên mục."),), kept=True), Paragraph((Text("Nội dung mục. " * 40),)))
        pages = pdf_pages(pdf(replace(ISSUED, blocks=(*blocks, *named), appendices=(), notes="")))
        (where,) = [page for page in pages if "1. Tên mục." in page]
        assert "Nội dung mục." in where, lines
