"""The spine says in which place a page lies, and the row of rooms which of them it is; no door is shown that would be refused."""

import pytest
from django.test import RequestFactory

from soxa.kernel.page import address_of
from soxa.party.tests.conftest import cast, standing_cast  # noqa: F401
from soxa.wiring import ROOMS, chrome

pytestmark = pytest.mark.django_db


def shown(cast, login, address):  # noqa: F811
    request = RequestFactory().get(address)
    request.user = cast.accounts[login]
    return chrome(request)


@pytest.mark.parametrize(
    ("address", "place", "room"),
    [
        ("/", ["Việc của tôi"], "Việc của tôi"),
        ("/hop-cua-toi/", ["Việc của tôi"], "Cuộc họp của tôi"),
        ("/dang-vien/", ["Đảng viên"], "Danh sách"),
        ("/dang-vien/7/", ["Đảng viên"], None),
        ("/dang-vien/dang-phi/", ["Đảng viên"], "Đảng phí"),
        ("/dang-vien/dang-phi/99801.01/", ["Đảng viên"], None),
        (address_of("targets_of_term"), ["Chỉ tiêu"], "Chỉ tiêu"),
        (address_of("works"), ["Chỉ tiêu"], "Công trình"),
        ("/don-vi/99801.01/", ["Đơn vị"], None),
        ("/khong-co/", [], None),
    ],
)
def test_where_a_page_lies(cast, address, place, room):  # noqa: F811
    there = shown(cast, "chanh", address)
    assert [one.label for one in there["nav"] if one.current] == place
    assert [label for label, _address, on in there["rooms"] if on] == ([room] if room else [])
    assert bool(there["rooms"]) == bool(room)


def test_who_may_open_no_other_room_sees_no_row(cast):  # noqa: F811
    address = address_of("members")
    assert len(shown(cast, "chanh", address)["rooms"]) == len(ROOMS["members"])
    assert shown(cast, "ubnd", address)["rooms"] == []
    assert "Đảng viên" not in [one.label for one in shown(cast, "ubnd", address)["nav"]]
