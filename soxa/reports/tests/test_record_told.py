"""A report tells from the record: the targets that need work, the shortcomings stated and put right; people write beside, version by version."""

from datetime import date

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import markup, signed_in
from soxa.kernel.access import machine
from soxa.kernel.paper.model import Bullets, Number, Table
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.reports.content import unwritten
from soxa.reports.sentences import plain
from soxa.reports.tests.half_year import TO_15_JUNE, begun, under, words
from soxa.reports.writing import open_draft, paper_of, write_text
from soxa.steering.reviews import flow as shortcomings
from soxa.values.cut_off import set_party_cut_off

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HAND = machine("kiểm thử")
TODAY = date(2026, 11, 20)
# what is missing, by what the commune printed: plan less what was reached
LEFT = {
    "Sản phẩm OCOP mới": "2 sản phẩm", "Trường đạt chuẩn quốc gia": "22,22 điểm %", "Đơn thư": "8,79 điểm %",
    "Đàn lợn": "1.260 con", "Tiêu chí nông thôn mới": "2", "Tỷ lệ hộ nghèo": "0,21 điểm %",
    "bảo hiểm y tế": "0,88 điểm %", "Kết nạp đảng viên": "18 đảng viên",
}  # fmt: skip


@pytest.fixture
def draft(commune):
    return begun(commune)


def cut(commune, day):
    set_party_cut_off(commune, Period.parse("2026-H1"), day, on=TODAY, actor=HAND)


def test_part_two_holds_the_three_red_and_five_yellow_targets(paper):
    table, *_rest = under(paper, "II. Chỉ tiêu phải tập trung")
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


def test_shortcomings_are_told_to_the_day_of_the_cut_off(commune, draft, paper):
    assert TO_15_JUNE in words(paper)
    for day, said in (
        (date(2026, 6, 16), "xong 01, "),
        (date(2026, 6, 17), "xong 02, "),
        (date(2026, 6, 30), "xong 03, "),
    ):
        cut(commune, day)
        told = paper_of(draft, TODAY)
        assert f"; đã khắc phục {said}" in words(told)
    numbers = {one.code: one for one in told.numbers() if one.code.startswith("shortcomings.")}
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


def test_those_left_are_listed_with_who_and_by_when(paper):
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


@pytest.mark.parametrize("output", ["html", "docx", "pdf"])
def test_it_is_the_same_in_html_word_and_pdf(composed, output):
    said = getattr(composed, output)
    assert TO_15_JUNE in said
    for part in (
        "Còn phải đạt",
        "8,79 điểm %",
        "18 đảng viên",
        "Hộ thoát nghèo tập trung vào cuối năm",
        "Chưa có sản phẩm OCOP mới",
    ):
        assert part.replace(" ", "") in said.replace(" ", "")


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
