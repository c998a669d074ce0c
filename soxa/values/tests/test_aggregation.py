"""A commune's value from its villages', a province's from its communes': reckoned by hand, never of some as of all."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.kernel.access import machine
from soxa.kernel.figures import Moment, find, read, read_many
from soxa.kernel.models import Entry, Unit
from soxa.kernel.units.acts import Founding, dissolve, found, many_acts
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.party.models import Cell
from soxa.samples.demo_fixture import as_made, kept, settle, standing
from soxa.values.aggregation.gather import made_at, made_in
from soxa.values.aggregation.words import gap_words, made_words
from soxa.values.catalogue import ensure_measures
from soxa.values.filing.models import Filing
from soxa.values.hints import hints
from soxa.values.lights import REACHED
from soxa.values.models import Measure, ReportedValue
from soxa.values.told import measures, tally, told

pytestmark = pytest.mark.django_db
ME = machine("thử")
H1, Q3 = Period.parse("2026-H1"), Period.parse("2026-Q3")
# a province of two communes, the first with eleven villages and an office
VILLAGES = [f"01.{number:02}" for number in range(1, 12)]
NAMES = [
    "Đầm Sen",
    "Gò Mít",
    "Trung",
    "Nội",
    "Ngoại",
    "Bến Đá",
    "Cây Sung",
    "Vực Trong",
    "Đồng Chằm",
    "Xuân Lãng",
    "Khu 1",
]


@pytest.fixture(scope="module")
def standing_units(_of_tests, django_db_setup, django_db_blocker):
    with standing(django_db_blocker):
        ensure_measures()
        with many_acts():
            province = found(Founding("P", "province", "Tỉnh Sông Cẩm"), ME)
            one, two = (found(Founding(code, "commune", f"xã {code}", province), ME) for code in ("01", "02"))
            made = {"P": province, "01": one, "02": two}
            for code, name in zip(VILLAGES, NAMES, strict=True):
                made[code] = found(Founding(code, "village", f"thôn {name}", one), ME)
            made["01.VP"] = found(Founding("01.VP", "agency", "Phòng Kinh tế", one), ME)
        settle()
        yield kept(made)


@pytest.fixture
def units(standing_units, db):
    return as_made(standing_units)


def tell(units, code, unit, value=None, period=H1, **facts):
    return ReportedValue.objects.create(
        measure=Measure.objects.get(code=code),
        unit=units[unit],
        since=period.since,
        until=period.until,
        value=None if value is None else Decimal(value),
        **facts,
    )


def at(code, units, unit="01", period=H1):
    return read(find(code), Moment.over(period), units[unit].pk)


# --- the arithmetic, by hand ---


def test_a_yield_is_weighted_by_area_and_never_a_mean_of_means(units):
    """100 ha at 62 and 300 ha at 58: (6200 + 17400) ÷ 400 = 59,0, not 60."""
    for village, area, per_ha in (("01.01", "100", "62"), ("01.02", "300", "58")):
        tell(units, "agriculture.rice_area", village, area)
        tell(units, "agriculture.rice_yield", village, per_ha)
    for village in VILLAGES[2:]:
        tell(units, "agriculture.rice_area", village, "0")
        tell(units, "agriculture.rice_yield", village, "0")
    reading = at("agriculture.rice_yield", units)
    assert (reading.text, reading.value) == ("59,0 tạ/ha", Decimal("59.0"))
    assert at("agriculture.rice_area", units).text == "400 ha"
    assert reading.note == "bình quân gia quyền của 11 thôn, tổ dân phố"


def test_a_yield_of_output_and_area_is_exact(units):
    """7.240 tấn on 1.142 ha is 63,397… tạ/ha, printed 63,4."""
    tell(units, "agriculture.rice_yield", "01.01", "62.9", numerator=3145, denominator=500)
    tell(units, "agriculture.rice_yield", "01.02", "63.8", numerator=4095, denominator=642)
    (made,) = made_in(
        [find("agriculture.rice_yield").record], [(H1.since, H1.until)], [units["01"].pk]
    ).values()
    assert (made.so_far.numerator, made.so_far.denominator) == (7240, 1142)
    assert made.so_far.value == Decimal("63.4")


def test_a_share_is_divided_anew_from_its_parts(units):
    """2 of 10 and 1 of 90 households: 3 of 100 is 3 %, where the mean of 20 % and 1,11 % would be 10,56 %."""
    tell(units, "poverty.rate", "01.01", "20", met=2, of=10)
    tell(units, "poverty.rate", "01.02", "1.11", numerator=1, denominator=90)
    for village in VILLAGES[2:]:
        tell(units, "poverty.rate", village, "0", met=0, of=0)
    reading = at("poverty.rate", units)
    assert (reading.text, reading.part, reading.whole) == ("3%", 3, 100)


def test_sums_of_money_keep_their_unit_and_are_exact(units):
    """Kept in đồng: 12,675 + 0,325 tỷ = 13 tỷ."""
    tell(units, "budget.revenue", "01", "12675000000")
    tell(units, "budget.revenue", "02", "325000000", sort="estimate")
    reading = at("budget.revenue", units, "P")
    assert (reading.text, reading.note) == ("13 tỷ đồng", "ước, cộng từ 2 xã, phường")


def test_met_of_all_adds_both(units):
    tell(units, "defence.militia_trained", "01", met=94, of=96)
    tell(units, "defence.militia_trained", "02", met=50, of=54)
    assert at("defence.militia_trained", units, "P").text == "144/150"


def test_what_cannot_be_added_up_is_not(units):
    for commune in ("01", "02"):
        tell(units, "economy.growth_average", commune, "7")
        tell(units, "digital.status", commune, word="Xanh")
    for code in ("economy.growth_average", "digital.status"):
        assert at(code, units, "P").text == "Chưa có số liệu"


def test_what_was_reported_for_the_unit_itself_comes_first(units):
    tell(units, "agriculture.rice_area", "01", "1142")
    for village in VILLAGES:
        tell(units, "agriculture.rice_area", village, "100")
    assert at("agriculture.rice_area", units).text == "1.142 ha"
    # and is what the province adds up, where the other commune told its own
    tell(units, "agriculture.rice_area", "02", "58")
    assert at("agriculture.rice_area", units, "P").text == "1.200 ha"


def test_a_province_adds_up_what_villages_told(units):
    """Two storeys: the commune's villages, and the other commune itself."""
    for village in VILLAGES:
        tell(units, "security.crimes", village, "1")
    tell(units, "security.crimes", "02", "7")
    assert at("security.crimes", units, "P").text == "18 vụ"


