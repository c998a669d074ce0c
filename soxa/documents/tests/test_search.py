"""Search: as typed, without marks, by number, inside files; nothing typed is an operator; what is derived is bounded."""

import zipfile
from io import BytesIO

import docx
import openpyxl
import pytest
from PIL import Image

from soxa.documents.files import Paper, attach
from soxa.documents.flow import OUTGOING, draft, receive
from soxa.documents.models import Document, DocumentFile
from soxa.documents.search import asked, index_loaded
from soxa.documents.signing.tests.paper import paper as pdf_paper
from soxa.documents.tests.test_registers import ACTOR, TERM, commune, signed  # noqa: F401
from soxa.documents.text_inside import folded_text
from soxa.kernel.refusal import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
OFFICE = "application/vnd.openxmlformats-officedocument."
DOCX, XLSX = OFFICE + "wordprocessingml.document", OFFICE + "spreadsheetml.sheet"


@pytest.fixture
def papers(commune):  # noqa: F811
    def came(notation, abstract, **facts):
        made = Document(unit=commune, body="committee", kind="cong_van", notation=notation, abstract=abstract, author="Tỉnh ủy Sông Cẩm", **facts)  # fmt: skip
        return receive(made, ACTOR, on=TERM)

    return {
        "37": came("37-CV/TU", "về phòng, chống thiên tai"),
        "68": came("68-BC/ĐU", "sơ kết công tác 6 tháng (“quý II”)"),
        "05": came("05/UBND-VP", "đề nghị cử cán bộ"),
    }


def found(words):
    return {one.notation for one in Document.objects.matching(words)}


@pytest.mark.parametrize(
    ("typed", "notations"),
    [
        ("68-BC/ĐU", {"68-BC/ĐU"}),
        ("68-bc/du", {"68-BC/ĐU"}),
        ("37-CV/TU", {"37-CV/TU"}),
        ("37", {"37-CV/TU"}),
        ("5", {"05/UBND-VP"}),
        ("05", {"05/UBND-VP"}),
        ("thien tai", {"37-CV/TU"}),
        ("tai thiên", {"37-CV/TU"}),
        ("THIÊN  TA", {"37-CV/TU"}),
        ("de nghi cu can b", {"05/UBND-VP"}),
        ("song cam", {"37-CV/TU", "68-BC/ĐU", "05/UBND-VP"}),
        ("TU-37", set()),
        ("thien tai khong co", set()),
        ('"quy ii" OR *', set()),
        ('"quý II"', {"68-BC/ĐU"}),
        ("thien' & !tai | (*:", {"37-CV/TU"}),
        ("NEAR(thien tai", set()),
        ("words:tai", set()),
        ("/// ''", set()),
        ("\\' ; --", set()),
    ],
)
def test_what_is_typed_is_found(papers, typed, notations):
    assert found(typed) == notations


def test_a_signer_is_found_once_he_has_signed_and_the_number_once_given(commune):  # noqa: F811
    made = signed(commune)
    assert list(Document.objects.matching("bí thư")) == [made]
    OUTGOING.take("number", made, ACTOR, {"on": TERM})
    assert found("1-bc/du") == {"01-BC/ĐU"}


def test_documents_loaded_in_bulk_are_found(papers):
    index_loaded([Document(pk=papers["37"].pk, folded="van moi", number=9)])
    assert found("van moi 9") == {"37-CV/TU"}


def word(text):
    made, kept = docx.Document(), BytesIO()
    made.add_paragraph(text[:4]).add_run(text[4:])
    made.save(kept)
    return kept.getvalue()


def excel(text):
    made, kept = openpyxl.Workbook(), BytesIO()
    made.active.append([text, "cột hai"])
    made.save(kept)
    return kept.getvalue()


def picture(kind):
    kept = BytesIO()
    Image.new("RGB", (40, 60), "white").save(kept, kind)
    return kept.getvalue()


def test_words_inside_files_are_found_and_a_scan_has_none(papers):
    one = papers["37"]
    attach(one, Paper(word("Hồ chứa Nậm Đin & đập"), "a.docx", DOCX), DocumentFile.RECEIVED, one.entry)
    attach(one, Paper(excel("Tràn xả lũ <số 2>"), "b.xlsx", XLSX), DocumentFile.ATTACHMENT, one.entry)
    assert found("nam din dap") == found("tran xa lu so 2") == found("cot hai 37-cv/tu") == {"37-CV/TU"}
    assert found("cu") == {"05/UBND-VP"}
    assert folded_text(pdf_paper(), "application/pdf")
    assert folded_text(picture("PDF"), "application/pdf").strip() == ""
    assert folded_text(picture("PNG"), "image/png") == ""


def test_a_bomb_and_a_broken_file_have_no_words():
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", b"<w:t>" + b"a " * (15 * 2**20) + b"</w:t>")
    assert folded_text(kept.getvalue(), DOCX) == ""
    assert folded_text(b"PK\x03\x04 broken", DOCX) == ""
    assert folded_text(b"%PDF-1.7 broken", "application/pdf") == ""


def test_a_long_file_is_cut():
    assert len(folded_text(word("an khang " * 40_000), DOCX)) <= 200_000


def test_a_secret_document_keeps_no_words_of_a_file(commune):  # noqa: F811
    made = draft(Document(unit=commune, body="committee", kind="bao_cao", abstract="x", secrecy="mat"), ACTOR)
    with pytest.raises(Refused):
        attach(made, Paper(word("nội dung kín"), "a.docx", DOCX), DocumentFile.DRAFT, made.entry)
    assert found("noi dung kin") == set()
    assert asked("") == ""
