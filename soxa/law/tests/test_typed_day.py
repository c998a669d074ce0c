"""What a person may type for a day, and what is refused in words."""

from datetime import date

import pytest

from soxa.law.typed_day import typed_day


@pytest.mark.parametrize(
    "text",
    [
        "15/06/2026",
        "15/6/2026",
        "15-6-2026",
        "15.06.2026",
        " 15 / 6 / 2026 ",
        "15062026",
        "15 06 2026",
        "2026-06-15",
        "2026-6-15",
    ],
)
def test_a_day_as_offices_and_addresses_write_it(text):
    assert typed_day(text) == date(2026, 6, 15)


def test_the_day_comes_before_the_month():
    assert typed_day("5/3/2026") == date(2026, 3, 5)


@pytest.mark.parametrize("text", ["", "hôm nay", "31/02/2026", "06/15/2026", "15/6/26", "6/2026", "2026-02-30", "1562026"])  # fmt: skip
def test_what_is_no_day_is_refused_in_words(text):
    with pytest.raises(ValueError, match="không phải ngày có thật. Viết ngày/tháng/năm, ví dụ 05/03/2026"):
        typed_day(text)


@pytest.mark.parametrize("text", ["31/12/9999", "0001-01-01"])
def test_a_day_no_book_speaks_of_is_refused_in_words(text):
    with pytest.raises(ValueError, match="ở ngoài quyển sổ này"):
        typed_day(text)
