"""Reported values go in from a workbook; what they replace stays."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.kernel.access import machine
from soxa.kernel.models import Entry
from soxa.kernel.sheets import BadCell
from soxa.kernel.sheets.preview import NotLoadable
from soxa.kernel.units.acts import Founding, found
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.party.tests.paper import workbook
from soxa.samples.workbooks import reported
from soxa.values.figures import value_text
from soxa.values.models import Measure, ReportedValue
from soxa.values.value_import import plan
from soxa.values.written import factor, period

TODAY = date(2026, 11, 20)
ME = machine("thử")
HEAD = ["Mã chỉ tiêu", "Chỉ tiêu", "Kỳ", "Giá trị", "ĐVT", "Kế hoạch", "Ước", "Nguồn"]


@pytest.fixture
def planned(commune):
    """Plan a workbook for a commune that reports by the catalogue of measures."""
    found(Founding("99901.14", "village", "thôn Bến Đá", parent=commune), ME)
    return lambda content: plan(content, unit_id=commune.pk, on=TODAY)


def values(*rows, head=HEAD) -> bytes:
    return workbook(("Số liệu", [head, *rows]))


def row(
    code=None, title=None, when="năm 2025", value=None, unit=None, plan_=None, estimate=None, source=None
):  # noqa: PLR0913
    return [code, title, when, value, unit, plan_, estimate, source]


def in_force() -> dict[tuple[str, str, str], str]:
    """What is in force, as printed, by measure, first day and sort."""
    rows = ReportedValue.objects.filter(replaced_by=None).select_related("measure")
    return {(one.measure.code, str(one.since), one.sort): value_text(one) for one in rows}


def test_a_table_of_an_office_is_taken_whole(planned, tmp_path):
    reported(tmp_path / "a.xlsx")
    preview = planned((tmp_path / "a.xlsx").read_bytes())
    assert preview.findings == []
    entry = preview.commit(ME)
    assert in_force() == {
        ("budget.revenue", "2025-01-01", "actual"): "12,675 tỷ đồng",
        ("budget.revenue", "2025-01-01", "plan"): "11,2 tỷ đồng",
        ("poverty.rate", "2025-01-01", "actual"): "2,19%",
        ("rural.advanced_criteria", "2025-01-01", "actual"): "14/19",
        ("rural.advanced_criteria", "2025-01-01", "plan"): "19/19",
        ("agriculture.rice_yield", "2026-01-01", "actual"): "63,4 tạ/ha",
        ("agriculture.rice_yield", "2026-01-01", "plan"): "62,5 tạ/ha",
        ("ocop.products", "2026-07-01", "estimate"): "1 sản phẩm",
        ("ocop.products", "2026-07-01", "plan"): "2 sản phẩm",
        ("digital.status", "2025-01-01", "actual"): "Xanh",
    }
    assert entry.facts == {"new": 10, "same": 0, "changed": 0}
    assert set(ReportedValue.objects.values_list("entry", flat=True)) == {entry.pk}
    assert ReportedValue.objects.filter(source="Phòng Kinh tế").count() == 8


def test_money_is_kept_in_dong_whatever_it_is_told_in(planned):
    planned(values(row("budget.revenue", value="12.675", unit="triệu đồng"))).commit(ME)
    assert ReportedValue.objects.get().value == Decimal("12675000000")
    assert in_force() == {("budget.revenue", "2025-01-01", "actual"): "12,675 tỷ đồng"}


def test_another_value_replaces_the_one_in_force_and_leaves_it_standing(planned):
    planned(values(row("poverty.rate", value="2,41%"))).commit(ME)
    preview = planned(values(row("poverty.rate", value="2,19%"), row("ocop.products", value=3)))
    assert preview.counts == {"new": 1, "same": 0, "changed": 1}
    assert preview.told()[0] == "Tỷ lệ hộ nghèo, năm 2025 (thực hiện): 2,41% → 2,19%."
    preview.commit(ME)
    old, new = ReportedValue.objects.filter(measure__code="poverty.rate").order_by("pk")
    assert (old.value, old.replaced_by, new.value, new.replaced_by) == (
        Decimal("2.41"),
        new,
        Decimal("2.19"),
        None,
    )
    again = planned(values(row("poverty.rate", value=2.19)))
    assert again.counts == {"new": 0, "same": 1, "changed": 0}


def test_the_same_file_again_does_nothing(planned):
    content = values(row("poverty.rate", value="2,19%"))
    entry = planned(content).commit(ME)
    again = planned(content)
    assert again.commit(ME) == entry
    assert "không ghi lại lần nữa" in again.lines()[0]
    assert ReportedValue.objects.count() == 1


def test_a_village_may_report_for_itself(planned):
    head = [*HEAD, "Thôn"]
    planned(values([*row("rural.roads", value="0,8"), "Thôn Bến Đá"], head=head)).commit(ME)
    assert ReportedValue.objects.get().unit.code == "99901.14"


@pytest.mark.parametrize(
    ("rows", "cell", "words"),
    [
        ([row("poverty.rat", value=2)], "A2", "Có phải “Tỷ lệ hộ nghèo” (poverty.rate); hoặc"),
        ([row(title="Tỷ lệ hộ ngheo đói", value=2)], "B2", "không phải chỉ tiêu có trong sổ"),
        ([row("poverty.rate", when="năm ngoái", value=2)], "C2", "không phải kỳ báo cáo"),
        ([row("poverty.rate", when=date(2025, 7, 1), value=2)], "C2", "Ghi “tháng 7/2025”"),
        ([row("poverty.rate", when="năm 2027", value=2)], "C2", "chưa bắt đầu nên chưa có số thực hiện"),
        ([row("poverty.rate", value=0.0219)], "D2", "không rõ là 0,0219% hay 2,19%"),
        ([row("poverty.rate", value="khoảng 2")], "D2", "không phải số"),
        ([row("rural.criteria", value=date(2025, 10, 7))], "D2", "Excel đã đổi tỷ số 7/10 thành ngày"),
        ([row("rural.criteria", value="19/14")], "D2", "số đạt không lớn hơn tổng số"),
        ([row("rural.criteria", value=0.7)], "D2", "không phải số đạt trên tổng số"),
        ([row("ocop.products", value=date(2025, 3, 1))], "D2", "là ngày, không phải số"),
        ([row("budget.revenue", value=12, unit="tấn")], "E2", "không đổi được sang đơn vị tính của sổ"),
        (
            [row("poverty.rate", value=2), row("poverty.rate", value=3)],
            "D3",
            "khác với ô D2, trang ‘Số liệu’",
        ),
        ([row("poverty.rate")], "D2", "thiếu “Giá trị”"),
        ([row("poverty.rate", value=3), row(value=3)], "A3", "thiếu"),
    ],
)
def test_every_bad_cell_is_told_and_nothing_is_written(planned, rows, cell, words):
    entries = Entry.objects.count()
    preview = planned(values(*rows))
    assert [fault.cell for fault in preview.findings] == [cell]
    assert words in preview.findings[0].text
    with pytest.raises(NotLoadable):
        preview.commit(ME)
    assert (ReportedValue.objects.count(), Entry.objects.count()) == (0, entries)


def test_the_same_value_twice_is_taken_once(planned):
    preview = planned(values(row("poverty.rate", value=2), row(title="1. Tỷ lệ hộ nghèo", value="2%")))
    assert preview.counts["new"] == 1
    assert preview.warnings[0].cell == "D3"


def test_another_wording_of_the_unit_is_only_pointed_out(planned):
    preview = planned(values(row("agriculture.pigs", value=17240, unit="đầu lợn")))
    assert not preview.refused
    assert "Sổ tính bằng “con”" in preview.warnings[0].text


def test_thousands_of_what_is_counted_are_multiplied(planned):
    preview = planned(values(row("agriculture.pigs", value="17,24", unit="nghìn con")))
    assert (preview.findings, [one.amount.value for one in preview.new]) == ([], [17240])


def test_what_is_counted_in_other_things_is_refused_in_words(planned):
    preview = planned(values(row("population.people", value=8417, unit="hộ")))
    assert "không đổi được sang đơn vị tính của sổ" in preview.findings[0].text
    assert "Ghi theo đơn vị tính của sổ: người." in preview.findings[0].text


def test_the_preview_asks_a_fixed_number_of_questions(planned, django_assert_num_queries):
    one = values(row("poverty.rate", value=2))
    many = values(
        *[
            row(code, value="5")
            for code in Measure.objects.exclude(kind="ratio").values_list("code", flat=True)
        ]
    )
    tree()
    for content in (one, many):
        with django_assert_num_queries(6):
            planned(content)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2026-H1", "2026-H1"),
        ("6 tháng đầu năm 2026", "2026-H1"),
        ("6 tháng cuối năm 2025", "2025-H2"),
        ("sáu tháng đầu năm 2026", "2026-H1"),
        ("6T/2026", "2026-H1"),
        ("9 tháng đầu năm 2026", "2026-01-01..2026-10-01"),
        ("3 tháng đầu năm 2026", "2026-Q1"),
        ("năm 2025", "2025"),
        ("Cả năm 2025", "2025"),
        (2025.0, "2025"),
        ("Quý I/2026", "2026-Q1"),
        ("quý IV năm 2025", "2025-Q4"),
        ("Quý 3-2025", "2025-Q3"),
        ("tháng 7/2025", "2025-07"),
        ("Tháng 12 năm 2025", "2025-12"),
        ("07/2025", "2025-07"),
        ("T7/2025", "2025-07"),
        ("01/7/2025 - 31/12/2025", "2025-07-01..2026-01-01"),
        ("từ ngày 15/12/2025 đến 14/6/2026", "2025-12-15..2026-06-15"),
    ],
)
def test_periods_as_offices_write_them(text, key):
    assert period(text) == Period.parse(key)


@pytest.mark.parametrize(
    "text", ["tháng 13/2025", "quý V/2025", "6 tháng", "25", "72025", "từ 31/12/2025 đến 01/7/2025"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(BadCell):
        period(text)


@pytest.mark.parametrize(
    ("said", "held", "times"),
    [
        ("triệu đồng", "tỷ đồng", Decimal("0.001")),
        ("Tỷ đồng", "tỷ đồng", Decimal(1)),
        ("đồng/người/năm", "triệu đồng/người/năm", Decimal("0.000001")),
        ("triệu đồng", "triệu đồng/người/năm", Decimal(1)),
        ("tấn", "tạ", Decimal(10)),
        ("km", "m", Decimal(1000)),
        ("tấn", "tỷ đồng", None),
        ("con", "tấn", None),
    ],
)
def test_units_of_measure_of_one_scale_are_changed_into_each_other(said, held, times):
    assert factor(said, held) == times
