"""Slips of the pen in dues: a payment taken back after it went up, rates and grants written for nobody, years that are none."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.periods import FOREVER
from soxa.party.dues import above, flow, grounds, handing, lists
from soxa.party.dues.flow import Payment
from soxa.party.dues.grounds import Rate
from soxa.party.dues.models import DuesCategory, DuesLine, DuesRelief
from soxa.party.tests.cast import TODAY
from soxa.party.tests.conftest import head_of
from soxa.party.tests.test_dues import CASH, JANUARY, NOVEMBER, owed
from soxa.samples.demo_fixture import as_made, kept, settle, standing

BEN_DA = "/dang-vien/dang-phi/chi-bo/99801.01/"


@pytest.fixture
def paying(standing_paying, cast) -> int:
    """Bến Đá with its rates: every test here is of those who pay."""
    return standing_paying


def test_what_went_up_and_was_taken_back_is_told_everywhere(at, cast, paying, head):
    """An's 81.900 went up, 30 % kept; then it turns out he had not paid: 81.900 more went up than came."""
    flow.collect(paying, NOVEMBER, {cast.members["an"].pk: CASH}, head, today=TODAY)
    facts = {"on": TODAY, "percent": Decimal(30), "paper": "PT 7"}
    handing.hand_over(paying, NOVEMBER, facts, head, today=TODAY)
    line = DuesLine.objects.get(member=cast.members["an"])
    flow.correct_payment(line, None, head, basis="Ghi nhầm người", today=TODAY)
    text = at("chanh").get(f"{BEN_DA}?thang=2026-11").content.decode()
    assert "nhiều hơn số đã thu 81.900 đồng" in text
    assert "-81.900" not in at("chanh").get(f"{BEN_DA}nop-len/?thang=2026-11").content.decode()
    row = lists.CellRow(paying, "99801.01", "")
    lists.numbered([row], NOVEMBER)
    assert (row.level, row.words) == ("warn", "đã nộp lên quá số thu")
    (below,) = [one for one in above.below(cast.units["upper"].pk, NOVEMBER) if one.unit_id == paying]
    assert (below.level, below.words) == ("warn", "đã nộp quá số thu")


@pytest.mark.parametrize("year", ["0000", "0001", "2025", "2027", "9999", "abc"])
def test_there_is_no_book_of_a_year_without_rates(at, paying, year):
    answer = at("chanh").post(f"{BEN_DA}so.pdf?nam={year}", {"reason": "above"}, follow=True)
    assert answer.redirect_chain
    assert "có từ năm 2026 đến năm 2026" in answer.content.decode()


def test_a_payment_is_not_of_a_day_long_before_its_year(cast, paying, head):
    an = cast.members["an"].pk
    for day in (date(1900, 1, 1), date(2025, 11, 20), date(2025, 11, 30)):
        with pytest.raises(Refused, match="Bùi Văn An: ngày nộp .* quá sớm"):
            flow.collect(paying, NOVEMBER, {an: Payment(day, "cash")}, head, today=TODAY)
    assert not DuesLine.objects.exists()
    flow.collect(paying, JANUARY, {an: Payment(date(2025, 12, 1), "cash")}, head, today=TODAY)
    line = DuesLine.objects.get(member_id=an)
    with pytest.raises(Refused, match="Ngày nộp 30/11/2025 quá sớm"):
        flow.correct_payment(line, Payment(date(2025, 11, 30), "cash", 5), head, basis="x", today=TODAY)


def test_a_rate_set_for_a_month_to_come_is_replaced_by_one_before_it(cast, paying, head):
    """An pays by wage since January; set wrongly from 12/2027, then rightly from 11/2026."""
    an = cast.members["an"].pk
    with pytest.raises(Refused, match="12/2027 trở về trước"):
        grounds.set_rates(paying, {an: Rate("none")}, date(2062, 11, 1), head, today=TODAY)
    grounds.set_rates(paying, {an: Rate("student")}, date(2027, 12, 1), head, today=TODAY)
    grounds.set_rates(paying, {an: Rate("insured", 9_000_000)}, NOVEMBER, head, today=TODAY)
    spells = DuesCategory.objects.filter(member_id=an).order_by("since")
    assert [(one.kind, one.since, one.until) for one in spells] == [
        ("insured", JANUARY, NOVEMBER),
        ("insured", NOVEMBER, FOREVER),
    ]
    assert owed(paying, NOVEMBER)["Bùi Văn An"] == 90_000


def test_a_grant_for_the_wrong_member_is_taken_back_whole(cast, paying, head):
    flow.draw([paying], NOVEMBER, head, today=TODAY)
    facts = {"kind": "free", "ground": "social_pension", "since": NOVEMBER, "until": None, "paper": "NQ 5"}
    made = grounds.grant(cast.members["an"], paying, facts, head, today=TODAY)
    assert owed(paying, NOVEMBER)["Bùi Văn An"] == 0
    with pytest.raises(Refused, match="phải ghi căn cứ"):
        grounds.end_relief(made, paying, NOVEMBER, head, today=TODAY)
    grounds.end_relief(made, paying, NOVEMBER, head, basis="NQ 5 ghi đồng chí khác", today=TODAY)
    assert not DuesRelief.objects.exists()
    assert owed(paying, NOVEMBER)["Bùi Văn An"] == 81_900
    assert Entry.objects.filter(flow="correction", step="strike").count() == 1


