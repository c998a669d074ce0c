"""Targets 7 and 9 of the demo read what the book holds of works and OCOP products; without such rows, what was reported."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.desk.tests.signing_in import words
from soxa.kernel.figures import Moment, find
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.products.models import Product, Rating
from soxa.steering.targets.computed import computed
from soxa.steering.targets.lists import board
from soxa.steering.targets.models import Target
from soxa.steering.targets.reading import read_targets
from soxa.steering.works.models import CapitalPlan, Disbursement
from soxa.values.models import ReportedValue
from soxa.values.told import Told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

H1 = Period.parse("2026-H1")
PAID, NEW = "budget.public_investment", "ocop.new_products"


def got(code, period=H1):
    target = Target.objects.get(code=code, span=Target.YEAR)
    return read_targets([target], period, target.unit_id)[0]


def test_the_half_year_is_what_the_office_published():
    paid, new = got(PAID), got(NEW)
    # 18.615 of 34.200 million, whole millions as the office prints them; no product was new by the end of June
    assert (paid.text, paid.parts, paid.level, paid.estimate) == ("54,43%", "18.615/34.200", "green", False)
    assert (new.text, new.level, new.estimate) == ("0 sản phẩm", "red", False)


def test_it_was_assessed_so():
    target = Target.objects.get(code=PAID, span=Target.YEAR)
    rows = {row.target.code: row.standing for row in board(target.unit_id, DEMO_DAY).rows}
    assert (rows[PAID].text, rows[PAID].estimate) == ("54,43%", False)
    assert (rows[NEW].text, rows[NEW].level) == ("0 sản phẩm", "red")


def test_a_payment_moves_the_target_and_not_what_was_reported():
    last = Disbursement.objects.filter(on__lte=date(2026, 6, 15)).order_by("-on", "-pk").first()
    more = last.amount + 500_000
    Disbursement.objects.filter(pk=last.pk).moved(last.entry, amount=more)
    paid = got(PAID)
    # 18.615,5 of 34.200 million: 54,4313… %, told in đồng since it is no whole number of millions
    assert (paid.text, paid.parts) == ("54,43%", "18.615.500.000/34.200.000.000")
    assert ReportedValue.objects.filter(measure__code=PAID, sort="estimate", value=Decimal("54.43")).exists()


def test_a_product_recognised_in_the_period_is_counted_from_its_day():
    product = Product.objects.exclude(ratings=None).first()
    rating = product.ratings.first()
    Rating.objects.filter(pk=rating.pk).moved(rating.entry, since=date(2026, 6, 15), first=True)
    assert got(NEW).text == "1 sản phẩm"
    Rating.objects.filter(pk=rating.pk).moved(rating.entry, since=date(2026, 7, 1))
    assert got(NEW).text == "0 sản phẩm"


def test_without_works_and_products_what_was_reported_is_read():
    CapitalPlan.objects.filter(year=2026).moved(CapitalPlan.objects.first().entry, year=2020)
    Rating.objects.all().moved(Rating.objects.first().entry, until=date(2026, 1, 1))
    paid, new = got(PAID), got(NEW)
    assert (paid.text, paid.parts, paid.estimate) == ("54,43%", "18.615/34.200", True)
    assert (new.text, new.estimate) == ("0 sản phẩm", False)


def test_the_page_says_where_its_number_comes_from(at):
    page = words(at("tuyet.ngo").get(f"/chi-tieu/{Target.objects.get(code=PAID, span=Target.YEAR).pk}/"))
    assert "Sổ tự tính từ các dòng của mình: Giải ngân vốn đầu tư công" in page
    other = Target.objects.get(code="budget.revenue", span=Target.YEAR).pk
    assert "Sổ tự tính từ các dòng" not in words(at("tuyet.ngo").get(f"/chi-tieu/{other}/"))


def test_a_unit_that_is_no_commune_is_told_what_was_reported():
    cell = tree().codes["99901.01"]
    line = Told(find(PAID))
    assert tree().nodes[cell].kind == "cell"
    assert computed([line], Moment.over(H1), cell)[0] is line
