"""Of how many a vote is counted: who came and who is eased; nothing before the roll was called."""

from datetime import date

import pytest

from soxa.kernel.refusal import Refused
from soxa.meetings import flow as meetings
from soxa.meetings.lists import roll_of
from soxa.meetings.models import Presence
from soxa.meetings.tests.conftest import DAY
from soxa.meetings.voting import flow, lists
from soxa.meetings.voting.flow import VOTES
from soxa.meetings.voting.tests.conftest import hands, wish
from soxa.party.models import Exemption
from soxa.party.tests.cast import Cast

pytestmark = pytest.mark.django_db


def twenty_nine(cast: Cast) -> set[int]:
    """Bến Đá with 29 official members, three exempt and one away, all four of them absent, and 23 who came."""
    for number in range(25):
        cast.member(
            f"m{number}",
            f"Đồng chí Số {number:02d}",
            "ben_da",
            admitted_on="03/02/2000",
            recognised_on="03/02/2001",
        )
    away = [cast.members[f"m{number}"] for number in range(4)]
    for place, member in enumerate(away):
        kind = Exemption.EXEMPT if place < 3 else Exemption.TEMP_OUT
        Exemption.objects.create(member=member, kind=kind, since=date(2026, 1, 1))
    return {one.person_id for one in away}


def test_twenty_three_of_twenty_nine(cast, opened, head):
    """The worked example of the minutes: 79,31 % of all, 100 % of those there, 92 % without those eased who stayed away."""
    eased = twenty_nine(cast)
    roll = {one.person_id: Presence.PRESENT for one in roll_of(opened, DAY)}
    roll |= dict.fromkeys(eased, Presence.NOT_REQUIRED)
    stayed = [cast.members["m4"].person_id, cast.members["m5"].person_id]
    roll |= dict.fromkeys(stayed, Presence.EXCUSED)
    meetings.call_roll(opened, roll, head)
    one = flow.put(opened, wish(), head, on=DAY)
    VOTES.take("count", one, head, hands(present=23, ayes=23))
    assert (one.official, one.counted, one.present, one.base, one.needed) == (29, 25, 23, 25, 13)
    shares = lists.row_of(one).shares
    assert shares == (
        "Tỷ lệ 79,31% tính trên tổng số 29 (trên số có mặt 100%; trừ miễn, tạm đi, đình chỉ vắng 23/25 = 92%); cần 13/25"
    )
    assert lists.both_ways(one) == ""


def test_the_two_ways_may_differ(cast, opened, head):
    eased = twenty_nine(cast)
    roll = {one.person_id: Presence.PRESENT for one in roll_of(opened, DAY)}
    meetings.call_roll(opened, roll | dict.fromkeys(eased, Presence.NOT_REQUIRED), head)
    one = flow.put(opened, wish(), head, on=DAY)
    VOTES.take("count", one, head, hands(present=25, ayes=14, noes=11))
    assert one.passed
    assert "trên tổng số 29 thì cần 15" in lists.both_ways(one)


def test_nothing_is_counted_before_the_roll(opened, head):
    one = flow.put(opened, wish(), head, on=DAY)
    with pytest.raises(Refused, match="Chưa điểm danh"):
        VOTES.take("count", one, head, hands())


def test_nothing_is_counted_before_the_meeting(due, head):
    one = flow.put(due, wish(), head, on=DAY)
    with pytest.raises(Refused, match="Cuộc họp chưa bắt đầu"):
        VOTES.take("count", one, head, hands())
