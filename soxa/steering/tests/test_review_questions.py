"""Pages of reviews and shortcomings ask as much of a book of many rows as of one of a few, and show them leaf by leaf."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.desk.tests.signing_in import markup
from soxa.kernel.access import machine
from soxa.kernel.units.tree import forget_tree, tree
from soxa.samples.demo_fixture import standing
from soxa.steering.models import FrozenCell, Resolution, Review, Shortcoming
from soxa.steering.reviews import issuing
from soxa.steering.reviews.review_forms import period_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

TODAY = date(2026, 11, 20)


def begun(symbol, kind="h1"):
    about = Resolution.objects.get(symbol=symbol)
    facts = {"kind": "half", "period": period_of(kind, 2026), "about": about}
    return issuing.begin(about.unit_id, facts, machine("test"), today=TODAY)


@pytest.fixture(scope="module")
def standing_pages(demo_book, django_db_blocker):
    with standing(django_db_blocker):
        yield written()


@pytest.fixture
def pages(standing_pages, db):
    """The addresses of a book with a review that was issued and a draft."""
    forget_tree()
    return standing_pages


def written():
    issued = begun("05-NQ/ĐU")
    issuing.take("issue", issued, machine("test"), {"on": TODAY, "signer": "", "paper": ""})
    draft = begun("01-NQ/ĐH")
    (place,) = FrozenCell.objects.filter(review=issued, code="party.admitted").order_by("-place")[:1]
    first = Review.objects.get(kind="year")
    return {
        "list": "/nghi-quyet/tong-ket/",
        "draft": f"/nghi-quyet/tong-ket/{draft.pk}/",
        "issued": f"/nghi-quyet/tong-ket/{issued.pk}/",
        "rows": f"/nghi-quyet/tong-ket/{draft.pk}/dong/before/",
        "rows of an issued one": f"/nghi-quyet/tong-ket/{first.pk}/dong/stated/",
        "cell": f"/nghi-quyet/tong-ket/{issued.pk}/o/{place.place}/",
        "begin": "/nghi-quyet/tong-ket/lap/",
        "form": f"/nghi-quyet/tong-ket/{draft.pk}/ban-hanh/",
        "shortcomings": "/nghi-quyet/han-che/?muc=tat-ca",
        "shortcoming": f"/nghi-quyet/han-che/{Shortcoming.objects.order_by('pk').first().pk}/",
        "shortcoming's form": "/nghi-quyet/han-che/ghi/",
    }


# as many questions as each page asks
ASKED = {
    "list": 7, "draft": 59, "issued": 6, "rows": 24, "rows of an issued one": 8, "cell": 11, "begin": 7, "form": 6,
    "shortcomings": 9, "shortcoming": 6, "shortcoming's form": 7,
}  # fmt: skip


def filled(count):
    """So many more shortcomings from papers before the period, and so many reviews that were withdrawn."""
    entry = Review.objects.get(kind="year").entry
    commune, about = tree().codes["99901"], Resolution.objects.get(symbol="01-NQ/ĐH")
    Shortcoming.objects.loaded(
        [
            Shortcoming(
                unit_id=commune, lead_unit_id=commune, content=f"Hạn chế {number}", remedy="Làm", paper="BC 9",
                since=date(2025, 12, 1), due_on=date(2026, 9, 1) + timedelta(days=number % 90),
            )
            for number in range(count)
        ], entry,
    )  # fmt: skip
    Review.objects.loaded(
        [
            Review(unit_id=commune, resolution=about, since=date(2026, 1, 1), until=date(2026, 7, 1), kind="half", state="withdrawn")
            for _number in range(count)
        ], entry,
    )  # fmt: skip


def questions(reader, pages):
    """How many questions each page asks, once one has been read before."""
    found = {}
    for name, address in pages.items():
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(address).status_code == 200, name
        found[name] = len(asked)
    return found


def test_every_page_asks_as_many_questions_of_three_rows_as_of_sixty(at, pages):
    office = at("tuyet.ngo")
    filled(3)
    assert office.get(pages["begin"]).status_code == 200
    assert questions(office, pages) == ASKED
    filled(60)
    assert questions(office, pages) == ASKED


def test_long_lists_come_leaf_by_leaf(at, pages):
    filled(60)
    office = at("tuyet.ngo")
    for name in ("list", "shortcomings", "rows"):
        page = markup(office.get(pages[name]))
        assert 'class="pager"' in page, name
        assert page.count("<tr>") <= 51, name
        join = "&" if "?" in pages[name] else "?"
        assert office.get(f"{pages[name]}{join}trang=999").status_code == 200
        assert office.get(f"{pages[name]}{join}trang=x").status_code == 200
