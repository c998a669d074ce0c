"""The demo commune's public works and OCOP products against the office's own numbers of the half-year."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.kernel.figures import FIGURES, Moment, read, read_many, row_filter
from soxa.kernel.models import Unit
from soxa.law.periods import Period
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.works.models import Disbursement

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

HALF_YEAR = Moment.over(Period.parse("2026-H1"))
# as the office's half-year has them: land, labour and money given to five works, a board at each; 18.615 of 34.200 million paid
TOLD = {
    "works.contributed_land": "2.310 m²", "works.contributed_labour": "418 ngày công",
    "works.contributed_money": "612 triệu đồng", "works.with_contributions": "5", "works.supervised": "5",
    "works.disbursed": "54,43%", "works.capital": "34.200 triệu đồng", "works.disbursed_amount": "18.615 triệu đồng",
    "works.total": "8", "works.not_started": "1", "works.under_way": "6", "works.finished": "1", "works.late": "0",
    "works.stopped": "0", "ocop.new": "0", "ocop.certified": "4", "ocop.stars_3": "3", "ocop.stars_4": "1",
    "ocop.stars_5": "0", "ocop.rated_again": "0", "ocop.expiring": "1",
}  # fmt: skip


def commune() -> int:
    return Unit.objects.get(code="99901").pk


def test_the_half_year_is_the_offices():
    found = read_many([FIGURES[code] for code in TOLD], HALF_YEAR, [commune()])
    assert {code: found[code, commune()].text for code in TOLD} == TOLD


def test_the_share_has_its_two_sums():
    found = read(FIGURES["works.disbursed"], HALF_YEAR, commune())
    assert (found.part, found.whole) == (18_615_000_000, 34_200_000_000)
    assert (found.part_text, found.whole_text, found.value) == ("18.615", "34.200", Decimal("54.43"))
    assert found.missing == 0


def test_the_cut_off_in_the_middle_of_june_says_the_same():
    early = Moment.over(Period.parse("2026-H1"), cut=date(2026, 6, 15))
    assert read(FIGURES["works.disbursed"], early, commune()).text == "54,43%"
    before = Moment.over(Period.parse("2026-H1"), cut=date(2026, 6, 14))
    # 700 million of 15 June were not paid yet: 17.915/34.200
    assert read(FIGURES["works.disbursed"], before, commune()).text == "52,38%"


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("works.contributed_land", 3),
        ("works.contributed_labour", 4),
        ("works.contributed_money", 5),
        ("works.with_contributions", 5),
        ("works.disbursed", 8),
        ("works.disbursed_amount", 15),
    ],
)
def test_each_opens_the_rows_it_was_added_up_from(code, count):
    assert row_filter(FIGURES[code], HALF_YEAR, commune()).count() == count


def test_the_rows_added_up_by_hand_are_the_number():
    rows = row_filter(FIGURES["works.disbursed_amount"], HALF_YEAR, commune())
    assert sum(rows.values_list("amount", flat=True)) == 18_615_000_000


def test_a_work_is_late_from_the_day_after_its_term():
    late = FIGURES["works.late"]
    assert read(late, Moment.at(date(2026, 11, 10)), commune()).text == "0"
    assert read(late, Moment.at(date(2026, 11, 11)), commune()).text == "1"
    (row,) = row_filter(late, Moment.at(DEMO_DAY), commune())
    assert row.name.startswith("Mở rộng đường Mai Đông")


def test_a_work_handed_over_stays_in_the_list_of_its_year():
    total = FIGURES["works.total"]
    assert read(total, Moment.at(date(2026, 12, 31)), commune()).text == "8"
    assert read(total, Moment.at(date(2027, 1, 1)), commune()).text == "7"


def test_an_old_commune_has_none():
    old = Unit.objects.get(code="99912").pk
    assert read(FIGURES["works.disbursed"], HALF_YEAR, old).text == "không phát sinh"
    assert read(FIGURES["works.contributed_land"], HALF_YEAR, old).text == "0 m²"


def test_nothing_was_paid_beyond_its_plan():
    assert sum(Disbursement.objects.values_list("amount", flat=True)) <= 34_200_000_000
