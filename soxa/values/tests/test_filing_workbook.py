"""A workbook laid into a grid: its period, its unit of measure and its village are those of the grid, or nothing is laid in."""

import unicodedata
from datetime import date

import pytest

from soxa.kernel.models import Unit
from soxa.kernel.units.acts import Founding, found, rename
from soxa.law.periods import Period
from soxa.party.tests.paper import workbook
from soxa.values.filing import flow
from soxa.values.filing.grid import grid
from soxa.values.filing.models import Filing
from soxa.values.filing.workbook import laid
from soxa.values.models import Measure, ReportedValue
from soxa.values.tests.filers import ME, TODAY, begun

pytestmark = pytest.mark.django_db
HEAD = ["Mã chỉ tiêu", "Kỳ", "Giá trị", "Đơn vị tính", "Thôn"]
VILLAGES = (
    "Thôn Trung (Khê Hạ)",
    "Thôn Trung (Mai Trạch)",
    "Thôn Lương Hạ",
    "Thôn Lương Hà",
    "Thôn Hòa Bình",
    "Tổ dân phố Bến Đá",
)


@pytest.fixture
def by_village(commune, clerk):
    for number, name in enumerate(VILLAGES):
        found(Founding(f"99901.{number}", "village", name, parent=commune), ME)
    measure = Measure.objects.get(code="population.households")
    return flow.begin(
        flow.Wish(commune.pk, Period.parse("2026-H1"), Filing.ACTUAL, measure=measure), clerk, today=TODAY
    )


def told(filing, *rows):
    one = laid(workbook(("Số liệu", [HEAD, *rows])), grid(filing), on=TODAY)
    assert not ReportedValue.objects.exists()
    return one


def typed(one):
    return {read.line.name: read.typed.value for read in one.judged.reads.values()}


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["budget.revenue", "tháng 9/2026", 12.0, "tỷ đồng", None], "Ô B3, trang ‘Số liệu’: ‘tháng 9/2026’ là kỳ khác: bảng này ghi số của tháng 10 năm 2026"),
        (["budget.revenue", "2026", 12.0, "tỷ đồng", None], "Ô B3"),
        (["budget.revenue", "tháng 10/2026", 12.0, "tấn", None], "Ô D3, trang ‘Số liệu’: ‘tấn’ không đổi được sang đơn vị tính của sổ. Ghi theo đơn vị tính của sổ: tỷ đồng."),
        (["budget.revenue", "tháng 10/2026", 12.0, "yến vàng", None], "Ô D3, trang ‘Số liệu’: ‘yến vàng’ không đổi được"),
        (["budget.revenue", "tháng 10/2026", 12.0, None, "xã Mai Trạch"], "Ô E3, trang ‘Số liệu’: ‘xã Mai Trạch’ không phải đơn vị của bảng này"),
        (["budget.revenue", "tháng mười", 12.0, None, None], "Ô B3"),
    ],
)  # fmt: skip
def test_a_row_of_another_period_unit_or_place_stops_the_whole_sheet(commune, clerk, row, says):
    filing = begun(commune, clerk)
    good = ["budget.expenditure", "tháng 10/2026", 9.0, "tỷ đồng", None]
    one = told(filing, good, row)
    assert (one.taken, one.judged.reads) == (0, {})
    assert says in one.faults[0]


def test_what_can_be_changed_into_the_grid_s_unit_is_shown_changed(commune, clerk):
    filing = begun(commune, clerk)
    one = told(
        filing,
        ["budget.revenue", "2026-10", 12675.0, "triệu đồng", "99901"],
        ["budget.expenditure", None, "9,5", "Tỷ đồng", "Xã Đồng Vải"],
    )
    assert (one.faults, list(typed(one).values())) == ([], ["12,675", "9,5"])


def test_the_same_number_twice_is_one_and_two_that_differ_stop(commune, clerk):
    filing = begun(commune, clerk)
    row = ["budget.revenue", "2026-10", 12.0, None, None]
    assert told(filing, row, list(row)).taken == 1
    one = told(filing, row, ["budget.revenue", "2026-10", 13.0, None, None])
    assert one.taken == 0
    assert "Ô C3, trang ‘Số liệu’: ‘13’ khác với ô C2, trang ‘Số liệu’ của cùng chỉ tiêu" in one.faults[0]


def test_a_number_marked_as_an_estimate_is_not_laid_into_a_grid_of_final_ones(commune, clerk):
    filing = begun(commune, clerk)
    rows = [["Mã chỉ tiêu", "Kỳ", "Giá trị", "Ước thực hiện"], ["budget.revenue", "2026-10", 12.0, "x"]]
    one = laid(workbook(("Số liệu", rows)), grid(filing), on=TODAY)
    assert (one.taken, "Ô D2, trang ‘Số liệu’: ‘x’ là số ước" in one.faults[0]) == (0, True)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Thôn Trung (Khê Hạ)", "Thôn Trung (Khê Hạ)"),
        ("trung (mai trạch)", "Thôn Trung (Mai Trạch)"),
        ("99901.1", "Thôn Trung (Mai Trạch)"),
        ("Lương Hạ", "Thôn Lương Hạ"),
        ("LƯƠNG HÀ", "Thôn Lương Hà"),
        (unicodedata.normalize("NFD", "Thôn Lương Hà"), "Thôn Lương Hà"),
        ("thôn Hoà Bình", "Thôn Hòa Bình"),
        ("Hoa Binh", "Thôn Hòa Bình"),
        ("Bến Đá", "Tổ dân phố Bến Đá"),
        ("TDP Bến Đá", "Tổ dân phố Bến Đá"),
    ],
)
def test_a_village_is_found_by_its_name_as_offices_write_it(by_village, said, name):
    one = told(by_village, ["population.households", "2026-H1", 211.0, "hộ", said])
    assert (one.faults, typed(one)) == ([], {name: "211"})


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("Trung", "là tên của nhiều đơn vị. Ghi rõ hoặc ghi mã, một trong: “Thôn Trung (Khê Hạ)” (99901.0); “Thôn Trung (Mai Trạch)” (99901.1)."),
        ("thôn Trung", "là tên của nhiều đơn vị"),
        ("Luong Ha", "là tên của nhiều đơn vị"),
        ("Lương Há", "không phải đơn vị của bảng này. Có phải “Thôn Lương Hạ” (99901.2); hoặc “Thôn Lương Hà” (99901.3)?"),
        ("Thôn Hòa Bịnh", "không phải đơn vị của bảng này. Có phải “Thôn Hòa Bình” (99901.4)"),
        ("xã Đồng Vải", "không phải đơn vị của bảng này"),
        (None, "Ô E2, trang ‘Số liệu’: chưa ghi là của thôn nào"),
    ],
)  # fmt: skip
def test_a_village_that_is_unknown_or_may_be_two_stops_the_whole_sheet(by_village, said, says):
    good = ["population.households", "2026-H1", 9.0, "hộ", "Bến Đá"]
    one = told(by_village, ["population.households", "2026-H1", 211.0, "hộ", said], good)
    assert (one.taken, one.judged.reads) == (0, {})
    assert says in one.faults[0]


def test_a_village_is_named_as_it_was_called_in_the_period(commune, clerk, by_village):
    unit = Unit.objects.get(code="99901.5")
    rename(unit, "Tổ dân phố Bến Sông", date(2026, 9, 1), decision="", actor=ME)
    row = ["population.households", "2026-H1", 211.0, "hộ"]
    assert typed(told(by_village, [*row, "Bến Đá"])) == {"Tổ dân phố Bến Đá": "211"}
    assert told(by_village, [*row, "Bến Sông"]).taken == 0
