"""What somebody suffers from is not written in plain: neither with a paper nor as the reason of a badge."""

from datetime import date

import pytest

from soxa.party.badges.case_forms import Early
from soxa.party.dues.models import DuesRelief
from soxa.party.health import tells_illness
from soxa.party.models import Exemption


@pytest.mark.parametrize(
    "text",
    [
        "NQ chi bộ: đồng chí bị ung thư",
        "giấy BV K số 5: ung thư",
        "benh nang",
        "Ốm đau dài ngày",
        "đang điều trị",
        "nghỉ thai sản",
    ],
)
def test_illness_is_known_with_marks_or_without(text):
    assert tells_illness(text)


@pytest.mark.parametrize(
    "text",
    [
        "NQ 12-NQ/CB ngày 05/11/2026",
        "Giấy xác nhận số 214, Bệnh viện đa khoa tỉnh",
        "Thẻ bệnh binh số 7",
        "QĐ 5-QĐ/ĐU",
        "Trạm y tế",
    ],
)
def test_a_paper_by_number_and_issuer_is_none(text):
    assert not tells_illness(text)


def test_a_paper_of_an_exemption_or_a_grant_does_not_tell_it(at, cast):
    key, browser = cast.members["an"].pk, at("chanh")
    ill = {"kind": "exempt", "on": "01/11/2026", "paper": "NQ chi bộ: đồng chí bị ung thư"}
    said = browser.post(f"/dang-vien/{key}/mien/", ill)
    assert (said.status_code, "Không ghi bệnh vào sổ" in said.content.decode()) == (422, True)
    grant = {
        "member": key,
        "kind": "free",
        "ground": "hardship",
        "since": "12/2026",
        "paper": "đơn xin: bệnh tim",
    }
    said = browser.post("/dang-vien/dang-phi/chi-bo/99801.01/mien-giam/", grant)
    assert (said.status_code, "Không ghi bệnh vào sổ" in said.content.decode()) == (422, True)
    assert not Exemption.objects.exists() and not DuesRelief.objects.exists()


def test_an_early_badge_has_its_reason_only_for_the_dead():
    def faults(reason, note):
        form = Early({"reason": reason, "round_on": "2027-02-03", "note": note}, rounds=(date(2027, 2, 3),))
        return list(form.errors)

    assert faults("ill", "") == faults("posthumous", "từ trần 01/11/2026") == []
    assert faults("ill", "giấy số 5") == faults("posthumous", "") == ["note"]
