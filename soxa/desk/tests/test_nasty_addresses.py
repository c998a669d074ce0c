"""Addresses nobody means: days no book speaks of, keys no database holds, characters no text has."""

import pytest
from django.test import Client

from soxa.commands.opening import Trouble, moment_asked
from soxa.desk.tests.signing_in import signed_in, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book"), pytest.mark.postgres]
OFFICE, ADMIN, FAR = "tuyet.ngo", "tri.doan", "0001-01-01..9999-12-31"
LONG = "9" * 30


@pytest.fixture
def office():
    client = signed_in(OFFICE)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("address", "said"),
    [
        (f"/so-lieu/can-doi/?ky={FAR}", "sổ nhận các ngày từ 01/01/1900 đến 31/12/2200"),
        (f"/so-lieu/party.reorganised/dong/?ky={FAR}", "sổ nhận các ngày"),
        (f"/so-lieu/party.admitted/?ky={FAR}", "sổ nhận các ngày"),
        ("/so-lieu/party.admitted/?tu=0001-01-01&den=9999-12-31", "sổ nhận các ngày"),
        ("/so-lieu/party.members/?ngay=9999-12-31", "ở ngoài quyển sổ này"),
        ("/nhat-ky/?den=9999-12-31", "Ngày 31/12/9999 ở ngoài quyển sổ này"),
        ("/nhat-ky/?tu=0001-01-01", "Ngày 01/01/1 ở ngoài quyển sổ này"),
    ],
)
def test_a_day_no_book_speaks_of_is_said_in_words(office, address, said):
    answer = office.get(address)
    assert answer.status_code == 200
    assert said in words(answer)


@pytest.mark.parametrize("query", [f"ky={FAR}", "ky=1900-01", "ky=2200-12", "ngay=1900-01-01"])
def test_twelve_months_at_the_edge_of_time(office, query):
    for code in ("party.admitted", "party.members"):
        assert office.get(f"/so-lieu/{code}/12-thang/?{query}").status_code == 200


def test_the_list_of_members_on_the_last_of_days_is_that_of_today(office):
    assert "1.418" in words(office.get("/dang-vien/?ngay=9999-12-31"))


def test_a_command_refuses_such_days_as_misused():
    from datetime import datetime

    for on, period in ((datetime(9999, 12, 31), None), (None, FAR)):
        with pytest.raises(Trouble, match="sổ nhận các ngày") as refused:
            moment_asked(on, period)
        assert refused.value.exit_code == 2


@pytest.mark.parametrize("address", ["dang-vien/{}/", "dang-vien/{}/chuyen-di/", "dang-vien/{}/dinh-chinh/",
                                     "nhat-ky/{}/", "bao-cao/{}/", "bao-cao/{}/so-lieu/1/", "nhap/{}/"])  # fmt: skip
def test_a_key_too_long_for_the_database_is_no_record(office, address):
    assert office.get("/" + address.format(LONG)).status_code == 404


def test_older_than_a_number_too_long_is_as_if_not_asked(office):
    assert office.get(f"/nhat-ky/?truoc={LONG}").status_code == 200
    assert office.get("/nhat-ky/?truoc=٣").status_code == 200


@pytest.mark.parametrize(
    "address", ["/so-lieu/party%00/", "/dang-vien/?q=a%00b", "/nhat-ky/?%00=1", "/accounts/login/?next=%00"]
)
def test_the_character_nul_in_an_address_is_a_bad_request(office, address):
    answer = office.get(address)
    assert answer.status_code == 400
    assert "Không đọc được yêu cầu" in answer.content.decode()


def test_the_character_nul_in_a_form_is_a_bad_request():
    client = Client(raise_request_exception=False)
    answer = client.post("/accounts/login/", {"login": "a\x00b", "password": "matkhau-rat-dai"})
    assert answer.status_code == 400
    assert "Không đọc được yêu cầu" in answer.content.decode()
