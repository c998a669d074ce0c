"""What a cell writes of its votes and of the ceremony, as papers of the Party: the counts, the day, whose head, whose hand."""

import io
from datetime import date

import pytest
from pypdf import PdfReader

from soxa.kernel.models import Entry
from soxa.kernel.paper.model import Paper, Text
from soxa.party.admission.flow import begin, step
from soxa.party.admission.models import Admission
from soxa.party.admission.printed import ceremony, count, resolution
from soxa.party.tests.cast import TODAY
from soxa.party.tests.paper import WHY
from soxa.party.tests.test_admission import NEWCOMER, cast_votes, filled, probationer


@pytest.fixture
def case(cast, head) -> Admission:
    return begin(head, today=TODAY, facts={**NEWCOMER, "unit": cast.units["ben_da"].pk})


def words(paper: Paper) -> str:
    return " ".join(run.text for run in paper.runs() if isinstance(run, Text))


def test_the_cells_resolution_tells_the_count_and_bears_its_head(case, cast, head):
    on = filled(case, cast, head)
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(on, ayes=3))
    made = resolution(case, case.votes.get(), on=TODAY)
    assert (made.head.superior, made.head.issuer) == ("ĐẢNG BỘ XÃ KHE TRÊN", "CHI BỘ THÔN BẾN ĐÁ")
    assert (made.head.number, made.head.day) == ("Số …-NQ/CB", on)
    assert made.title_lines == ("NGHỊ QUYẾT", "đề nghị kết nạp người vào Đảng")
    assert (made.signature.authority, made.signature.post, made.signature.name) == (
        "T/M CHI BỘ",
        "BÍ THƯ",
        "Người buong",
    )
    assert "tán thành kết nạp vào Đảng: 3/4 đồng chí, đạt 75%; không tán thành: 1 đồng chí" in words(made)
    assert "xét, kết nạp vào Đảng quần chúng Sùng Thị Dế" in words(made)
    assert "mẫu 6-KNĐ" in made.seal_note


def test_a_vote_that_fell_short_is_reported_whole(case, cast, head):
    probationer(case, cast, head)
    facts = cast_votes(date(2026, 10, 12), ayes=2, way="secret", noes=1, blank=1)
    step("recognition_vote", case, head, today=TODAY, facts=facts)
    vote = case.votes.get(question="recognise")
    said = words(resolution(Admission.objects.get(pk=case.pk), vote, on=TODAY))
    assert "báo cáo đầy đủ kết quả biểu quyết" in said
    assert "Ngày công nhận chính thức: 10/10/2026" in said
    counted = words(count(case, vote, on=TODAY))
    assert "Số phiếu thu về: 4" in counted
    assert "Số phiếu hợp lệ: 3; không hợp lệ: 1" in counted
    assert "Cần ít nhất: 3" in counted
    held = words(ceremony(Admission.objects.get(pk=case.pk), on=TODAY))
    assert "dự bị tính từ ngày 10/10/2025, đến ngày 10/10/2026" in held


def test_the_papers_leave_the_book_for_who_sees_the_case(case, cast, head, at):
    on = filled(case, cast, head)
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(on))
    vote, home = case.votes.get(), f"/dang-vien/ket-nap/{case.pk}/"
    page = at("chanh").get(home).content.decode()
    address = f"{home}bieu-quyet/{vote.pk}/nghi-quyet"
    assert f"{address}.pdf" in page and f"{home}le-ket-nap.pdf" not in page
    text = PdfReader(io.BytesIO(at("buong").post(f"{address}.pdf", WHY).content)).pages[0].extract_text()
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in text and "CỘNG HÒA" not in text
    assert at("chanh").post(f"{home}bieu-quyet/{vote.pk}/bien-ban-kiem-phieu.docx", WHY).content[:2] == b"PK"
    assert Entry.objects.filter(flow="export").count() == 2
    assert at("khac").get(f"{address}.pdf").status_code == 404
    assert at("ubnd").get(f"{address}.pdf").status_code == 403
    for wrong in (f"{address}.exe", f"{home}bieu-quyet/{vote.pk}/la.pdf", f"{home}bieu-quyet/0/nghi-quyet.pdf", f"{home}le-ket-nap.pdf"):  # fmt: skip
        assert at("chanh").get(wrong).status_code == 404