def test_an_actual_goes_before_an_estimate_and_a_replaced_one_counts_nothing(units):
    tell(units, "security.crimes", "01", "5", sort="estimate")
    tell(units, "security.crimes", "01", "6")
    tell(units, "security.crimes", "01", "9", sort="plan")
    old = tell(units, "security.crimes", "02", "3", sort="estimate")
    kept = tell(units, "security.crimes", "02", "4", period=Period.parse("2025"), sort="estimate")
    ReportedValue.objects.filter(pk=old.pk).moved(kept, replaced_by=kept)
    tell(units, "security.crimes", "02", "1", sort="estimate")
    reading = at("security.crimes", units, "P")
    assert (reading.value, reading.note) == (7, "ước, cộng từ 2 xã, phường")


# --- what is missing ---


def test_who_is_missing_is_told_and_some_are_never_the_whole(units):
    for village in VILLAGES[:8]:
        tell(units, "security.fires", village, "2")
    reading = at("security.fires", units)
    assert (reading.value, reading.text) == (None, "Chưa đủ số liệu")
    assert reading.note == "thiếu 3/11 thôn, tổ dân phố: thôn Đồng Chằm, thôn Xuân Lãng, thôn Khu 1"
    (line,) = told([find("security.fires")], Moment.over(H1), units["01"].pk)
    assert (line.value, line.text, line.gap) == (None, reading.text, reading.note)
    assert line.made.so_far.value == 16
    # the office among the villages was not asked
    tell(units, "security.fires", "02", "1")
    above = at("security.fires", units, "P")
    assert above.note == "thiếu 1/2 xã, phường: xã 01"


def test_many_missing_are_told_by_a_few_names(units):
    tell(units, "security.fires", "01.01", "2")
    assert at("security.fires", units).note == (
        "thiếu 10/11 thôn, tổ dân phố: thôn Gò Mít, thôn Trung, thôn Nội, thôn Ngoại, thôn Bến Đá và 5 đơn vị khác"
    )


def test_a_share_without_its_parts_is_not_averaged(units):
    tell(units, "labour.trained", "01", "60")
    tell(units, "labour.trained", "02", "70", numerator=7, denominator=10)
    reading = at("labour.trained", units, "P")
    assert (reading.value, reading.note) == (None, "chưa ghi tử số, mẫu số: 1/2 xã, phường: xã 01")


