"""A report tells from the record: the targets that need work, the shortcomings stated and put right; people write beside, version by version."""

from datetime import date

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import markup, signed_in
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, row_filter
from soxa.kernel.paper.model import Bullets, Heading, Number, Paragraph, Table
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.reports.content import unwritten
from soxa.reports.freezing import moment_of
from soxa.reports.sentences import plain
from soxa.reports.tests.test_half_year import html_words, pdf_words, without_marks, word_words
from soxa.reports.writing import issue_report, open_draft, paper_of, rendered, write_text
from soxa.steering.models import Assessment, Shortcoming
from soxa.steering.reviews import flow as shortcomings
from soxa.steering.targets import flow
from soxa.values.cut_off import set_party_cut_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HAND = machine("kiểm thử")
TODAY = date(2026, 11, 20)
# of the five stated on 26/12/2025 one is confirmed on 4/4, one on 17/6, one on 25/6/2026
TO_15_JUNE = (
    "Kỳ trước chuyển sang 05 hạn chế, khuyết điểm; đã khắc phục xong 01, trong đó của kỳ trước 01; "
    "đến cuối kỳ còn 04 hạn chế, khuyết điểm chưa khắc phục xong."
)
# what is missing, by what the commune printed: plan less what was reached
LEFT = {
    "Sản phẩm OCOP mới": "2 sản phẩm", "Trường đạt chuẩn quốc gia": "22,22 điểm %", "Đơn thư": "8,79 điểm %",
    "Đàn lợn": "1.260 con", "Tiêu chí nông thôn mới": "2", "Tỷ lệ hộ nghèo": "0,21 điểm %",
    "bảo hiểm y tế": "0,88 điểm %", "Kết nạp đảng viên": "18 đảng viên",
}  # fmt: skip


@pytest.fixture
def commune() -> int:
    return tree().by_code("99901").id


@pytest.fixture
def draft(commune):
    cut(commune, date(2026, 6, 15))
    return open_draft("half-year", commune, "2026-H1", HAND)


def cut(commune, day):
    set_party_cut_off(commune, Period.parse("2026-H1"), day, on=TODAY, actor=HAND)


def words(paper):
    return " ".join(plain(block.runs) for block in paper.blocks if isinstance(block, Paragraph))


def under(paper, title):
    """Blocks from a heading to the next one."""
    at = next(
        at for at, one in enumerate(paper.blocks) if isinstance(one, Heading) and one.text.startswith(title)
    )
    rest = paper.blocks[at + 1 :]
    end = next((at for at, one in enumerate(rest) if isinstance(one, Heading)), len(rest))
    return rest[:end]


def test_part_two_holds_the_three_red_and_five_yellow_targets(draft):
    table, *_rest = under(paper_of(draft, TODAY), "II. Chỉ tiêu phải tập trung")
    assert isinstance(table, Table)
    rows = [[plain(cell) for cell in row] for row in table.rows]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 9)]
    assert [row[1].rpartition("(")[2] for row in rows] == ["khó đạt)"] * 3 + ["cần tập trung)"] * 5
    for part, left in LEFT.items():
        (row,) = [row for row in rows if part.lower() in row[1].lower()]
        assert row[4] == left
    (poor,) = [row for row in rows if row[1].startswith("Tỷ lệ hộ nghèo")]
    assert poor[2:4] == ["≤ 2,2%", "2,41% (ước)"]
    assert poor[5].startswith("Hộ thoát nghèo tập trung vào cuối năm; Giao mỗi chi bộ giúp ít nhất một hộ")
    assert poor[6] == "Phòng Văn hóa - Xã hội; Cao Trung Bách; 31/10/2026"
    assert all(len(row[6].split("; ")) == 3 for row in rows)