# --- a running rate put right ---

JULY, SEPTEMBER = date(2026, 7, 1), date(2026, 9, 1)


@pytest.fixture(scope="module")
def standing_since_september(standing_cast, standing_paying, django_db_blocker) -> Iterator[DuesCategory]:
    """An by wage since January, by a pension of 5.000.000 from 09/2026: it should have been from July."""
    paying, head, an = standing_paying, head_of(standing_cast), standing_cast.members["an"].pk
    with standing(django_db_blocker):
        flow.draw([paying], JULY, head, today=TODAY)
        flow.draw([paying], SEPTEMBER, head, today=TODAY)
        grounds.set_rates(paying, {an: Rate("pension", 5_000_000)}, SEPTEMBER, head, today=TODAY)
        settle()
        yield kept(DuesCategory.objects.get(member_id=an, until=FOREVER))


@pytest.fixture
def since_september(standing_since_september, cast) -> DuesCategory:
    """His pension, as it was written; from here on it stands."""
    return as_made(standing_since_september)


def due_of(cast, month) -> int | None:
    return DuesLine.objects.get(member=cast.members["an"], month=month).due


def spells_of(cast) -> list[tuple[str, date, date]]:
    found = DuesCategory.objects.filter(member=cast.members["an"]).order_by("since")
    return [(one.kind, one.since, one.until) for one in found]


def mended(held, rate, since, head, paying, **more):
    facts = {"basis": "QĐ nghỉ hưu 12", "unit_id": paying, "today": TODAY, **more}
    return grounds.mend_rate(held, rate, since, head, **facts)


def test_a_running_rate_begins_earlier_and_the_months_are_reckoned_anew(cast, paying, head, since_september):
    """0,5 % of 5.000.000 is 25.000; July was reckoned by the wage, 81.900."""
    assert (due_of(cast, JULY), due_of(cast, SEPTEMBER)) == (81_900, 25_000)
    mended(since_september, Rate("pension"), JULY, head, paying)
    assert spells_of(cast) == [("insured", JANUARY, JULY), ("pension", JULY, FOREVER)]
    assert (due_of(cast, JULY), due_of(cast, SEPTEMBER)) == (25_000, 25_000)
    held = DuesCategory.objects.get(pk=since_september.pk)
    mended(held, Rate("pension", 6_000_000), NOVEMBER, head, paying)  # later, and of another income
    assert spells_of(cast) == [("insured", JANUARY, NOVEMBER), ("pension", NOVEMBER, FOREVER)]
    assert (due_of(cast, JULY), due_of(cast, SEPTEMBER)) == (81_900, 81_900)
    held.refresh_from_db()
    mended(
        held, Rate("pension"), JANUARY, head, paying
    )  # from the first month of the one before: that one goes
    assert spells_of(cast) == [("pension", JANUARY, FOREVER)]
    assert due_of(cast, JULY) == 30_000


def test_a_rate_of_another_member_is_taken_back(cast, paying, head, since_september):
    mended(since_september, None, SEPTEMBER, head, paying)
    assert spells_of(cast) == [("insured", JANUARY, FOREVER)]
    assert due_of(cast, SEPTEMBER) == 81_900


@pytest.mark.parametrize(
    ("rate", "since", "more", "words"),
    [
        (Rate("pension"), date(2025, 12, 1), {}, "từ tháng 01/2026"),
        (Rate("pension"), date(2062, 9, 1), {}, "đến tháng 12/2027"),
        (Rate("pension"), JULY, {"basis": " "}, "phải ghi căn cứ"),
        (Rate("pension"), SEPTEMBER, {}, "Không có gì thay đổi"),
        (Rate("pension", 5_000_000), SEPTEMBER, {}, "Không có gì thay đổi"),
    ],
)
def test_a_rate_is_not_put_right_so(cast, paying, head, since_september, rate, since, more, words):
    kept = spells_of(cast)
    with pytest.raises(Refused, match=words):
        mended(since_september, rate, since, head, paying, **more)
    assert spells_of(cast) == kept


def test_the_page_that_puts_a_rate_right(at, cast, paying, since_september):
    address = f"{BEN_DA}doi-tuong/{since_september.pk}/"
    assert address in at("buong").get(f"{BEN_DA}doi-tuong/").content.decode()
    facts = {"since": "07/2026", "kind": "none", "base": "", "basis": "Chưa có quyết định hưu"}
    assert at("buong").post(address, facts).status_code == 302
    assert spells_of(cast)[-1] == ("none", JULY, FOREVER)
    assert {at(who).get(address).status_code for who in ("nhung", "la")} <= {403, 404}
