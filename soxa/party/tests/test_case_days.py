"""A year typed wrongly: refused in words where it is typed, and never a page that cannot be shown any more."""

from datetime import date

import pytest

from soxa.kernel import flow
from soxa.kernel.flow import Refused
from soxa.law.party import PROBATION_MONTHS
from soxa.party.tests.cast import TODAY
from soxa.party.transfers.models import Transfer

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "taken"), [("01/10/1900", False), ("18/01/2011", False), ("19/01/2011", True)]
)
def test_a_transfer_of_long_ago_is_refused_and_the_first_page_stands(cast, at, typed, taken):
    person = cast.members["an"]
    given = {
        "sort": "official", "effect_on": typed, "requested_on": TODAY.strftime("%d/%m/%Y"), "basis": "QĐ 7",
        "destination": "Đảng ủy xã Tân Lập", "reason": "chuyển nơi ở",
    }  # fmt: skip
    answer = at("chanh").post(f"/dang-vien/{person.pk}/lam-thu-tuc-chuyen-di/", given)
    said = answer.content.decode()
    assert ("Sổ biết quy định về việc này từ ngày 19/01/2011" in said) is not taken
    if not taken:
        assert answer.status_code == 422
        assert not Transfer.objects.exists()
        return
    assert at("chanh").get("/").status_code == 200


def test_a_day_without_law_is_refused_by_every_act():
    with pytest.raises(Refused, match="chưa có quy định áp dụng cho ngày 01/01/1990"), flow.all_or_nothing():
        PROBATION_MONTHS.on(date(1990, 1, 1))


@pytest.mark.parametrize(
    "address",
    [
        "xem-xet-ky-luat/",
        "xem-xet-xoa-ten/",
    ],
)
def test_a_case_does_not_begin_before_its_law(cast, at, address):
    page = f"/dang-vien/{cast.members['an'].pk}/{address}"
    answer = at("chanh").post(page, {"on": "05/05/2005", "ground": "own_wish", "paper": "x"})
    assert answer.status_code == 422
    assert "Sổ biết quy định về việc này từ ngày 19/01/2011" in answer.content.decode()
