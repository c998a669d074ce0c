"""An install exposed to the internet opens no member file, and says why."""

import os
import subprocess
import sys

import pytest

from soxa.kernel.access import sight_of
from soxa.party.models import Membership

PAGES = (
    "/dang-vien/",
    "/dang-vien/dang-phi/",
    "/dang-vien/xuat-excel/",
    "/chi-bo/",
    "/hoc-tap/",
    "/kiem-tra/",
    "/nhap/",
)


@pytest.mark.parametrize("address", PAGES)
def test_no_page_of_members_is_opened(at, settings, address):
    browser = at("chanh")
    assert browser.get(address).status_code == 200
    settings.EXPOSURE = "internet"
    answer = browser.get(address)
    text = answer.content.decode()
    assert answer.status_code == 403 and "Máy này mở ra Internet" in text and "SOXA_EXPOSURE" in text
    assert "Bùi Văn An" not in text


def test_no_member_lies_in_anybodys_sight(at, cast, settings):
    member = cast.members["an"]
    assert at("chanh").get(f"/dang-vien/{member.pk}/").status_code == 200
    settings.EXPOSURE = "internet"
    reader = cast.accounts["nhung"]  # an auditor of the whole province, asked anew
    assert not Membership.objects.seen_by(reader).exists()
    assert not sight_of(reader, "party.discipline").units
    assert at("chanh").get(f"/dang-vien/{member.pk}/").status_code == 403
    mine = at("chanh").get("/").content.decode()
    assert "Vi Thị Bưởi" not in mine  # her recognition waits on a closed install


@pytest.mark.parametrize("stands", ["standalone", "closed"])
def test_the_other_two_open_them(at, settings, stands):
    settings.EXPOSURE = stands
    assert at("chanh").get("/dang-vien/").status_code == 200


def test_a_word_not_known_opens_nothing():
    told = subprocess.run(
        [sys.executable, "-c", "import soxa.settings"], env={**os.environ, "SOXA_EXPOSURE": "Internet"}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert told.returncode and "chỉ nhận standalone, closed hoặc internet" in told.stderr
