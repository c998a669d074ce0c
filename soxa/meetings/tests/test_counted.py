"""Who is counted: one truth for page, figures and minutes – of who was free to and came, of half a roll, of what was typed later."""

from datetime import date

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from soxa.kernel.figures import Moment, find, read
from soxa.kernel.refusal import Refused
from soxa.law.periods import Period
from soxa.meetings import flow, lists
from soxa.meetings.absences import months_missed
from soxa.meetings.after.record import record_of
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.room.changes import take_in
from soxa.meetings.summoned import meetings_of
from soxa.meetings.tests.conftest import DAY, closing, opening
from soxa.meetings.voting import flow as voting
from soxa.meetings.voting.flow import VOTES
from soxa.meetings.voting.tests.conftest import hands, wish
from soxa.party.models import Exemption, Membership

pytestmark = pytest.mark.django_db


def eased(cast, key):
    Exemption(member=cast.members[key], kind=Exemption.EXEMPT, since=date(2020, 1, 1)).save(force_insert=True)
    return cast.members[key].person_id


def called(meeting, **answers):
    """The whole roll present, but for persons given."""
    roll = {one.person_id: Presence.PRESENT for one in lists.roll_of(meeting, meeting.held_on)}
    return roll | {int(key[1:]): said for key, said in answers.items()}


def told(meeting):
    """(came, had to come) as the page, the minutes and the figure have them."""
    page = lists.turnout_of([one for one in lists.roll_of(meeting, DAY) if one.written])
    minutes = record_of(Meeting.objects.get(pk=meeting.pk)).counted
    figure = read(find("meetings.attendance"), Moment.over(Period.parse("2026-11")), meeting.unit_id)
    return {(page.came, page.required), (minutes.came, minutes.required), (figure.part, figure.whole)}


def test_one_who_was_free_to_and_came_counts_in_no_share(opened, head, cast):
    an = eased(cast, "an")
    flow.call_roll(opened, called(opened), head)
    whole = Presence.objects.filter(meeting=opened).count()
    assert told(opened) == {(whole - 1, whole - 1)}
    assert record_of(opened).counted.freely == 1
    assert not Presence.objects.get(meeting=opened, person=an).must


def test_one_who_was_free_to_is_not_absent_without_a_reason(opened, head, cast):
    an = eased(cast, "an")
    flow.call_roll(opened, called(opened, **{f"p{an}": Presence.ABSENT}), head)
    whole = Presence.objects.filter(meeting=opened).count()
    assert told(opened) == {(whole - 1, whole - 1)}
    homes = Membership.objects.home()
    assert months_missed((2026,), DAY, homes) == []


def test_a_meeting_is_not_sent_with_half_a_roll(opened, head, cast):
    an = cast.members["an"].person_id
    take_in(opened, [{"do": "roll", "person": str(an), "answer": "present", "key": "k"}], head)
    left = len(lists.roll_of(opened, DAY)) - 1
    with pytest.raises(Refused, match=f"Còn {left} người chưa ghi điểm danh"):
        flow.take("close", opened, head, closing(an))
    opened.refresh_from_db()
    assert opened.state == Meeting.OPEN


def test_a_roll_mended_below_a_counted_vote_stops_the_sending(opened, head, cast):
    flow.call_roll(opened, called(opened), head)
    vote = voting.put(opened, wish(), head, on=DAY)
    VOTES.take("count", vote, head, hands(present=4, ayes=3, noes=1))
    gone = [cast.members[key].person_id for key in ("an", "au")]
    flow.call_roll(opened, dict.fromkeys(gone, Presence.ABSENT), head)
    chair = cast.members["dang"].person_id
    with pytest.raises(Refused, match="Lượt biểu quyết 1 ghi có mặt 4, điểm danh chỉ có 2"):
        flow.take("close", opened, head, closing(chair))
    flow.call_roll(opened, dict.fromkeys(gone, Presence.PRESENT), head)
    flow.take("close", opened, head, closing(chair))


@pytest.mark.parametrize(
    ("on", "why", "words"),
    [
        (date(2026, 11, 4), "", "Họp không đúng ngày 03/11/2026 thì ghi lý do"),
        (date(2026, 12, 16), "mưa", "chậm nhất ngày 15/12/2026"),
        (date(2027, 11, 3), "mưa", "chậm nhất ngày 15/12/2026"),
    ],
)
def test_a_meeting_begins_on_its_day_or_tells_why(due, head, on, why, words):
    with pytest.raises(Refused, match=words):
        flow.take("open", due, head, opening(on=on, why=why))
    due.refresh_from_db()
    assert (due.state, due.held_on) == (Meeting.DUE, None)


def test_the_day_that_was_told_with_its_reason_needs_none_again(due, head):
    plan = {"planned_on": date(2026, 11, 8), "planned_at": None, "place": "", "why": "mùa gặt", "theme": ""}
    flow.take("convene", due, head, {**plan, "agenda": ["x"], "papers": False, "on": DAY})
    flow.take("open", due, head, opening(on=date(2026, 11, 8)))
    assert due.moved_why == "mùa gặt"


def test_who_came_to_the_cell_between_the_planned_and_the_real_day_is_called(due, head, cast):
    member = cast.members["long"]
    QuerySet.update(Membership._base_manager.filter(member=member), until=date(2026, 11, 5))
    Membership.objects.create(member=member, unit=cast.units["ben_da"], since=date(2026, 11, 5), name_key="x")
    flow.take("open", due, head, opening(on=date(2026, 11, 10), why="bão"))
    assert due in meetings_of(member.person_id)
    assert member.person_id in {one.person_id for one in lists.roll_of(due, due.held_on)}


def test_who_is_on_the_roll_stays_on_it_whatever_is_typed_later_and_can_be_mended(opened, head, cast, at):
    flow.call_roll(opened, called(opened), head)
    an = cast.members["an"]
    QuerySet.update(Membership._base_manager.filter(member=an), until=date(2026, 11, 1))
    flow.take("close", opened, head, closing(cast.members["au"].person_id))
    whole = Presence.objects.filter(meeting=opened).count()
    assert told(opened) == {(whole, whole)}
    flow.call_roll(opened, {an.person_id: Presence.NOT_REQUIRED}, head, basis="chuyển sinh hoạt từ 01/11")
    assert told(opened) == {(whole - 1, whole - 1)}
    page = at("chanh").get(reverse("meeting_roll", args=[opened.pk])).content.decode()
    assert f'name="m{an.person_id}"' in page
