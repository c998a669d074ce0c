"""A province at a glance: its communes by light and side by side; as many questions for 14 communes as for 130."""

from datetime import date
from decimal import Decimal

import pytest

from soxa.desk.glance.beside import beside
from soxa.desk.glance.communes import communes
from soxa.desk.tests.signing_in import BACKEND, queries, words
from soxa.kernel.access import machine
from soxa.kernel.figures import Moment, find
from soxa.kernel.journal import write
from soxa.kernel.models import Unit
from soxa.kernel.units.acts import Founding, found, many_acts
from soxa.kernel.units.tree import forget_tree
from soxa.org.models import Account, Office, Person
from soxa.org.roles import AUDITOR, OFFICE_HEAD
from soxa.values.models import Measure, ReportedValue

pytestmark = pytest.mark.django_db
DAY = Moment.at(date(2026, 11, 20))
PAGES = (
    "/tong-quan/",
    "/tong-quan/chieu/",
    "/tong-quan/so-sanh/",
    "/tong-quan/theo-thoi-gian/",
    "/tong-quan/kho-a3/",
)


@pytest.fixture
def province(db):
    """A province of fourteen communes, each with a measure reported and planned, and whoever audits it."""
    actor = machine("test")
    root = found(Founding("98", "province", "Tỉnh Sông Cẩm"), actor)
    _communes(root, range(14))
    return root


def _communes(root, numbers):
    actor = machine("test")
    measure, _new = Measure.objects.get_or_create(
        code="budget.revenue",
        defaults={"title": "Thu ngân sách", "folded": "thu ngan sach", "unit_word": "triệu đồng"},
    )
    with many_acts():
        units = [found(Founding(f"98{n:03}", "commune", f"Xã {n}", root), actor) for n in numbers]
    entry = write(actor, "values", "test", subject=("unit", root.code), on=date(2026, 1, 5))
    year = {"since": date(2026, 1, 1), "until": date(2027, 1, 1)}
    half = {"since": date(2026, 1, 1), "until": date(2026, 7, 1)}
    rows = []
    for number, unit in zip(numbers, units, strict=True):
        done = (10**9, 8 * 10**8, 10**8)[
            number % 3
        ]  # against 10^9 asked at the half-year: green, yellow, red
        rows += [
            ReportedValue(measure=measure, unit=unit, sort="plan", value=Decimal(2 * 10**9), **year),
            ReportedValue(measure=measure, unit=unit, sort="actual", value=Decimal(done), **half),
        ]
    ReportedValue.objects.loaded(rows, entry)
    forget_tree()


def _reader(root, role):
    person = Person.objects.create(full_name="Người kiểm tra", folded="nguoi kiem tra")
    account = Account.objects.create(username=f"tinh.{role.code}", person=person)
    Office.objects.create(
        person=person, unit=root, role=role.code, title=str(role.title), since=date(2025, 1, 1), entry=None
    )
    return account


def test_lights_by_commune_as_counted_by_hand(province):
    found_ = communes(DAY, province.pk, steering=True, values=True)
    # 14 communes: numbers 0..13, of which 0,3,6,9,12 green, 1,4,7,10,13 yellow, 2,5,8,11 red (181/365 of the plan asked)
    assert [(light.level, many) for light, many in found_.lights] == [("good", 5), ("warn", 5), ("bad", 4)]
    assert [line.name for line in found_.lines[:4]] == ["Xã 2", "Xã 5", "Xã 8", "Xã 11"]


def test_a_measure_side_by_side_has_its_light_and_its_order(province):
    found_ = beside(find("budget.revenue"), DAY, province.pk)
    first = found_.sorted(found_.first)[0]
    assert (first.name, first.reading.text, first.light[0]) == ("Xã 2", "100 triệu đồng", "bad")


def test_as_many_questions_with_14_communes_as_with_130(province, client):
    client.force_login(_reader(province, AUDITOR), backend=BACKEND)
    pages = (*PAGES, "/tong-quan/so-sanh/?so=budget.revenue")
    few = {address: queries(client, address) for address in pages}
    _communes(province, range(14, 130))
    assert {address: queries(client, address) for address in pages} == few
    assert Unit.objects.filter(kind="commune").count() == 130


def test_the_page_of_a_province(province, client):
    client.force_login(_reader(province, OFFICE_HEAD), backend=BACKEND)
    page = words(client.get("/tong-quan/?ngay=2026-11-20"))
    assert "Tổng quan tỉnh" in page
    assert "14 xã, phường theo mức đánh giá" in page
    assert "Cả tỉnh 5 5 4" in page


def test_an_empty_province_says_so(db, client):
    root = found(Founding("98", "province", "Tỉnh Sông Cẩm"), machine("test"))
    client.force_login(_reader(root, AUDITOR), backend=BACKEND)
    for address in PAGES:
        assert client.get(address).status_code == 200
    assert "Không có đơn vị nào bên dưới để so sánh" in words(client.get("/tong-quan/so-sanh/"))
