"""Charts are honest (bars from zero), named, in Vietnamese numbers, and carry nothing a strict page would refuse."""

import re
import xml.etree.ElementTree as ET
from decimal import Decimal

import pytest

from soxa.kernel import charts
from soxa.kernel.chart_ink import colours, number_text

AREAS = [("TT Đồng Vải", 318, "/so?khu=1&kieu=2"), ("Khê Hạ", 159, None), ("Mai Trạch", 0, "/so?khu=4")]
MONTHS = [("T1", 89.62), ("T2", 92.46), ("T3", None), ("T4", 91.17)]


def lengths(svg: str) -> list[float]:
    return [float(one) for one in re.findall(r'd="M0,[0-9.]+h([0-9.]+)v16', svg)]


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in ET.fromstring(svg).iter() if node.tag.endswith("}text")]


def axis_marks(svg: str) -> list[tuple[str, float]]:
    """Texts at the left of the drawing with their height on it."""
    found = re.findall(
        r'<text text-anchor="end" transform="translate\(-[0-9.]+,(-?[0-9.]+)\)"[^>]*>([^<]*)<', svg
    )
    return [(text, float(at)) for at, text in found]


def test_bars_begin_at_zero_so_that_half_as_many_is_half_as_long():
    whole, half, none = lengths(charts.bars(AREAS, title="Đảng viên", unit="người"))
    assert half == pytest.approx(whole / 2)
    assert none == 0


def test_a_target_beyond_the_longest_bar_still_leaves_bars_to_scale():
    whole, half, _none = lengths(charts.bars(AREAS, title="Đảng viên", target=636))
    assert half == pytest.approx(whole / 2)


def test_bars_below_zero_are_refused():
    with pytest.raises(ValueError, match="không âm"):
        charts.bars([("Khê Hạ", -1, None)], title="Đảng viên")


def test_a_bar_with_an_address_is_a_named_link_and_nothing_leads_outside():
    svg = charts.bars(AREAS, title="Đảng viên", unit="người")
    root = ET.fromstring(svg)
    links = [node for node in root.iter() if node.tag.endswith("}a")]
    assert [node.get("href") for node in links] == ["/so?khu=1&kieu=2", "/so?khu=4"]
    assert links[0].get("aria-label") == "TT Đồng Vải: 318 người"
    assert "vega" not in svg


def test_the_picture_has_a_name_and_words_and_no_inline_style():
    svg = charts.bars([("Khê Hạ", 1311, None)], title="Đảng viên <A>", unit="người")
    root = ET.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == "Đảng viên <A>. Khê Hạ 1.311 người."
    assert root.get("width") == "100%"
    assert root[0].text == "Đảng viên <A>"
    assert "style=" not in svg
    assert "<style" not in svg


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (1417, "", "1.417"),
        (Decimal("90.83"), "%", "90,83%"),
        (99.4, "%", "99,4%"),
        (Decimal("5.0"), "km", "5 km"),
        (12000, "người", "12.000 người"),
        (-17, "", "−17"),
        (Decimal("0.50"), "", "0,5"),
    ],
)
def test_numbers_are_written_as_offices_write_them(value, unit, written):
    assert number_text(value, unit) == written


def test_the_target_says_its_name():
    assert "chỉ tiêu 300 người" in texts(charts.bars(AREAS, title="Đảng viên", unit="người", target=300))
    assert any(
        "chỉ tiêu 90%" in one for one in texts(charts.line(MONTHS, title="Dự họp", unit="%", target=90))
    )


def test_a_line_says_each_value_and_leaves_a_gap_where_none_is_known():
    svg = charts.line(MONTHS, title="Dự sinh hoạt", unit="%", target=90)
    assert {"89,62", "92,46", "91,17", "T3"} <= set(texts(svg))
    assert 'aria-label="Dự sinh hoạt. T1 89,62%; T2 92,46%; T4 91,17%."' in svg


