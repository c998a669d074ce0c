"""Collections of dues: written once, in one go, all or nothing; arrears, hand-overs, corrections, rates and grants."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.law.periods import FOREVER
from soxa.org.roles import AUDITOR, CELL_SECRETARY
from soxa.party.dues import flow, grounds, handing, lists
from soxa.party.dues.flow import Payment
from soxa.party.dues.grounds import Rate
from soxa.party.dues.models import DuesCategory, DuesLine, DuesMonth, DuesRelief, HandOver
from soxa.party.dues.reckoning import REGION
from soxa.party.flow import take
from soxa.party.tests.cast import TODAY

JANUARY, SEPTEMBER, OCTOBER, NOVEMBER = (date(2026, month, 1) for month in (1, 9, 10, 11))
CASH = Payment(date(2026, 11, 5), "cash")


@pytest.fixture
def secretary(cast, paying) -> Actor:
    return Actor("Người buong", "Bí thư Chi bộ", paying, cast.accounts["buong"].pk, CELL_SECRETARY)


def owed(paying, month) -> dict[str, int | None]:
    return {one.member.person.full_name: one.due for one in lists.sheet_of(paying, month).lines}


def everybody(cast, payment=CASH, but=()):
    return {cast.members[key].pk: payment for key in ("dang", "sac", "an", "au", "moi") if key not in but}


# --- what is owed ---


def test_a_list_shows_what_each_owes(paying):
    """Ấn was born in 1958 and is past the age of retirement; Âu, born in March 1971, is not."""
    assert owed(paying, NOVEMBER) == {
        "Bùi Văn An": 81_900,
        "Đặng Thị Ân": 26_000,
        "Lò Văn Ấn": 7_400,
        "Triệu Thị Âu": 11_100,
        "Vi Thị Bưởi": 5_000,
    }
    assert not DuesMonth.objects.exists()


def test_one_who_came_during_a_month_pays_from_the_next(cast, paying):
    assert "Vi Thị Bưởi" not in owed(paying, JANUARY)
    assert "Vi Thị Bưởi" in owed(paying, date(2026, 2, 1))


def test_one_who_moves_pays_that_month_where_he_was(cast, paying, head):
    facts = {"unit": cast.units["school"].pk, "on": date(2026, 10, 2), "paper": "GT 1"}
    take("move_within", cast.members["an"], head, today=TODAY, facts=facts)
    assert "Bùi Văn An" in owed(paying, OCTOBER)
    assert "Bùi Văn An" not in owed(paying, NOVEMBER)
    assert owed(cast.units["school"].pk, NOVEMBER)["Bùi Văn An"] == 81_900


def test_without_a_region_the_sum_is_not_guessed(cast, paying, head):
    put(REGION, "", since=NOVEMBER, actor=head, unit_id=cast.units["upper"].pk)
    assert owed(paying, NOVEMBER)["Triệu Thị Âu"] is None
    assert owed(paying, OCTOBER)["Triệu Thị Âu"] == 11_100


def test_incomes_are_sealed(paying):
    kept = DuesCategory.objects.get(kind="insured").base_sealed
    assert kept
    assert "8190000" not in kept
    assert not Entry.objects.filter(facts__icontains="8190000").exists()


# --- collecting ---


def test_a_month_is_collected_in_one_go_and_not_twice(cast, paying, secretary):
    done = flow.collect(paying, NOVEMBER, everybody(cast), secretary, today=TODAY)
    assert (done.written, done.held) == (5, ())
    sheet = lists.sheet_of(paying, NOVEMBER)
    assert (sheet.collected, sheet.due, sheet.open) == (131_400, 131_400, [])
    entries = Entry.objects.count()
    again = flow.collect(paying, NOVEMBER, everybody(cast), secretary, today=TODAY)
    assert (again.written, again.held) == (0, ())
    assert (DuesLine.objects.count(), Entry.objects.count()) == (5, entries)


def test_the_entry_tells_the_month_and_the_number_of_lines_alone(cast, paying, secretary):
    flow.collect(paying, NOVEMBER, everybody(cast), secretary, today=TODAY)
    entry = Entry.objects.get(flow="dues", step="collect")
    assert entry.facts == {"month": "2026-11", "rows": 5}
    assert (entry.subject_kind, entry.subject_key, entry.actor) == ("unit", "99801.01", "Người buong")


def test_a_line_that_holds_another_payment_is_named_and_left(cast, paying, head):
    flow.collect(paying, NOVEMBER, everybody(cast), head, today=TODAY)
    other = Payment(CASH.on, "cash", 100_000)
    done = flow.collect(paying, NOVEMBER, {cast.members["an"].pk: other}, head, today=TODAY)
    assert done.held == (cast.members["an"].pk,)
    assert DuesLine.objects.get(member=cast.members["an"]).amount == 81_900


def test_more_than_owed_is_extra_and_less_is_short(cast, paying, head):
    paid = {
        cast.members["an"].pk: Payment(CASH.on, "portal", 100_000),
        cast.members["dang"].pk: Payment(CASH.on, "cash", 20_000),
    }
    flow.collect(paying, NOVEMBER, paid, head, today=TODAY)
    generous, sparing = (DuesLine.objects.get(member=cast.members[key]) for key in ("an", "dang"))
    assert (generous.amount, generous.extra, generous.short) == (100_000, 18_100, 0)
    assert (sparing.amount, sparing.extra, sparing.short) == (20_000, 0, 6_000)


@pytest.mark.parametrize(
    ("payment", "words"),
    [
        (Payment(date(2026, 11, 21), "cash", 5_000), "chưa đến"),
        (Payment(CASH.on, "cash", 0), "ghi số tiền"),
    ],
)
def test_a_collection_that_is_refused_writes_nothing(cast, paying, head, payment, words):
    put(REGION, "", since=NOVEMBER, actor=head, unit_id=cast.units["upper"].pk)
    paid = {**everybody(cast, but=("au", "sac")), cast.members["au"].pk: payment}
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        flow.collect(paying, NOVEMBER, paid, head, today=TODAY)
    assert not DuesLine.objects.exists()
    assert Entry.objects.count() == entries


def test_who_is_not_on_the_list_and_months_that_cannot_be_are_refused(cast, paying, head):
    with pytest.raises(Refused, match="không thuộc danh sách"):
        flow.collect(paying, NOVEMBER, {cast.members["xa"].pk: CASH}, head, today=TODAY)
    with pytest.raises(Refused, match="hết tháng 12"):
        flow.collect(paying, date(2027, 1, 1), {}, head, today=TODAY)
    with pytest.raises(Refused, match="chưa có quy định"):
        flow.collect(paying, date(2025, 12, 1), {}, head, today=TODAY)
    reader = Actor("x", "x", None, None, AUDITOR)
    with pytest.raises(Refused, match="không ghi được"):
        flow.collect(paying, NOVEMBER, {}, reader, today=TODAY)
    assert not DuesMonth.objects.exists()


def test_lists_of_many_cells_are_drawn_once(cast, paying, head):
    units = [paying, cast.units["school"].pk]
    assert flow.draw(units, NOVEMBER, head, today=TODAY) == 2
    assert flow.draw(units, NOVEMBER, head, today=TODAY) == 0
    assert DuesLine.objects.count() == 7
    assert {sheet.collected_on for sheet in DuesMonth.objects.all()} == {None}


# --- arrears ---


def months_owed(cast, account, on) -> dict[str, int]:
    return {row["name"]: row["months"] for row in lists.arrears_counted(cast.accounts[account], on)}


def test_arrears_are_counted_as_of_any_day(cast, paying, head):
    for month in (date(2026, 8, 1), SEPTEMBER, OCTOBER, NOVEMBER):
        flow.collect(paying, month, everybody(cast, Payment(month, "cash"), but=("au",)), head, today=TODAY)
    DuesMonth.objects.all().moved(Entry.objects.first(), collected_on=date(2026, 8, 5))
    ends = [date(2026, 8, 30), date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 30), date(2026, 10, 31)]
    found = [months_owed(cast, "chanh", on).get("Triệu Thị Âu", 0) for on in (*ends, TODAY)]
    assert found == [0, 1, 2, 2, 3, 3]
    late = Payment(date(2026, 11, 10), "cash")
    flow.collect(paying, SEPTEMBER, {cast.members["au"].pk: late}, head, today=TODAY)
    assert months_owed(cast, "chanh", TODAY) == {"Triệu Thị Âu": 2}
    assert months_owed(cast, "chanh", date(2026, 11, 9)) == {"Triệu Thị Âu": 3}
    assert months_owed(cast, "buong", TODAY) == {"Triệu Thị Âu": 2}
    assert months_owed(cast, "khac", TODAY) == {}


def test_a_month_nobody_wrote_down_is_nobodys_arrears(cast, paying, head):
    flow.draw([paying], SEPTEMBER, head, today=TODAY)
    assert months_owed(cast, "chanh", TODAY) == {}
    flow.collect(paying, SEPTEMBER, {}, head, today=TODAY)
    assert len(months_owed(cast, "chanh", TODAY)) == 5


def test_one_allowed_to_pay_later_is_not_in_arrears(cast, paying, head):
    flow.collect(paying, OCTOBER, {}, head, today=TODAY)
    facts = {"kind": "delayed", "ground": "away", "since": OCTOBER, "until": None, "paper": "NQ 3"}
    grounds.grant(cast.members["au"], paying, facts, head, today=TODAY)
    assert "Triệu Thị Âu" not in months_owed(cast, "chanh", TODAY)
    assert "Bùi Văn An" in months_owed(cast, "chanh", TODAY)


# --- rates and grants ---


def test_a_new_rate_holds_from_its_month_and_leaves_what_was_paid(cast, paying, head):
    flow.collect(paying, OCTOBER, everybody(cast, but=("dang",)), head, today=TODAY)
    flow.draw([paying], NOVEMBER, head, today=TODAY)
    rates = {cast.members["an"].pk: Rate("insured", 9_000_000), cast.members["dang"].pk: Rate("pension")}
    assert grounds.set_rates(paying, rates, NOVEMBER, head, today=TODAY) == 1
    assert (owed(paying, OCTOBER)["Bùi Văn An"], owed(paying, NOVEMBER)["Bùi Văn An"]) == (81_900, 90_000)
    spells = DuesCategory.objects.filter(member=cast.members["an"]).order_by("since")
    assert [(one.since, one.until) for one in spells] == [(JANUARY, NOVEMBER), (NOVEMBER, FOREVER)]


def test_a_rate_replaces_the_one_of_its_month_and_does_not_reach_behind_it(cast, paying, head):
    member = cast.members["an"].pk
    grounds.set_rates(paying, {member: Rate("insured", 9_000_000)}, OCTOBER, head, today=TODAY)
    grounds.set_rates(paying, {member: Rate("insured", 8_500_000)}, OCTOBER, head, today=TODAY)
    assert owed(paying, OCTOBER)["Bùi Văn An"] == 85_000
    with pytest.raises(Refused, match="mức đang dùng ghi từ 01/10/2026"):
        grounds.set_rates(paying, {member: Rate("none")}, SEPTEMBER, head, today=TODAY)
    with pytest.raises(Refused, match="ghi thu nhập"):
        grounds.set_rates(paying, {member: Rate("pension")}, NOVEMBER, head, today=TODAY)
    assert DuesCategory.objects.filter(member_id=member).count() == 2


def reduced(**facts):
    whole = {
        "kind": "reduced",
        "percent": 50,
        "ground": "hardship",
        "since": OCTOBER,
        "until": date(2027, 10, 1),
    }
    return {**whole, "paper": "QĐ 12-QĐ/ĐU", **facts}


def test_a_reduction_runs_twelve_months_at_most_and_changes_what_is_owed(cast, paying, head):
    flow.draw([paying], OCTOBER, head, today=TODAY)
    with pytest.raises(Refused, match="không quá 12 tháng"):
        grounds.grant(cast.members["an"], paying, reduced(until=date(2027, 11, 1)), head, today=TODAY)
    with pytest.raises(Refused, match="30, 50, 70%"):
        grounds.grant(cast.members["an"], paying, reduced(percent=40), head, today=TODAY)
    made = grounds.grant(cast.members["an"], paying, reduced(), head, today=TODAY)
    assert (owed(paying, SEPTEMBER)["Bùi Văn An"], owed(paying, OCTOBER)["Bùi Văn An"]) == (81_900, 40_950)
    with pytest.raises(Refused, match="đã giảm 50%"):
        grounds.grant(cast.members["an"], paying, reduced(since=NOVEMBER), head, today=TODAY)
    grounds.end_relief(made, paying, NOVEMBER, head, today=TODAY)
    assert owed(paying, NOVEMBER)["Bùi Văn An"] == 81_900


def test_a_cell_decides_for_itself_only_where_it_is_a_grassroots_organisation(cast, paying, secretary):
    free = {"kind": "free", "ground": "social_pension", "since": NOVEMBER, "until": None, "paper": "NQ 5"}
    cast.cells["ben_da"].grassroots = None
    cast.cells["ben_da"].save()
    with pytest.raises(Refused, match="báo cáo cấp trên"):
        grounds.grant(cast.members["an"], paying, free, secretary, today=TODAY)
    assert not DuesRelief.objects.exists()
    cast.cells["ben_da"].grassroots = True
    cast.cells["ben_da"].save()
    grounds.grant(cast.members["an"], paying, free, secretary, today=TODAY)
    assert owed(paying, NOVEMBER)["Bùi Văn An"] == 0


# --- corrections and hand-overs ---


def test_a_payment_is_put_right_or_taken_back_with_its_basis(cast, paying, head):
    flow.collect(paying, NOVEMBER, everybody(cast), head, today=TODAY)
    line = DuesLine.objects.get(member=cast.members["an"])
    right = Payment(date(2026, 11, 6), "portal", 90_000)
    flow.correct_payment(line, right, head, basis="Biên lai 5", today=TODAY)
    assert (line.amount, line.extra, line.way) == (90_000, 8_100, "portal")
    flow.correct_payment(line, None, head, basis="Ghi nhầm người", today=TODAY)
    assert (line.amount, line.extra, line.paid_on, line.way) == (None, 0, None, "")
    assert Entry.objects.filter(flow="correction", subject_key=str(cast.members["an"].pk)).count() == 2
    with pytest.raises(Refused, match="chưa ghi nộp"):
        flow.correct_payment(line, right, head, basis="x", today=TODAY)


def test_what_goes_up_is_what_is_not_kept_and_goes_once(cast, paying, secretary):
    facts = {"on": date(2026, 11, 15), "percent": Decimal(30), "paper": "PT 7"}
    with pytest.raises(Refused, match="Không còn khoản"):
        handing.hand_over(paying, NOVEMBER, facts, secretary, today=TODAY)
    flow.collect(paying, NOVEMBER, everybody(cast, but=("dang",)), secretary, today=TODAY)
    made = handing.hand_over(paying, NOVEMBER, facts, secretary, today=TODAY)
    assert (made.collected, made.sent) == (105_400, 73_780)
    with pytest.raises(Refused, match="Không còn khoản"):
        handing.hand_over(paying, NOVEMBER, facts, secretary, today=TODAY)
    flow.collect(paying, NOVEMBER, everybody(cast), secretary, today=TODAY)
    assert handing.hand_over(paying, NOVEMBER, facts, secretary, today=TODAY).sent == 18_200
    assert HandOver.objects.count() == 2