def test_shortcomings_are_told_to_the_day_of_the_cut_off(commune, draft):
    assert TO_15_JUNE in words(paper_of(draft, TODAY))
    for day, said in (
        (date(2026, 6, 16), "xong 01, "),
        (date(2026, 6, 17), "xong 02, "),
        (date(2026, 6, 30), "xong 03, "),
    ):
        cut(commune, day)
        assert f"; đã khắc phục {said}" in words(paper_of(draft, TODAY))
    numbers = {
        one.code: one for one in paper_of(draft, TODAY).numbers() if one.code.startswith("shortcomings.")
    }
    assert (
        numbers["shortcomings.own_right"].href == "/so-lieu/shortcomings.own_right/?don-vi=99901&ky=2026-H1"
    )


def test_each_count_opens_as_many_rows_as_it_says(commune, draft):
    cut(commune, date(2026, 6, 30))
    doors = [one for one in paper_of(draft, TODAY).numbers() if one.code.startswith("shortcomings.")]
    assert [(one.text, one.href.partition("?")[2]) for one in doors] == [
        ("05", "don-vi=99901&ngay=2025-12-31"), ("03", "don-vi=99901&ky=2026-H1"), ("03", "don-vi=99901&ky=2026-H1"), ("02", "don-vi=99901&ngay=2026-06-30"),
    ]  # fmt: skip
    for one in doors:
        assert f"Xem {int(one.text)} dòng" in markup(signed_in("tuyet.ngo").get(one.href))


def test_those_left_are_listed_with_who_and_by_when(draft):
    paper = paper_of(draft, TODAY)
    lists = [[plain(item) for item in one.items] for one in paper.blocks if isinstance(one, Bullets)]
    (left,) = [items for items in lists if any("OCOP" in item for item in items)]
    assert len(left) == 4
    ocop = next(item for item in left if "OCOP" in item)
    assert "hạn 31/10/2026)" in ocop and "quá hạn" not in ocop
    assert left[-1].endswith(".") and all(item.endswith(";") for item in left[:-1])


def test_what_was_stated_in_the_period_stands_under_shortcomings(commune, draft):
    facts = {
        "content": "Thu gom rác còn chậm", "cause": "Thiếu xe", "remedy": "Thêm chuyến", "lead_unit": commune, "person": None,
        "since": date(2026, 6, 15), "due_on": date(2026, 9, 30), "review": None, "paper": "TB 5",
    }  # fmt: skip
    shortcomings.state(commune, facts, HAND, today=TODAY)
    later = {**facts, "content": "Nêu sau ngày chốt", "since": date(2026, 6, 16)}
    shortcomings.state(commune, later, HAND, today=TODAY)
    of_cell = {**facts, "content": "Của chi bộ", "lead_unit": tree().codes["99901.14"]}
    shortcomings.state(tree().codes["99901.14"], of_cell, HAND, today=TODAY)
    early = {**facts, "content": "Nêu rồi xong ngay", "since": date(2026, 3, 1), "due_on": date(2026, 5, 31)}
    done = shortcomings.state(commune, early, HAND, today=TODAY)
    shortcomings.take("report", done, HAND, {"on": date(2026, 5, 1), "words": "xong", "paper": "BB"})
    shortcomings.take("confirm", done, HAND, {"on": date(2026, 5, 1), "found": ""})
    paper = paper_of(draft, TODAY)
    said = words(paper)
    assert "Còn 03 chỉ tiêu khó đạt; 04 nhiệm vụ quá hạn. Trong kỳ nêu 02 hạn chế, khuyết điểm." in said
    # five and two, less two, are five
    assert (
        "Kỳ trước chuyển sang 05 hạn chế, khuyết điểm, trong kỳ nêu thêm 02; đã khắc phục xong 02, trong đó của kỳ trước 01; "
        "đến cuối kỳ còn 05 hạn chế"
    ) in said
    items = [plain(item) for one in paper.blocks if isinstance(one, Bullets) for item in one.items]
    assert "Thu gom rác còn chậm; nguyên nhân: Thiếu xe." in items
    assert not [item for item in items if "sau ngày chốt" in item or "Của chi bộ" in item]


@pytest.mark.parametrize(
    ("suffix", "read"), [(".html", html_words), (".docx", word_words), (".pdf", pdf_words)]
)
def test_it_is_the_same_in_html_word_and_pdf(draft, suffix, read):
    said = without_marks(read(rendered(draft, suffix, TODAY)))
    assert TO_15_JUNE in said
    for part in (
        "Còn phải đạt",
        "8,79 điểm %",
        "18 đảng viên",
        "Hộ thoát nghèo tập trung vào cuối năm",
        "Chưa có sản phẩm OCOP mới",
    ):
        assert part.replace(" ", "") in said.replace(" ", "")