def test_a_share_may_be_weighed_by_the_series_of_its_base(units):
    """2 % of 5.000 and 3 % of 3.000 households: 190 of 8.000 is 2,375 %, printed half up 2,38 %."""
    for commune, share, households in (("01", "2", "5000"), ("02", "3", "3000")):
        tell(units, "poverty.rate", commune, share)
        tell(units, "population.households", commune, households)
    assert at("poverty.rate", units, "P").text == "2,38%"


def test_nothing_below_the_line_is_nothing_arisen(units):
    for commune in ("01", "02"):
        tell(units, "health.vaccinated", commune, "0", numerator=0, denominator=0)
    assert at("health.vaccinated", units, "P").text == "không phát sinh"


def test_a_unit_that_ended_before_the_period_did_is_not_missed(units):
    for village in VILLAGES[:10]:
        tell(units, "security.fires", village, "1")
    assert at("security.fires", units).value is None
    dissolve(units["01.11"], units["01"], date(2026, 6, 30), decision="QĐ 5", actor=ME)
    assert at("security.fires", units).value == 10


# --- measures that consist of others ---


def test_multidimensional_poverty_is_poor_and_near_poor(units):
    """203 poor and 210 near-poor of 8.417 households: 413 of 8.417 is 4,91 %."""
    tell(units, "poverty.rate", "01", "2.41", met=203, of=8417)
    assert at("poverty.multidimensional", units).text == "Chưa có số liệu"
    tell(units, "poverty.near_poor", "01", "2.49", met=210, of=8417)
    reading = at("poverty.multidimensional", units)
    assert (reading.text, reading.part, reading.whole) == ("4,91%", 413, 8417)
    assert reading.note == "cộng từ: Tỷ lệ hộ nghèo, Tỷ lệ hộ cận nghèo"


def test_shares_of_other_wholes_are_not_added(units):
    tell(units, "poverty.rate", "01", "2.41", met=203, of=8417)
    tell(units, "poverty.near_poor", "01", "2.49", met=210, of=8420)
    reading = at("poverty.multidimensional", units)
    assert reading.value is None
    assert reading.note == "mẫu số của các chỉ tiêu cộng vào không giống nhau: 8.417, 8.420"


# --- as of a day ---


def test_asked_as_of_a_day_the_last_whole_period_answers(units):
    for village in VILLAGES:
        tell(units, "security.fires", village, "1")
    for village in VILLAGES[:3]:
        tell(units, "security.fires", village, "1", period=Q3)
    moment = Moment.at(date(2026, 11, 20))
    reading = read(find("security.fires"), moment, units["01"].pk)
    assert (reading.value, reading.moment.until) == (11, H1.until)
    made = made_at([find("security.fires").record], moment, [units["01"].pk])
    assert [made_words(one) for one in made.values()] == ["cộng từ 11 thôn, tổ dân phố"]
    # of the period itself it says who is missing
    assert at("security.fires", units, period=Q3).note.startswith("thiếu 8/11")
    # the commune's own older value gives way to a whole one of later
    tell(units, "security.fires", "01", "30", period=Period.parse("2026-Q1"))
    assert read(find("security.fires"), moment, units["01"].pk).value == 11
    tell(units, "security.fires", "01", "12")
    assert read(find("security.fires"), moment, units["01"].pk).value == 12


def test_the_eve_of_the_end_of_a_period_is_too_early(units):
    for village in VILLAGES:
        tell(units, "security.fires", village, "1")
    for day, value in ((date(2026, 6, 29), None), (date(2026, 6, 30), 11)):
        assert read(find("security.fires"), Moment.at(day), units["01"].pk).value == value


def test_pages_and_figures_choose_alike(units):
    for village in VILLAGES[:9]:
        tell(units, "security.fires", village, "1")
        tell(units, "security.crimes", village, "1", period=Q3)
    for village in VILLAGES:
        tell(units, "population.people", village, "500")
    for moment in (Moment.over(H1), Moment.over(Q3), Moment.at(date(2026, 11, 20))):
        figures = measures()
        readings = read_many(figures, moment, [units["01"].pk])
        lines = told(figures, moment, units["01"].pk)
        assert [line.text for line in lines] == [
            readings[one.figure.code, units["01"].pk].text for one in lines
        ]


# --- what it costs ---


@pytest.mark.parametrize(("moment", "most"), [(Moment.over(H1), 9), (Moment.at(date(2026, 11, 20)), 10)])
def test_many_measures_of_many_units_cost_a_few_questions(units, django_assert_max_num_queries, moment, most):
    for village in VILLAGES[:5]:
        for code in ("security.fires", "security.crimes", "agriculture.rice_area", "poverty.rate"):
            tell(units, code, village, "1")
    figures, asked = measures(), [unit.pk for unit in units.values()]
    tree()
    with django_assert_max_num_queries(most):
        read_many(figures, moment, asked)


