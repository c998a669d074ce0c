"""The page of a reported number opens the units it adds up, tells who is missing, and holds it against its plans and base."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.kernel.access import machine
from soxa.kernel.figures import Moment
from soxa.kernel.figures.row_sets import fingerprint
from soxa.kernel.models import Unit
from soxa.kernel.units.acts import Founding, found, many_acts
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.values.models import Measure, ReportedValue
from soxa.values.row_sets import row_set

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
OFFICE = "tuyet.ngo"
H1 = Period.parse("2026-H1")


@pytest.fixture
def hamlets():
    """Three villages of the demo commune that report to it."""
    commune = Unit.objects.get(code="99901")
    with many_acts():
        return [
            found(
                Founding(f"99901.X{number}", "village", f"thôn {name}", commune, date(2025, 7, 1)),
                machine("thử"),
            )
            for number, name in enumerate(("Thượng", "Trung", "Hạ"), 1)
        ]


def tell(unit, code, value, **facts):
    return ReportedValue.objects.create(
        measure=Measure.objects.get(code=code),
        unit=unit,
        since=H1.since,
        until=H1.until,
        value=Decimal(value),
        **facts,
    )


def page(code, query="?ky=2026-H1"):
    return words(signed_in(OFFICE).get(f"/so-lieu/{code}/{query}"))


def test_a_yield_opens_the_villages_it_is_weighted_by(hamlets):
    for unit, area, per_ha in zip(hamlets, ("100", "300", "0"), ("62", "58", "0"), strict=True):
        tell(unit, "agriculture.rice_area", area)
        tell(unit, "agriculture.rice_yield", per_ha)
    # the office's own 63,4 comes first and is held against the villages'
    shown = page("agriculture.rice_yield")
    assert "63,4 tạ/ha, cộng từ các phần là 59,0 tạ/ha: không khớp, cần xem lại." in shown
    assert "Bình quân gia quyền của 3 thôn, tổ dân phố." in shown
    assert "thôn Thượng 620 100 62 tạ/ha" in shown
    assert "Cộng 2.360 400 59,0 tạ/ha" in shown


def test_who_is_missing_stands_on_the_page_by_name(hamlets):
    tell(hamlets[0], "security.fires", "2")
    tell(hamlets[2], "security.fires", "3", sort="estimate")
    shown = page("security.fires")
    for said in (
        "Chưa đủ số liệu",
        "Thiếu 1/3 thôn, tổ dân phố: thôn Trung.",
        "thôn Trung chưa báo cáo",
        "thôn Hạ số ước 3 vụ",
        "Mới có 2/3 thôn, tổ dân phố 5 vụ",
    ):
        assert said in shown
    tell(hamlets[1], "security.fires", "0")
    shown = page("security.fires")
    assert "Chưa đủ" not in shown
    assert "Cộng 5 vụ" in shown


def test_poverty_of_both_kinds_opens_its_measures():
    commune = Unit.objects.get(code="99901")
    tell(commune, "poverty.near_poor", "2.49", met=210, of=8417)
    shown = page("poverty.multidimensional")
    assert "4,91%" in shown
    assert "Tỷ lệ hộ nghèo số ước 203 8.417 2,41%" in shown
    assert "Cộng 413 8.417 4,91%" in shown


def test_two_estimates_of_the_budget_stand_side_by_side():
    shown = page("budget.revenue")
    assert "Dự toán tỉnh giao 21.400 triệu đồng 62%" in shown
    assert "Hội đồng nhân dân xã giao 23.000 triệu đồng 57,69%" in shown


def test_a_share_is_held_against_the_dated_series_of_its_base():
    said = "Mẫu số 31.842; Dân số, 6 tháng đầu năm 2026: 31.842 người – khớp."
    assert said in page("insurance.health")
    commune = Unit.objects.get(code="99901")
    ReportedValue.objects.filter(unit=commune, measure__code="population.people").moved(
        ReportedValue.objects.exclude(entry=None).first().entry, value=31900
    )
    assert "31.900 người – không khớp." in page("insurance.health")


def test_a_stated_share_of_the_estimate_says_what_the_estimate_must_be():
    tell(Unit.objects.get(code="99901"), "budget.revenue_over_estimate", "62")
    shown = page("budget.revenue_over_estimate")
    assert (
        "thì dự toán là 21.400 triệu đồng. Khớp với số đã ghi (dự toán tỉnh giao): 21.400 triệu đồng."
        in shown
    )


@pytest.mark.parametrize("code", ["agriculture.rice_yield", "security.fires"])
def test_a_page_asks_as_much_with_many_villages_as_with_few(hamlets, code):
    tell(hamlets[0], code, "1", numerator=1, denominator=10)
    address = f"/so-lieu/{code}/?ky=2026-H1"
    few = queries(signed_in(OFFICE), address)
    for unit in hamlets[1:]:
        tell(unit, code, "1", numerator=1, denominator=10)
    assert queries(signed_in(OFFICE), address) == few


def test_an_issued_report_keeps_the_rows_a_number_was_added_up_from(hamlets):
    commune, moment = tree().codes["99901"], Moment.over(H1)
    told = [tell(unit, "security.fires", "1") for unit in hamlets[:2]]
    assert row_set("security.fires", moment, commune, part="part").rows == {}
    told.append(tell(hamlets[2], "security.fires", "1"))
    kept = row_set("security.fires", moment, commune, part="part")
    assert {key: unit for key, (unit, _print) in kept.rows.items()} == {one.pk: one.unit_id for one in told}
    ReportedValue.objects.filter(pk=told[0].pk).moved(
        ReportedValue.objects.exclude(entry=None).first().entry, numerator=1, denominator=2
    )
    assert row_set("security.fires", moment, commune, part="part").rows != kept.rows


def test_the_print_of_a_value_without_parts_is_what_it_was():
    """Reports issued before values had a numerator and a denominator still agree with the book."""
    commune, moment = tree().codes["99901"], Moment.over(H1)
    ((key, (unit, print_)),) = row_set("agriculture.pigs", moment, commune, part="part").rows.items()
    value = ReportedValue.objects.get(pk=key)
    facts = (commune, value.since, value.until, "estimate", value.value, None, None, "", None)
    assert (unit, print_) == (commune, fingerprint(facts, moment.on))
