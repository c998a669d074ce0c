"""Section II.2 of the demo commune's half-yearly report says, in all three outputs, what was counted by hand."""

from datetime import date

import pytest

from soxa.kernel.paper.model import Heading, Paragraph
from soxa.law.periods import Period
from soxa.reports import half_year
from soxa.reports.sentences import places_in, plain
from soxa.reports.tests.half_year import ACTOR, TODAY, words
from soxa.reports.writing import open_draft, paper_of
from soxa.values.cut_off import set_party_cut_off
from soxa.values.models import Measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

BY_HAND = (
    "Đảng bộ có 56 chi bộ, 1.417 đảng viên (1.388 chính thức, 29 dự bị; nữ 463, chiếm 32,67%). "
    "Trong kỳ kết nạp 14 đảng viên, đạt 43,75% chỉ tiêu năm; công nhận chính thức 11; chuyển đến 11, chuyển đi 08; "
    "xóa tên 01; từ trần 08. 99,22% hồ sơ đảng viên đầy đủ; đổi thẻ cho 1.380/1.388 đảng viên chính thức (99,42%)."
)
TO_30_JUNE = "Đảng bộ có 56 chi bộ, 1.418 đảng viên (1.387 chính thức, 31 dự bị;"
ECONOMY = (
    "Tổng giá trị sản xuất ước đạt 934 tỷ đồng, bằng 50,22% kế hoạch năm. Thu ngân sách nhà nước trên địa bàn ước đạt "
    "13.268 triệu đồng, bằng 62% dự toán tỉnh giao, 57,69% dự toán Hội đồng nhân dân xã giao và bằng 108,4% so với "
    "cùng kỳ năm 2025."
)
SOCIETY = "giảm 0,23 điểm phần trăm so với cuối năm 2025; người tham gia bảo hiểm y tế đạt 94,12% dân số; 7/9 trường"
ONE_STOP = "Tiếp nhận 4.212 hồ sơ, trong đó 3.853 hồ sơ trực tuyến (91,48%); đã giải quyết 4.061, đúng hạn 4.033 (99,31%)."
DEFENCE = (
    "Giao 21/21 công dân nhập ngũ, đạt 100% chỉ tiêu; xảy ra 07 vụ phạm pháp hình sự, giảm 02 vụ so với cùng kỳ năm "
    "2025, khám phá 06 vụ."
)
ISSUED = (
    "Ban Chấp hành Đảng bộ xã đã ban hành 12 nghị quyết, 61 chương trình, kế hoạch; trong 24 chỉ tiêu năm 2026 có 14 chỉ "
    "tiêu đạt, vượt tiến độ, 05 cần tập trung, 03 khó đạt, 02 đánh giá cuối năm (Phụ lục 1)."
)
SIGNED = "483/485 văn bản đi được ký số (99,59%)."
GIVEN = "Giao 86 nhiệm vụ: 68 hoàn thành (61 đúng hạn), 14 đang thực hiện trong hạn, 04 quá hạn."
STUDIED = "Tổ chức 06 hội nghị học tập, quán triệt 11 văn bản; tỷ lệ đảng viên tham gia đạt "
INSPECTED = "Thực hiện 4/8 cuộc theo chương trình năm (kiểm tra 03, giám sát 01)."


def test_the_sentence_is_the_same_in_html_word_and_pdf(composed):
    assert BY_HAND in composed.html
    assert BY_HAND in composed.docx
    assert BY_HAND in composed.pdf


def test_the_first_chapter_tells_reported_values_and_marks_estimates(paper):
    for said in (ECONOMY, SOCIETY, ONE_STOP, DEFENCE):
        assert said in words(paper)


@pytest.mark.parametrize(
    ("said", "place"),
    [
        (ISSUED, "opening"),
        (SIGNED, "office"),
        (GIVEN, "leadership"),
        (STUDIED, "ideology"),
        (INSPECTED, "inspection"),
    ],
)
def test_documents_and_tasks_are_told_beside_the_places_for_words(paper, said, place):
    told = [plain(block.runs) for block in paper.blocks if isinstance(block, Paragraph)]
    assert sum(said in one for one in told) == 1
    assert place in {one.key for one in places_in(half_year.told(Period.parse("2026-H1")))}


