"""Lists of works, products and programmes: ten rows or a hundred, the same questions; long lists have their pages."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.desk.tests.signing_in import markup, queries
from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.models import Unit
from soxa.law.periods import FOREVER
from soxa.steering.products.models import Product, Rating
from soxa.steering.programmes.models import ProgrammeItem, WorkProgramme
from soxa.steering.works.models import (
    CapitalPlan,
    Contribution,
    Disbursement,
    Progress,
    Term,
    Work,
    WorkStop,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

DAY = date(2026, 2, 2)


def entry():
    return journal.write(
        machine("test"), "sheets", "works", subject=("test", "1"), on=DAY, facts={}, unit_id=None
    )


def of_works(many, unit_id):
    act = entry()
    rows = [
        Work(
            unit_id=unit_id, name=f"Đường số {n}", place="thôn", investor="UBND xã", decision="QĐ", since=DAY,
            total=10**9, started_on=DAY, state=Work.STARTED,
        )
        for n in range(many)
    ]  # fmt: skip
    made = Work.objects.loaded(rows, act)
    Term.objects.loaded([Term(work=one, since=DAY, finish=date(2026, 10, 1)) for one in made], act)
    plans = [CapitalPlan(work=one, since=DAY, year=2026, amount=10**8, paper="NQ") for one in made]
    CapitalPlan.objects.loaded(plans, act)
    Disbursement.objects.loaded(
        [Disbursement(work=one, year=2026, on=DAY, amount=10**7, paper="GRV") for one in made], act
    )
    Progress.objects.loaded([Progress(work=one, on=DAY, percent=Decimal(40)) for one in made], act)
    return made


def of_programmes(many, unit_id):
    act = entry()
    rows = [
        WorkProgramme(
            unit_id=unit_id, title=f"Kế hoạch {n}", since=DAY, until=FOREVER, state=WorkProgramme.ADOPTED, adopted_on=DAY
        )
        for n in range(many)
    ]  # fmt: skip
    made = WorkProgramme.objects.loaded(rows, act)
    items = [
        ProgrammeItem(programme=one, number=1, content="Việc", unit_id=unit_id, due_on=date(2026, 12, 1), since=DAY)
        for one in made
    ]  # fmt: skip
    ProgrammeItem.objects.loaded(items, act)
    return made


def of_products(many, unit_id):
    act = entry()
    rows = [
        Product(unit_id=unit_id, name=f"Mật ong {many} {n}", kind="food", holder="HTX") for n in range(many)
    ]
    made = Product.objects.loaded(rows, act)
    ratings = [
        Rating(
            product=one,
            since=DAY,
            until=date(2029, 2, 2),
            stars=3,
            decision="QĐ",
            last_on=date(2029, 2, 1),
        )
        for one in made
    ]
    Rating.objects.loaded(ratings, act)
    return made


@pytest.fixture
def commune():
    return Unit.objects.get(code="99901").pk


@pytest.mark.parametrize(
    ("make", "address"),
    [(of_works, "/cong-trinh/"), (of_programmes, "/chuong-trinh/"), (of_products, "/san-pham-ocop/")],
)
def test_a_hundred_rows_ask_no_more_than_ten(at, commune, make, address):
    reader = at("tuyet.ngo")
    make(10, commune)
    few = queries(reader, address)
    make(100, Unit.objects.get(code="99901.PKT").pk) if make is of_works else make(100, commune)
    assert queries(reader, address) == few
    page = markup(reader.get(address))
    assert "trang=2" in page and "trang=3" not in page


def test_a_work_with_forty_rows_asks_no_more(at, commune):
    reader, (one,) = at("tuyet.ngo"), of_works(1, commune)
    few = queries(reader, f"/cong-trinh/{one.pk}/")
    act = entry()
    Disbursement.objects.loaded(
        [Disbursement(work=one, year=2026, on=DAY, amount=1, paper="GRV") for _n in range(40)], act
    )
    Contribution.objects.loaded(
        [Contribution(work=one, on=DAY, kind="land", quantity=1, village="thôn") for _n in range(40)], act
    )
    WorkStop.objects.loaded([WorkStop(work=one, since=DAY, until=DAY, why="Lũ") for _n in range(20)], act)
    assert queries(reader, f"/cong-trinh/{one.pk}/") == few


def test_a_programme_with_forty_items_asks_no_more(at, commune):
    reader, (one,) = at("tuyet.ngo"), of_programmes(1, commune)
    few = queries(reader, f"/chuong-trinh/{one.pk}/")
    rows = [
        ProgrammeItem(programme=one, number=n, content="Việc", unit_id=commune, due_on=date(2026, 12, 1), since=DAY)
        for n in range(2, 42)
    ]  # fmt: skip
    ProgrammeItem.objects.loaded(rows, entry())
    assert queries(reader, f"/chuong-trinh/{one.pk}/") == few