def test_gaps_of_a_whole_value_are_no_words(units):
    for village in VILLAGES:
        tell(units, "security.fires", village, "1")
    (made,) = made_at([find("security.fires").record], Moment.over(H1), [units["01"].pk]).values()
    assert gap_words(made) == ""
    assert len(made.used) == 11


def test_what_nobody_approved_is_told_of_the_sum_too(units):
    filing = Filing.objects.create(unit=units["02"], group="defence", since=H1.since, until=H1.until)
    tell(units, "security.fires", "01", "1")
    waiting = tell(units, "security.fires", "02", "2", filing=filing)
    assert at("security.fires", units, "P").note == "chưa duyệt, cộng từ 2 xã, phường"
    entry = Entry.objects.first()
    ReportedValue.objects.filter(pk=waiting.pk).moved(entry, approved_on=date(2026, 7, 3))
    assert at("security.fires", units, "P").note == "cộng từ 2 xã, phường"


def test_of_periods_that_end_together_the_longest_answers(units):
    """June and the half-year both end on 30 June: the half-year is what a year's plan is held against."""
    june = Period.parse("2026-06")
    for unit in ("01", "02"):
        tell(units, "budget.revenue", unit, "2000000000", period=june)
        tell(units, "budget.revenue", unit, "9000000000")
    found = made_at(
        [Measure.objects.get(code="budget.revenue")], Moment.at(date(2026, 6, 30)), [units["P"].pk]
    )
    (made,) = found.values()
    assert (made.since, made.until) == (H1.since, H1.until)


def test_a_quotient_of_money_is_kept_in_dong(units):
    own = Measure.objects.create(
        code="own.income", title="Thu nhập bình quân hộ", kind=Measure.QUANTITY, unit_word="triệu đồng",
        aggregation=Measure.OF_PARTS, decimals=0, group="economy",
    )  # fmt: skip
    for village in VILLAGES:
        tell(units, "own.income", village, "66000000", numerator=3300, denominator=50)
    assert at(own.code, units).text == "66 triệu đồng"


@pytest.mark.parametrize(
    ("day", "good"), [(date(2026, 6, 29), 0), (date(2026, 6, 30), 1), (date(2026, 11, 20), 1)]
)
def test_lights_read_at_once_know_what_the_units_below_come_to(units, day, good):
    """Eleven fires in eleven villages and none in the other commune, of at most forty: green for all three once the period is over."""
    for village in VILLAGES:
        tell(units, "security.fires", village, "1")
    tell(units, "security.fires", "02", "0")
    for unit in ("01", "02", "P"):
        tell(units, "security.fires", unit, "40", period=Period.parse("2026"), sort="plan")
    asked, at_day = [units[code].pk for code in ("01", "02", "P")], Moment.at(day)
    found = hints(asked, at_day)
    assert [found.get(unit, {}).get(REACHED, 0) for unit in asked] == [good] * 3
    for unit in asked:
        assert found.get(unit, {}) == dict(tally(told(measures(), at_day, unit)))


def test_lights_read_at_once_leave_out_what_lacks_a_village(units):
    for village in VILLAGES[:10]:
        tell(units, "security.fires", village, "1")
    tell(units, "security.fires", "01", "40", period=Period.parse("2026"), sort="plan")
    asked, day = units["01"].pk, Moment.at(date(2026, 11, 20))
    assert REACHED not in hints([asked], day)[asked]
    assert hints([asked], day)[asked] == dict(tally(told(measures(), day, asked)))


def test_a_village_goes_before_the_cell_that_stood_for_it(units):
    """A commune whose cells told their villages' numbers founds the villages: nothing is counted twice."""
    commune = Unit.objects.get(code="01")
    cell = found(Founding("01.C1", "cell", "Chi bộ Gò Mít", commune), ME)
    Cell(unit=cell, kind="village", since=date(2025, 7, 1)).save(force_insert=True)
    units["01.C1"] = cell
    tell(units, "security.fires", "01.C1", "5")
    assert at("security.fires", units).value == 5
    for village in VILLAGES:
        tell(units, "security.fires", village, "1")
    assert (at("security.fires", units).value, at("security.fires", units).note) == (
        11,
        "cộng từ 11 thôn, tổ dân phố",
    )