def test_the_head_the_title_and_the_note_of_cut_offs(paper):
    assert paper.head.issuer == "ĐẢNG ỦY XÃ ĐỒNG VẢI"
    assert (paper.head.number, paper.head.place, paper.head.day) == ("Số …-BC/ĐU", "Đồng Vải", None)
    assert paper.draft == 1
    assert paper.title_lines == (
        "BÁO CÁO",
        "sơ kết công tác 6 tháng đầu năm, nhiệm vụ trọng tâm",
        "6 tháng cuối năm 2026",
    )
    assert paper.notes == (
        "Số liệu đảng viên, tổ chức đảng chốt đến hết ngày 15/6/2026; "
        "số liệu kinh tế - xã hội là số ước thực hiện 6 tháng, trừ nơi ghi rõ."
    )
    signed = paper.signature
    assert (signed.authority, signed.post, signed.name) == ("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "Đặng Hữu Thuần")
    parts = [block.text for block in paper.blocks if isinstance(block, Heading) and block.level == 1]
    assert parts == [
        "PHẦN THỨ NHẤT\nKẾT QUẢ LÃNH ĐẠO THỰC HIỆN NHIỆM VỤ 6 THÁNG ĐẦU NĂM",
        "PHẦN THỨ HAI\nNHIỆM VỤ TRỌNG TÂM 6 THÁNG CUỐI NĂM",
    ]


def test_without_a_cut_off_the_whole_period_is_counted(commune):
    set_party_cut_off(commune, Period.parse("2026-H1"), None, on=TODAY, actor=ACTOR)
    paper = paper_of(open_draft("half-year", commune, "2026-H1", ACTOR), TODAY)
    said = words(paper)
    assert TO_30_JUNE in said
    assert "kết nạp 16 đảng viên" in said and "từ trần 09" in said
    assert "chốt đến hết ngày 30/6/2026" in paper.notes


@pytest.mark.parametrize(("day", "members"), [(14, None), (30, "1.418")])
def test_the_cut_off_day_itself_is_counted(commune, day, members):
    set_party_cut_off(commune, Period.parse("2026-H1"), date(2026, 6, day), on=TODAY, actor=ACTOR)
    paper = paper_of(open_draft("half-year", commune, "2026-H1", ACTOR), TODAY)
    said = {number.text for number in paper.numbers() if number.code == "party.members"}
    assert f"chốt đến hết ngày {day}/6/2026" in paper.notes
    assert members is None or members in said


def test_members_by_cell_add_up_in_the_appendix(paper):
    by_cell = next(one for one in paper.appendices if one.title.startswith("TĂNG, GIẢM"))
    table = by_cell.blocks[0]
    rows = [[plain(cell) for cell in row] for row in table.rows]
    assert len(rows) == 57
    total = dict(zip(table.columns, rows[-1], strict=True))
    assert (total["Đầu kỳ"], total["Kết nạp"], total["Chuyển đến"]) == ("1.409", "14", "11")
    assert (total["Chuyển đi"], total["Từ trần"], total["Xóa tên"], total["Cuối kỳ"]) == (
        "8",
        "8",
        "1",
        "1.417",
    )
    ben_da = next(row for row in rows if row[1] == "Chi bộ thôn Bến Đá")
    assert ben_da[-1] == "30"
    assert sum(int(row[-1].replace(".", "")) for row in rows[:-1]) == 1417


def test_reported_values_are_in_an_appendix_with_plan_and_share(paper):
    table = next(one for one in paper.appendices if one.title.startswith("SỐ LIỆU")).blocks[0]
    rows = {plain(row[1]): [plain(cell) for cell in row[2:]] for row in table.rows}
    assert rows["Thu ngân sách nhà nước trên địa bàn"] == [
        "21.400 triệu đồng",
        "13.268 triệu đồng",
        "62%",
        "12.240 triệu đồng",
        "108,4%",
        "Số ước",
    ]
    assert rows["Thu nhập bình quân đầu người"][1] == "chưa có số liệu"
    assert rows["Đường thôn được cứng hóa"][:3] == ["5 km", "3,2 km", "64%"]
    target = Measure.objects.get(code="party.admission_target").title
    assert rows[target][1:3] == ["14", "43,75%"]


@pytest.mark.parametrize(
    ("kind", "period"),
    [("half-year", "2026"), ("half-year", "2026-Q1"), ("year", "2026-H1"), ("year", "năm nay")],
)
def test_a_period_that_does_not_fit_is_refused_in_words(commune, kind, period):
    with pytest.raises(ValueError, match="(kỳ|Kỳ)"):
        open_draft(kind, commune, period, ACTOR)


def test_the_yearly_report_of_a_year_with_a_merger(commune):
    paper = paper_of(open_draft("year", commune, "2025", ACTOR), TODAY)
    assert paper.title_lines[1] == "tổng kết công tác năm 2025, nhiệm vụ trọng tâm năm 2026"
    table = next(one for one in paper.appendices if one.title.startswith("TĂNG, GIẢM")).blocks[0]
    total = dict(zip(table.columns, [plain(cell) for cell in table.rows[-1]], strict=True))
    assert (total["Đầu kỳ"], total["Do sắp xếp"], total["Cuối kỳ"]) == ("0", "1.396", "1.409")


def test_a_draft_is_taken_up_again(commune):
    first = open_draft("half-year", commune, "2026-H1", ACTOR)
    assert open_draft("half-year", commune, "2026-H1", ACTOR).pk == first.pk
