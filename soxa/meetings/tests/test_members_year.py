"""What a member's and a cell's pages tell of the year's meetings, counted by hand; who reads them."""

from datetime import date

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import words
from soxa.meetings import flow, lists
from soxa.meetings.models import Presence
from soxa.meetings.quality.catalogue import ensure_sheets
from soxa.meetings.tests.conftest import DAY, closing
from soxa.meetings.tests.test_quality_board import scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(opened, head, cast):
    """November's meeting: who is called came, but An, who was excused."""
    an = cast.members["an"].person_id
    roll = {one.person_id: one.answer for one in lists.roll_of(opened, DAY)} | {an: Presence.EXCUSED}
    flow.call_roll(opened, roll, head, reasons={an: "ốm"})
    flow.take("close", opened, head, closing(cast.members["au"].person_id))
    return opened


def member(client, cast, key):
    return words(client.get(reverse("member", args=[cast.members[key].pk])))


def test_a_member_s_year(held, cast, at):
    client = at("chanh")
    assert "Có mặt 0 trên 1 buổi phải dự (0%) · vắng có lý do 1" in member(client, cast, "an")
    shown = member(client, cast, "au")
    assert "Có mặt 1 trên 1 buổi phải dự (100%)" in shown and "03/11/2026 · có mặt" in shown


def test_a_cell_s_year(held, cast, at):
    ensure_sheets()
    turnout = lists.turnout_of(lists.roll_of(held, DAY))
    scored(held, "self", "92.5", "good")
    shown = words(at("buong").get(reverse("cell", args=["99801.01"])))
    assert "Chi bộ họp thường kỳ: 100% (1/1)" in shown
    assert f"({turnout.came}/{turnout.required})" in shown and turnout.came == turnout.required - 1
    assert "Điểm bình quân: 92,50 Tốt" in shown and "Bốn tốt năm" not in shown


def test_a_cell_is_told_which_meeting_waits(due, head, cast, at):
    flow.lay_out([cast.units["ben_da"].pk], date(2026, 12, 1), head, on=DAY)
    shown = words(at("chanh").get(reverse("cell", args=["99801.01"])))
    assert "Chi bộ họp thường kỳ: 0% (0/1)" in shown
    assert "Sinh hoạt chi bộ tháng 11/2026 03/11/2026 Chưa gửi" in shown
    assert "tháng 12/2026" not in shown
    assert "Sinh hoạt chi bộ năm 2026" not in member(at("chanh"), cast, "an")
