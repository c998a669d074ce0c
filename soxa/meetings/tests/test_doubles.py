"""Two records of one person on one roll, one list or one vote: made one, the row that says more stands; two ballots cast are refused."""

from datetime import date

import pytest

from soxa.kernel.refusal import Refused
from soxa.meetings import flow
from soxa.meetings.models import Meeting, Presence, Summons
from soxa.meetings.tests.conftest import DAY
from soxa.meetings.voting.models import Elector, Vote
from soxa.org.models import Person
from soxa.party.merging.flow import Grounds, merge
from soxa.party.merging.pair import Pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(cast):
    kept = cast.members["an"].person
    twin = Person.named(kept.full_name)
    twin.save()
    return kept, twin


def joined(pair, head):
    return merge(Pair(*pair), {}, head, grounds=Grounds("đối chiếu hồ sơ"), unit_id=None)


@pytest.mark.parametrize(
    ("mine", "theirs", "stands"),
    [("absent", "present", "present"), ("present", "absent", "present"), ("free", "excused", "excused")],
)
def test_who_came_by_either_record_came(opened, pair, head, mine, theirs, stands):
    for person, answer in zip(pair, (mine, theirs), strict=True):
        Presence.objects.create(
            meeting=opened,
            unit=opened.unit,
            person=person,
            held_on=DAY,
            answer=answer,
            name_key=person.name_key,
        )
    joined(pair, head)
    assert list(Presence.objects.filter(meeting=opened).values_list("person", "answer")) == [
        (pair[0].pk, stands)
    ]


def test_a_list_that_named_both_names_one_at_the_first_place(cast, pair, head):
    called = tuple((one.pk, "Ủy viên") for one in reversed(pair))
    wish = flow.Wish(kind="standing", unit_id=cast.units["upper"].pk, on=DAY, called=called)
    meeting = flow.plan(wish, head, today=DAY)
    joined(pair, head)
    assert list(Summons.objects.filter(meeting=meeting).values_list("person", "number")) == [(pair[0].pk, 1)]


@pytest.mark.parametrize(
    ("voted", "refused"), [((True, False), False), ((False, True), False), ((True, True), True)]
)
def test_a_ballot_cast_by_either_record_is_his_and_two_are_refused(due, pair, head, voted, refused):
    vote = Vote.objects.create(meeting=due, number=1, text="Một việc", form="secret")
    for person, cast_already in zip(pair, voted, strict=True):
        Elector.objects.create(vote=vote, person=person, voted=cast_already)
    if refused:
        with pytest.raises(Refused, match="dòng trùng nhau"):
            joined(pair, head)
    else:
        joined(pair, head)
        assert list(Elector.objects.values_list("person", "voted")) == [(pair[0].pk, True)]
    assert Meeting.objects.get(pk=due.pk).month == date(2026, 11, 1)
