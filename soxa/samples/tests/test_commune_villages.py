"""What the villages of the demo commune told: rice that adds up to the commune's, poultry of which three are missing."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.figures import Moment, find, read
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.samples.commune import plan
from soxa.values.aggregation.gather import made_in
from soxa.values.filing.grid import below
from soxa.values.filing.models import Filing
from soxa.values.models import Measure

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
HALF, QUARTER = Period.parse("2026-H1"), Period.parse("2026-Q3")
SILENT = "thiếu 3/36 thôn, tổ dân phố: Thôn Đồng Chằm, Thôn Xuân Lãng, Thôn Bãi Nổi"


def commune():
    return tree().codes[plan.COMMUNE[0]]


def test_the_commune_has_thirty_six_villages_and_each_is_asked():
    assert len(below(commune(), HALF)) == 36
    assert len(list(plan.table("villages"))) == 36


def test_the_rice_of_the_villages_is_the_commune_s():
    """7.240 tấn trên 1.142 ha, 63,4 tạ/ha: what the half-year's report says."""
    rice = Measure.objects.get(code="agriculture.rice_yield")
    (made,) = made_in([rice], [(HALF.since, HALF.until)], [commune()]).values()
    assert (len(made.parts), made.missing) == (36, ())
    assert (made.value.numerator, made.value.denominator, made.value.value) == (7240, 1142, Decimal("63.4"))
    assert read(find(rice.code), Moment.over(HALF), commune()).text == "63,4 tạ/ha"
    page = words(signed_in("tuyet.ngo").get(f"/so-lieu/{rice.code}/"))
    assert "Số ghi cho đơn vị (63,4 tạ/ha) khớp với số cộng từ các phần." in page


def test_poultry_lacks_three_villages_and_is_no_number_yet():
    told = read(find("agriculture.poultry"), Moment.over(QUARTER), commune())
    assert (told.text, told.note) == ("Chưa đủ số liệu", SILENT)
    page = words(signed_in("tuyet.ngo").get("/so-lieu/agriculture.poultry/"))
    assert SILENT[1:] in page  # with a capital at its head
    assert "33/36 thôn, tổ dân phố" in page
    assert "47.710 con" in page


def test_their_grids_say_how_far_they_are():
    rice, poultry = (
        Filing.objects.get(measure__code=code) for code in ("agriculture.rice_yield", "agriculture.poultry")
    )
    assert (rice.state, rice.approved_on, poultry.state) == (Filing.APPROVED, date(2026, 6, 26), Filing.OPEN)
    reader = signed_in("yen.le")
    listed = words(reader.get("/nhap-so-lieu/?ky=2026-Q3"))
    assert "Đàn gia cầm" in listed
    assert "33/36 số" in listed
    page = words(reader.get(f"/nhap-so-lieu/{poultry.pk}/"))
    assert "đã có 33/36 số" in page
    assert "Thôn Trung (Khê Hạ)" in page
