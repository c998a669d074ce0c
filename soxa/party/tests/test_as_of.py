"""As of any day: heads of communes since merged and of cells by the hand-made table, and one member with posts and names of then."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from soxa.kernel.figures import FIGURES, Moment
from soxa.kernel.figures.read import read
from soxa.kernel.units.tree import tree
from soxa.org.models import Office
from soxa.party.as_of import as_of
from soxa.party.models import Member
from soxa.party.tests.conftest import BACKEND

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
LAST, MERGED = date(2025, 6, 30), date(2025, 7, 1)
CUT_OFF = date(2026, 6, 15)


def heads(code: str, on: date) -> int:
    return read(FIGURES["party.members"], Moment.at(on), tree().codes[code]).part


@pytest.mark.parametrize(
    ("code", "on", "count"),
    [
        ("99911", LAST, 392),
        ("99912", LAST, 385),
        ("99913", LAST, 322),
        ("99914", LAST, 297),
        ("99911", MERGED, 0),
        ("99914", MERGED, 0),
        ("99901", LAST, 0),
        ("99901", MERGED, 1396),
        ("99901", date(2025, 12, 31), 1409),
        ("99901", CUT_OFF, 1417),
        ("99901", date(2026, 6, 30), 1418),
        ("99901.01", CUT_OFF, 57),
        ("99901.14", CUT_OFF, 30),
        ("99901.36", CUT_OFF, 9),
        ("99901.42", CUT_OFF, 7),
    ],
)
def test_heads_of_a_unit_on_a_day(code, on, count):
    assert heads(code, on) == count


def secretary_of_ben_da() -> Member:
    return Member.objects.get(person__account__username="buong.luc")


def test_a_member_on_the_last_day_of_the_old_commune_and_after():
    before, after = (as_of(secretary_of_ben_da(), on) for on in (LAST, MERGED))
    assert (before.commune, before.cell) == ("xã Khê Hạ", "Chi bộ thôn Bến Đá")
    assert (after.commune, after.cell) == ("xã Đồng Vải", "Chi bộ thôn Bến Đá")
    assert before.standing == after.standing == "chính thức"
    # the post was taken on 18/3/2025
    posts = {
        on: [office.title for office, _where in as_of(secretary_of_ben_da(), on).posts]
        for on in (date(2025, 3, 17), date(2025, 3, 18))
    }
    assert posts == {date(2025, 3, 17): [], date(2025, 3, 18): ["Bí thư Chi bộ thôn Bến Đá"]}


def test_who_was_not_yet_a_member_stands_nowhere():
    found = as_of(secretary_of_ben_da(), date(1950, 1, 1))
    assert (found.standing, found.cell, found.posts) == ("chưa có trong sổ", "", [])


def signed_in(login: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=login), backend=BACKEND)
    return client


def test_the_page_names_what_stood_then():
    address = f"/dang-vien/{secretary_of_ben_da().pk}/tai-ngay/"
    text = signed_in("tuyet.ngo").get(address + "?ngay=30/06/2025").content.decode()
    assert "xã Khê Hạ" in text and "Bí thư Chi bộ thôn Bến Đá" in text
    assert "Lưu ý" in signed_in("tuyet.ngo").get(address + "?ngay=31/02/2025").content.decode()
    assert signed_in("buong.luc").get(address).status_code == 200
    assert signed_in("luong.nguyen").get(address).status_code == 403
    other = Office.objects.get(code="cell_secretary", unit__code="99901.02").person.member.pk
    assert signed_in("buong.luc").get(f"/dang-vien/{other}/tai-ngay/").status_code == 404


def test_a_cell_shows_who_led_it_on_a_day():
    """Đồi Chè lost its deputy, and with him its committee, on 11/4/2026."""
    browser = signed_in("tuyet.ngo")
    before = browser.get("/chi-bo/99901.32/?ngay=10/04/2026").content.decode()
    after = browser.get("/chi-bo/99901.32/?ngay=11/04/2026").content.decode()
    led = [
        text.split("Chi ủy, bí thư")[1].split("</section>")[0].count("Chi ủy viên")
        for text in (before, after)
    ]
    assert led == [1, 0]
