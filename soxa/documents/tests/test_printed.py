"""A register on paper: every number in its place, left out or void with its reason, in three outputs."""

from datetime import date
from io import BytesIO

import docx
import pytest
from openpyxl import load_workbook

from soxa.documents.catalogue import register_columns
from soxa.documents.flow import OUTGOING
from soxa.documents.models import Document, Register
from soxa.documents.printed import outputs
from soxa.documents.printed.lines import lines, sheet
from soxa.documents.registers import open_register, series_of, skip_to
from soxa.documents.signing.pages import lines_of, page_count
from soxa.documents.tests.test_registers import ACTOR, commune, numbered, signed  # noqa: F401

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 16)


@pytest.fixture
def register(commune):  # noqa: F811
    made = signed(commune)
    opened = open_register(commune.pk, series_of(made, DAY), ACTOR, on=DAY)
    skip_to(opened, 68, ACTOR, on=DAY, reason="cấp trên giấy")
    OUTGOING.take("number", made, ACTOR, {"on": DAY})
    OUTGOING.take("void", made, ACTOR, {"on": DAY, "reason": "soạn <nhầm> & trùng"})
    skip_to(opened, 70, ACTOR, on=DAY, reason="bỏ sót")
    numbered(commune, DAY)
    skip_to(opened, 75, ACTOR, on=DAY, reason="cấp ở quyển khác")
    return Register.objects.get()


def test_every_number_stands_in_its_place(register):
    made = sheet(register)
    assert [line.words or line.cells[0] for line in made.lines] == [
        "Các số 1–67 không cấp trong sổ: cấp trên giấy",
        "68-BC/ĐU",
        "Số 69 không cấp trong sổ: bỏ sót",
        "70-BC/ĐU",
        "Các số 71–74 không cấp trong sổ: cấp ở quyển khác",
    ]
    assert made.lines[1].cells[9] == "Hủy, số không dùng lại: soạn <nhầm> & trùng"
    assert (made.issuer, made.banner, made.motto) == ("ĐẢNG ỦY XÃ ĐỒNG VẢI", "ĐẢNG CỘNG SẢN VIỆT NAM", "")
    assert len(made.columns) == 10


def test_a_number_nobody_explains_is_said(register):
    columns = register_columns("out")
    later = [Document(number=3, side="party", kind="bao_cao"), Document(number=7, side="party", kind="bao_cao")]  # fmt: skip
    assert [line.words for line in lines(later, [], columns, after=2)] == [
        "",
        "Các số 4–6 không có trong sổ",
        "",
    ]


def test_the_three_outputs_say_the_same(register):
    made = sheet(register)
    paper = outputs.pdf(made, "out", DAY)
    words = " ".join(line.text for line in lines_of(paper))
    assert page_count(paper) == 1
    book = load_workbook(BytesIO(outputs.excel(made, "out"))).active
    cells = " ".join(str(one) for row in book.values for one in row if one)
    table = docx.Document(BytesIO(outputs.word(made, "out"))).tables[1]
    written = " ".join(cell.text for row in table.rows for cell in row.cells)
    for said in ("68-BC/ĐU", "Số 69 không cấp trong sổ: bỏ sót", "cấp ở quyển khác"):
        assert said in words and said in cells and said in written  # noqa: PT018
    assert "soạn <nhầm> & trùng" in cells
    assert "soạn <nhầm> & trùng" in written


def test_the_state_side_bears_the_national_motto(commune):  # noqa: F811
    numbered(commune, DAY, body="people_committee")
    made = sheet(Register.objects.get())
    assert (made.issuer, made.motto) == ("ỦY BAN NHÂN DÂN XÃ ĐỒNG VẢI", "Độc lập - Tự do - Hạnh phúc")
