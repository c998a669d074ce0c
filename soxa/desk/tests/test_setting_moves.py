"""A setting from a past day that moves counts: said before it is written, confirmed as it was read, with the reason in the journal."""

import re
from datetime import date

import pytest

from soxa.desk.tests.signing_in import markup, signed_in
from soxa.kernel.models import Entry, Setting
from soxa.values.criteria.models import Indicator

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

DOOR = "/cai-dat/criteria.group/"
SAID = "từ ngày 10/06/2026 đến nay: 7/10 → 7/9"


@pytest.fixture
def office():
    of = {
        "criterion__of__code": "rural.commune",
        "criterion__of__version": "2026–2030",
        "criterion__number": 5,
    }
    one = Indicator.objects.get(**of)
    one.zones = {"3": "-"}
    one.save(update_fields=["zones"])
    return signed_in("tuyet.ngo")


def made():
    return Setting.objects.filter(code="criteria.group")


def seen(page):
    return re.search(r'name="seen" value="([0-9a-f]{64})"', page).group(1)


def test_what_moves_is_said_confirmed_and_written_down(office):
    given = {"value": "3", "since": "10/06/2026"}
    first = office.post(DOOR, given)
    told = markup(first)
    assert first.status_code == 422 and SAID in told and "đã ban hành giữ nguyên số đã in" in told
    assert not made().exists()
    given |= {"seen": seen(told), "confirmed": "on"}
    assert "Ghi lý do đổi số" in markup(office.post(DOOR, given))
    # another day than the one whose counts were read is asked about anew
    other = markup(office.post(DOOR, {**given, "since": "01/06/2026", "reason": "QĐ 9/QĐ-UBND"}))
    assert "6/10 → 6/9" in other and "đánh dấu ô này" in other
    assert not made().exists()
    assert office.post(DOOR, {**given, "reason": "QĐ 9/QĐ-UBND ngày 01/6/2026"}).status_code == 302
    assert (made().get().value, made().get().since) == ("3", date(2026, 6, 10))
    act = Entry.objects.get(flow="settings", subject_key="criteria.group")
    assert act.facts["reason"] == "QĐ 9/QĐ-UBND ngày 01/6/2026"
    assert "QĐ 9/QĐ-UBND ngày 01/6/2026" in markup(office.get("/cai-dat/"))


@pytest.mark.parametrize(("value", "since"), [("3", "20/11/2026"), ("3", "01/01/2027"), ("2", "10/06/2026")])
def test_what_moves_nothing_that_is_past_is_not_asked_about(office, value, since):
    assert office.post(DOOR, {"value": value, "since": since}).status_code == 302
    assert made().get().value == value
