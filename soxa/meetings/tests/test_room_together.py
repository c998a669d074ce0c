"""Two hands in one room at once: one right roll, each change once, numbers without a gap or a double."""

import pytest
from django.db import connection

from soxa.meetings import flow, lists
from soxa.meetings.models import Meeting, Opinion, Presence
from soxa.meetings.room.changes import take_in
from soxa.meetings.room.flow import Said, say
from soxa.meetings.room.models import Received
from soxa.meetings.tests.conftest import DAY, closing
from soxa.party.tests.cast import cast_on_its_day
from soxa.party.tests.test_together import at_once

pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="a test book of SQLite lies in memory and has one writer by design",
    ),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def cast(transactional_db):
    """The cast, written where other hands see it."""
    return cast_on_its_day()


def pressed(person, answer, key):
    return {"do": "roll", "person": str(person), "answer": answer, "key": key}


def filled(meeting, key):
    return {
        "do": "fill",
        "answers": {str(one.person_id): one.answer for one in lists.roll_of(meeting, DAY)},
        "key": key,
    }


def again(meeting):
    return Meeting.objects.get(pk=meeting.pk)


def test_two_who_take_the_roll_at_once_end_in_one_right_roll(opened, head):
    """Each presses another name and then sends what he saw as present; neither undoes what the other pressed."""
    roll = lists.roll_of(opened, DAY)
    first, second = roll[0].person_id, roll[1].person_id
    phones = [
        [pressed(first, "absent", "a1"), filled(opened, "a2")],
        [pressed(second, "excused", "b1"), filled(opened, "b2")],
    ]
    said = at_once(*(lambda sent=sent: take_in(again(opened), sent, head) for sent in phones))
    assert said == {"": 2}
    answers = dict(Presence.objects.filter(meeting=opened).values_list("person_id", "answer"))
    assert (len(answers), answers.pop(first), answers.pop(second)) == (len(roll), "absent", "excused")
    assert set(answers.values()) == {"present"}


def test_one_sending_that_comes_twice_at_once_is_written_once(opened, head):
    sent = [{"do": "say", "name": "Ân", "text": f"Ý kiến {n}", "key": f"k{n}"} for n in range(3)]
    said = at_once(*[lambda: take_in(again(opened), sent, head)] * 3)
    assert said == {"": 3}
    assert (Opinion.objects.count(), Received.objects.count()) == (3, 3)


def test_opinions_written_at_once_have_numbers_of_their_own(opened, head):
    said = at_once(*(lambda n=n: say(again(opened), Said(f"Ý {n}", name="Ân"), head) for n in range(4)))
    assert said == {"": 4}
    assert list(Opinion.objects.values_list("number", flat=True)) == [1, 2, 3, 4]


def test_what_is_sent_while_another_closes_is_in_before_the_end_or_refused(opened, head, cast):
    flow.call_roll(opened, {one.person_id: one.answer for one in lists.roll_of(opened, DAY)}, head)
    person, done = cast.members["an"].person_id, []
    at_once(
        lambda: done.append(take_in(again(opened), [pressed(person, "excused", "k1")], head)),
        lambda: flow.take("close", again(opened), head, closing(cast.members["au"].person_id)),
    )
    written = Presence.objects.get(person=person).answer
    assert again(opened).state == Meeting.CLOSED
    assert (done[0].took, written) in ((["k1"], "excused"), ([], "present"))