@pytest.mark.parametrize(
    ("values", "unit", "axis"),
    [
        ([99.2, 99.9], "%", ["98%", "98,5%", "99%", "99,5%", "100%"]),
        ([40, 60], "%", ["30%", "40%", "50%", "60%", "70%"]),
        ([1396, 1417], "", ["1.390", "1.400", "1.410", "1.420", "1.430"]),
        ([0, 3, 12], "", ["0", "5", "10", "15", "20"]),
        ([5], "", ["4", "5", "6", "7", "8"]),
    ],
)
def test_an_axis_is_in_round_numbers_and_a_share_stays_within_a_hundred(values, unit, axis):
    svg = charts.line([(f"Kỳ {at}", one) for at, one in enumerate(values)], title="Đúng hạn", unit=unit)
    marks = {at: one for one, at in axis_marks(svg)}
    assert [marks[at] for at in sorted(marks, reverse=True)] == axis


def test_numbers_of_neighbours_do_not_lie_on_each_other():
    # the lowest stands a step after the first: both would be written above, 2 members apart; the first is kept
    members = [1409, 1407, 1411, 1414, 1416, 1418, 1417, 1418, 1416, 1417, 1418, 1418]
    svg = charts.line([(f"T{at}", one) for at, one in enumerate(members, 1)], title="Đảng viên", unit="")
    assert [one for one in texts(svg) if one in {"1.407", "1.409", "1.418"}] == ["1.409", "1.418", "1.418"]
    # far below the first, the lowest is written
    svg = charts.line(
        [(f"T{at}", one) for at, one in enumerate([100, 75, *[100] * 10], 1)], title="Hạn", unit="%"
    )
    assert {"75", "100"} <= set(texts(svg))


def test_one_point_or_none_draws_without_failing():
    assert "0 0" in charts.line([("2026", 5)], title="Kết nạp")
    assert "0 0" in charts.line([], title="Kết nạp")
    assert "0 0" in charts.bars([], title="Kết nạp")


def test_a_balance_is_written_as_a_sum():
    svg = charts.balance(1409, 25, 17, title="Đảng viên")
    assert {"1.409", "+25", "−17", "1.417"} <= set(texts(svg))
    assert "sắp xếp" not in svg


def test_a_balance_over_a_merger_has_the_line_of_reorganising():
    svg = charts.balance(0, 39, 26, 1396, title="Đảng viên")
    assert {"0", "+39", "−26", "+1.396", "1.409"} <= set(texts(svg))
    assert "Do sắp xếp tổ chức 1.396" in svg


def test_the_same_numbers_are_drawn_once():
    assert charts.bars(AREAS, title="Một") is charts.bars(list(AREAS), title="Một")


def test_colours_are_those_of_the_screen_in_the_token_file():
    assert colours()["lacquer"] == "#8f1d21"
    assert colours()["lacquer"] in charts.bars(AREAS, title="Đảng viên")


def test_letters_may_be_those_of_a_document():
    assert 'font-family="Tinos"' in charts.bars(AREAS, title="Đảng viên", font="Tinos", width=charts.WIDE)


@pytest.mark.parametrize(
    "spec",
    [
        lambda marks: marks.bars(tuple(AREAS), "người", 636, charts.WIDE, "Arial"),
        lambda marks: marks.line(tuple(MONTHS), "%", 90, charts.NARROW, "Arial"),
        lambda marks: marks.path((("2025", 2, 3), ("2026", 4, None)), "", ("Kế hoạch", "Thực hiện"), charts.WIDE, "Arial"),
        lambda marks: marks.balance((1400, 25, 13, 4), "người", ("a", "b", "c", "d", "e"), charts.NARROW, "Arial"),
    ],
)  # fmt: skip
def test_every_shape_is_what_the_drawer_understands(spec):
    """Nothing is held against the schema while it is drawn for a page."""
    import altair

    from soxa.kernel import chart_marks

    altair.LayerChart.validate(spec(chart_marks))