def test_issued_it_stays_with_its_table_and_its_counts(commune, draft):
    report = issue_report(draft, HAND, signed_on=date(2026, 6, 16))
    flow.take(
        "reopen",
        Assessment.objects.get(until=date(2026, 7, 1)),
        HAND,
        {"on": date(2026, 11, 19), "why": "nhầm số"},
    )
    one = Shortcoming.objects.filter(until__gt=TODAY).order_by("pk").first()
    shortcomings.take("report", one, HAND, {"on": TODAY, "words": "xong", "paper": "BB"})
    shortcomings.take("confirm", one, HAND, {"on": TODAY, "found": ""})
    paper = paper_of(report, TODAY)
    assert TO_15_JUNE in words(paper)
    assert isinstance(under(paper, "II. Chỉ tiêu phải tập trung")[0], Table)
    assert len(under(paper, "II. Chỉ tiêu phải tập trung")) == 1
    assert report.figures.get(code="shortcomings.own_right").text == "1"
    assert {str(row.on): row.text for row in report.figures.filter(code="shortcomings.own_open")} == {
        "2025-12-31": "5",
        "2026-06-15": "4",
    }


def test_without_a_record_nothing_is_said_and_the_place_stays(commune):
    """The half-year of 2025: the book has neither targets nor shortcomings of it."""
    paper = paper_of(open_draft("half-year", commune, "2025-H1", HAND), TODAY)
    assert "Kỳ trước chuyển sang" not in words(paper)
    assert not [one for one in under(paper, "II. Chỉ tiêu phải tập trung") if isinstance(one, Table)]
    assert not [
        one for one in paper.numbers() if isinstance(one, Number) and one.code.startswith("shortcomings.")
    ]


def test_what_people_write_is_kept_version_by_version(draft):
    write_text(draft, "mended", "Thiếu vốn", HAND)
    write_text(draft, "mended", "Thiếu vốn", HAND)
    write_text(draft, "mended", "Thiếu vốn và thiếu đất", HAND)
    assert [(one.number, one.text) for one in draft.texts.filter(place="mended")] == [
        (1, "Thiếu vốn"), (2, "Thiếu vốn và thiếu đất"),
    ]  # fmt: skip
    said = words(paper_of(draft, TODAY))
    assert "Thiếu vốn và thiếu đất" in said
    page = markup(signed_in("tuyet.ngo").get(reverse("report", args=[draft.pk])))
    assert "Các lần viết trước (1)" in page and "đã viết lần 2" in page
    write_text(draft, "mended", "", HAND)
    assert "mended" in {one.key for one in unwritten(draft)}


def test_a_frozen_number_of_a_report_opens_the_rows_that_were_kept(draft):
    """14 admitted to 15 June; afterwards one of them turns out to be of July."""
    report = issue_report(draft, HAND, signed_on=date(2026, 6, 16))
    frozen = report.figures.get(code="party.admitted", unit_id=report.unit_id)
    office = signed_in("tuyet.ngo")
    address = reverse("report_rows", args=[report.pk, frozen.pk])
    assert f'href="{address}"' in markup(office.get(reverse("report_figures", args=[report.pk])))
    one = row_filter(FIGURES["party.admitted"], moment_of(frozen), report.unit_id).order_by("pk").first()
    setattr(one, FIGURES["party.admitted"].source.on, date(2026, 7, 2))
    one.save()
    page = markup(office.get(address))
    assert (frozen.text, "<b>14</b> dòng" in page, page.count("<b>đã sửa hoặc thay</b>")) == ("14", True, 1)
    assert markup(office.get(address + "?tat-ca=1")).count("<tr>") > 14
    assert office.get(reverse("report_rows", args=[report.pk, 10**9])).status_code == 404
    assert signed_in("buong.luc").get(address).status_code == 403
