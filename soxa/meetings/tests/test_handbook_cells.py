"""What stands in the cells of the handbook's export, as cells write it: days with hours, who was missing, lines, guests."""

import unicodedata
from datetime import date, datetime, time, timedelta

import pytest

from soxa.kernel.sheets.cells import BadCell
from soxa.meetings.handbook import cells, words
from soxa.meetings.handbook.cells import Missing, When

THIRD, HALF, NINE = date(2026, 11, 3), time(19, 30), time(21, 0)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (THIRD, When(THIRD)),
        (datetime(2026, 11, 3, 19, 30), When(THIRD, HALF)),
        (datetime(2026, 11, 3), When(THIRD)),
        (46329.0, When(THIRD)),
        (46329.8125, When(THIRD, HALF)),
        (0.8125, When(None, HALF)),
        (HALF, When(None, HALF)),
        (timedelta(hours=19, minutes=30), When(None, HALF)),
        ("3/11/2026", When(THIRD)),
        ("03-11-2026 00:00:00", When(THIRD)),
        ("19h30 – 21h", When(None, HALF, NINE)),
        ("19:30-21:00 ngày 03/11/2026", When(THIRD, HALF, NINE)),
        (unicodedata.normalize("NFD", "Từ 19 giờ 30 phút đến 21 giờ 00, thứ ba ngày 3 tháng 11 năm 2026"), When(THIRD, HALF, NINE)),
        ("21h – 0h30 hôm sau", When(None, NINE, time(0, 30), next_day=True)),
    ],
)  # fmt: skip
def test_a_day_and_its_hours(cell, told):
    assert cells.when(cell) == told


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("11/2026", "chưa đủ ngày, tháng, năm"),
        ("31/11/2026", "không phải ngày có thật"),
        ("03/11/26", "viết năm bằng hai chữ số"),
        ("25:00", "có giờ không có thật"),
        ("21:00 – 19:30", "có giờ kết thúc không sau giờ bắt đầu"),
        ("19:30 – 21:00 hôm sau", "có giờ kết thúc không sau giờ bắt đầu"),
        ("tối", "không phải ngày, giờ"),
        (True, "không phải ngày, tháng, năm"),
    ],
)
def test_what_is_no_day(cell, why):
    with pytest.raises(BadCell, match=why):
        cells.when(cell)


AN, BƯỞI = ("Lò Văn An", "ốm"), ("Vi Thị Bưởi", "")


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (2.0, Missing(2)),
        ("02 đồng chí", Missing(2)),
        ("Không", Missing(0)),
        ("Lò Văn An – ốm; Vi Thị Bưởi", Missing(2, (AN, BƯỞI))),
        ("1. Lò Văn An (ốm)\n2. đ/c Vi Thị Bưởi.", Missing(2, (AN, BƯỞI))),
        ("2 đồng chí: Lò Văn An (ốm), Vi Thị Bưởi", Missing(2, (AN, BƯỞI))),
        ("2 (Lò Văn An: ốm; Vi Thị Bưởi)", Missing(2, (AN, BƯỞI))),
        ("Lò Văn An – ốm, nằm viện", Missing(1, (("Lò Văn An", "ốm, nằm viện"),))),
        ("Lò Văn An - ốm, Vi Thị Bưởi - việc nhà", Missing(2, (AN, ("Vi Thị Bưởi", "việc nhà")))),
    ],
)
def test_who_was_missing(cell, told):
    assert cells.missing(cell) == told


@pytest.mark.parametrize(
    ("cell", "why"),
    [("2: Lò Văn An", "ghi 2 mà kể tên 1"), (-1.0, "nhỏ hơn 0"), (1.5, "không phải số nguyên")],
)
def test_what_is_no_number_of_missing(cell, why):
    with pytest.raises(BadCell, match=why):
        cells.missing(cell)


@pytest.mark.parametrize(
    ("cell", "told"),
    [("Tháng 11", 11), (11.0, 11), ("T11/2026", date(2026, 11, 1)), (THIRD, date(2026, 11, 1)), ("11-2026", date(2026, 11, 1))],
)  # fmt: skip
def test_a_month(cell, told):
    assert cells.month(cell) == told


def test_guests_and_lines():
    assert cells.guests("Hà Thị Hoa – Mặt trận xã; đ/c Lý Páo, Đảng ủy viên") == (
        ("Hà Thị Hoa", "Mặt trận xã"),
        ("Lý Páo", "Đảng ủy viên"),
    )
    assert (cells.guests("2"), cells.guests("không")) == ((), ())
    assert cells.lines("1. Đánh giá\n\n 2) Thu 1.500 đồng\n- 19:30 họp tổ") == (
        "Đánh giá",
        "Thu 1.500 đồng",
        "19:30 họp tổ",
    )


def test_no_words_are_lost():
    """A line longer than a title is kept whole below it; lines beyond the most stand under the last point."""
    long = "dài " * 100
    (one,) = words.points([long])
    assert (len(one.title) <= 300, one.conclusion) == (True, long)
    many = words.points([f"việc {n}" for n in range(1, 63)])
    assert (len(many), many[-1].title, many[-1].conclusion) == (60, "việc 60", "việc 61\nviệc 62")
    with pytest.raises(ValueError, match="dài quá 600 ký tự"):
        words.task("x" * 601, [], THIRD)
    with pytest.raises(ValueError, match="dài quá 2000 ký tự"):
        words.spoken([f"An: {'x' * 2001}"], [])
