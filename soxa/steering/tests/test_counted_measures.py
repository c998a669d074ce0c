"""Two measures of the demo that works and OCOP products answer for: every place tells the same number; without such rows, what was reported."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from soxa.commands.questions import figure_json
from soxa.desk.glance.trends import reported
from soxa.desk.tests.signing_in import markup, words
from soxa.kernel import files, journal
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, find, read, row_filter
from soxa.kernel.figures.row_sets import RowSet
from soxa.kernel.request_memo import held_request
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.reports.readings import Readings
from soxa.samples.demo_fixture import DEMO_DAY
from soxa.steering.products.figures import NEW_PRODUCTS
from soxa.steering.products.models import Product, Rating
from soxa.steering.targets.lists import board
from soxa.steering.targets.models import Target
from soxa.steering.targets.reading import read_targets
from soxa.steering.works.figures import DISBURSEMENT
from soxa.steering.works.models import CapitalPlan, Disbursement
from soxa.values.counted import counted
from soxa.values.cut_off import moments
from soxa.values.filing.flow import Wish, begin
from soxa.values.filing.grid import grid
from soxa.values.filing.models import Filing
from soxa.values.models import Measure, ReportedValue
from soxa.values.row_sets import Freezer
from soxa.values.told import told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

H1 = Period.parse("2026-H1")
HALF = Moment.over(H1)
PAID, NEW = "budget.public_investment", "ocop.new_products"
MILLION = 10**6


def commune() -> int:
    return tree().codes["99901"]


def target_of(code):
    return Target.objects.get(code=code, span=Target.YEAR)


def got(code, **more):
    return read_targets([target_of(code)], H1, commune(), **more)[0]


def line_of(code):
    return told([find(code)], HALF, commune())[0]


def filed(code):
    """What the grid of the half-year tells beside the field in which the value is typed."""
    measure = Measure.objects.get(code=code)
    filing = begin(Wish(commune(), H1, Filing.ACTUAL, measure.group), machine("test"), today=DEMO_DAY)
    return next(line for line in grid(filing).lines if line.measure == measure)


def places(code):
    """The number of the half-year wherever the book prints it."""
    with held_request():
        reading = read(find(code), HALF, commune())
        line = filed(code)
        return {
            "figure": reading.text,
            "command": figure_json(reading, "99901", over=True)["text"],
            "overview": line_of(code).text,
            "target": got(code).text,
            "report": Readings(commune(), moments(commune(), H1)).reading(code).text,
            "grid": line.said(line.counts),
        }


def pay_more(amount):
    """The last payment of the half-year was so much higher."""
    last = Disbursement.objects.filter(on__lte=date(2026, 6, 15)).order_by("-on", "-pk").first()
    Disbursement.objects.filter(pk=last.pk).moved(last.entry, amount=last.amount + amount)
    return last


@pytest.mark.parametrize(("code", "text"), [(PAID, "54,43%"), (NEW, "0 sản phẩm")])
def test_the_half_year_is_what_the_office_published_everywhere(code, text):
    """18.615 of 34.200 million đồng, whole millions as the office prints them; no product was new by the end of June."""
    assert set(places(code).values()) == {text}


def test_a_share_tells_what_was_divided_by_what():
    paid = figure_json(read(find(PAID), HALF, commune()), "99901", over=True)
    assert (paid["part"], paid["whole"], paid["value"]) == (18_615, 34_200, "54.43")
    assert (got(PAID).parts, got(PAID).level, got(PAID).estimate) == ("18.615/34.200", "green", False)
    assert line_of(PAID).counted.how == (
        "Sổ tính từ “Kế hoạch vốn của từng công trình”: 18.615/34.200 triệu đồng, đến hết ngày 30/06/2026"
    )


def test_a_payment_moves_every_place_and_not_what_was_reported():
    # 18.957 of 34.200 million
    pay_more(342 * MILLION)
    assert set(places(PAID).values()) == {"55,43%"}
    assert line_of(PAID).reported_words == "Đã báo cáo 54,43%, khác số sổ đếm; sổ lấy số đếm được."
    assert ReportedValue.objects.filter(measure__code=PAID, sort="estimate", value=Decimal("54.43")).exists()


def test_what_is_no_whole_number_of_millions_is_told_in_dong():
    pay_more(500_000)
    # 18.615,5 of 34.200 million: 54,4313… %
    assert (got(PAID).text, got(PAID).parts) == ("54,43%", "18.615.500.000/34.200.000.000")


def test_the_last_day_of_the_period_counts_and_the_next_does_not():
    last = pay_more(342 * MILLION)
    Disbursement.objects.filter(pk=last.pk).moved(last.entry, on=date(2026, 6, 30))
    assert set(places(PAID).values()) == {"55,43%"}
    Disbursement.objects.filter(pk=last.pk).moved(last.entry, on=date(2026, 7, 1))
    # without it: 700 of 15 June; 17.915 of 34.200
    assert set(places(PAID).values()) == {"52,38%"}


def test_a_product_recognised_in_the_period_is_counted_from_its_day():
    rating = Product.objects.exclude(ratings=None).first().ratings.first()
    Rating.objects.filter(pk=rating.pk).moved(rating.entry, since=date(2026, 6, 30), first=True)
    assert set(places(NEW).values()) == {"1 sản phẩm"}
    Rating.objects.filter(pk=rating.pk).moved(rating.entry, since=date(2026, 7, 1))
    assert set(places(NEW).values()) == {"0 sản phẩm"}


def test_without_works_and_products_what_was_reported_is_told_everywhere():
    CapitalPlan.objects.filter(year=2026).moved(CapitalPlan.objects.first().entry, year=2020)
    Rating.objects.all().moved(Rating.objects.first().entry, until=date(2026, 1, 1))
    for code, text in ((PAID, "54,43%"), (NEW, "0 sản phẩm")):
        assert counted([code], [commune()], HALF) == {}
        told_at = places(code)
        assert told_at.pop("grid") == ""
        assert told_at == dict.fromkeys(told_at, text)
    assert (got(PAID).estimate, got(NEW).estimate) == (True, False)


def test_it_was_assessed_so():
    rows = {row.target.code: row.standing for row in board(commune(), DEMO_DAY).rows}
    assert (rows[PAID].text, rows[PAID].parts, rows[PAID].estimate) == ("54,43%", "18.615/34.200", False)
    assert (rows[NEW].text, rows[NEW].level) == ("0 sản phẩm", "red")


def test_a_period_under_way_is_counted_as_far_as_it_has_come():
    # of H1 on 20 May: 18.615 less what was paid in June (6.875) is 11.740 of 34.200
    assert (got(PAID, upto=date(2026, 5, 20)).text, got(PAID, upto=date(2026, 5, 20)).until) == (
        "34,33%", date(2026, 5, 21),
    )  # fmt: skip
    # whole: the Party's earlier day of closing the books (15 June) is not of works
    assert got(PAID, upto=date(2026, 6, 15)).moment == HALF


def test_the_rows_are_those_of_works_and_stay_a_year_later():
    held = Freezer(commune()).hold(PAID, HALF)
    kept = RowSet.read(files.fetch(held.part_rows))
    rows = row_filter(FIGURES["works.disbursed"], HALF, commune())
    assert (kept.source, set(kept.rows)) == ("works.capital_plans", set(rows.values_list("pk", flat=True)))
    entry = journal.write(machine("test"), "test", "later", subject=("test", "1"), on=date(2027, 1, 5))
    plan = CapitalPlan.objects.filter(year=2026).first()
    CapitalPlan.objects.filter(pk=plan.pk).moved(entry, until=date(2026, 10, 1))
    CapitalPlan(
        work=plan.work, year=2026, amount=MILLION, paper="NQ", since=date(2026, 10, 1), entry=entry
    ).save()
    Disbursement(
        work=plan.work, year=2026, on=date(2026, 12, 30), amount=MILLION, paper="V", entry=entry
    ).save()
    assert Freezer(commune()).hold(PAID, HALF) == held
    pay_more(1)
    assert Freezer(commune()).hold(PAID, HALF) != held


def counts_of(units):
    with held_request():
        return DISBURSEMENT([PAID, NEW], units, HALF) | NEW_PRODUCTS([PAID, NEW], units, HALF)


def test_units_that_are_no_commune_are_told_what_was_reported(django_assert_num_queries):
    others = [node.id for node in tree().nodes.values() if node.kind != "commune"]
    with django_assert_num_queries(1):  # the tree's version
        assert counts_of(others) == {}


def test_as_many_questions_for_many_communes_as_for_one(django_assert_num_queries):
    communes = [node.id for node in tree().nodes.values() if node.kind == "commune"]
    own = commune()
    assert len(communes) > 2
    for asked in ([own], communes):
        # the tree's version, the catalogue; one scan of capital, one of what was recognised, one of what is held
        with django_assert_num_queries(5):
            assert {unit for _code, unit in counts_of(asked)} == {own}


def test_the_line_along_time_tells_it_too():
    pay_more(342 * MILLION)
    measure = Measure.objects.get(code=PAID)
    for last in (date(2026, 3, 31), date(2026, 9, 30)):
        ReportedValue.objects.create(
            measure=measure,
            unit_id=commune(),
            since=date(2026, 1, 1),
            until=last + timedelta(days=1),
            value=1,
        )
    (line,) = reported(Moment.at(DEMO_DAY), commune(), [PAID])
    # by 31 March 6.540 were paid, by 30 September 24.275 and these 342, of 34.200
    assert [one.text for one in line.points] == ["19,12%", "55,43%", "71,98%"]


def test_the_page_says_where_its_number_comes_from(at):
    pay_more(342 * MILLION)
    office = at("tuyet.ngo")
    page = markup(office.get(f"/so-lieu/{PAID}/?don-vi=99901&ky=2026-H1"))
    door = "/so-lieu/works.disbursed/?don-vi=99901&amp;ngay=2026-06-30"
    assert f'<a class="num" href="{door}">55,43%</a>' in page
    assert "Đã báo cáo 54,43%, khác số sổ đếm" in page
    assert "55,43%" in words(office.get(door.replace("&amp;", "&")))
    page = words(office.get(f"/chi-tieu/{target_of(PAID).pk}/"))
    assert "Sổ tính từ “Kế hoạch vốn của từng công trình”: " in page
    assert "Sổ tính từ" not in words(office.get(f"/chi-tieu/{target_of('budget.revenue').pk}/"))
