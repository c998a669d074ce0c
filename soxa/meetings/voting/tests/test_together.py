"""Ballots at once: one elector's two become one, nobody's is lost, and one that races with the close is counted or told it is late."""

from datetime import time
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, connections, transaction

from soxa.kernel.access import machine
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import forget_tree
from soxa.meetings import flow as meetings
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.tests.conftest import DAY, closing
from soxa.meetings.voting import flow
from soxa.meetings.voting.casting import Ballot, Rejected, cast
from soxa.meetings.voting.flow import VOTES
from soxa.meetings.voting.models import Elector, Vote
from soxa.meetings.voting.tests.conftest import wish
from soxa.org.models import Person
from soxa.party.tests.cast import cast_on_its_day

ACTOR = machine("thử")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="a test book of SQLite lies in memory and has one writer by design"
    ),
]  # fmt: skip


def put(count, form):
    """A committee of so many has come; a question is put to it."""
    forget_tree()
    made = cast_on_its_day()
    people = [Person.named(f"Ủy viên {number}") for number in range(count)]
    for one in people:
        one.save()
    called = tuple((one.pk, "Ủy viên") for one in people)
    meeting = meetings.plan(
        meetings.Wish(kind="committee", unit_id=made.units["upper"].pk, on=DAY, called=called),
        ACTOR,
        today=DAY,
    )
    meetings.FLOW.take("open", meeting, ACTOR, {"on": DAY, "began_at": time(8), "place": "", "agenda": ["x"]})
    meetings.call_roll(meeting, {one.pk: Presence.PRESENT for one in people}, ACTOR)
    return flow.put(meeting, wish(form=form), ACTOR, on=DAY), [one.pk for one in people]


def opened(count, form):
    """A committee of so many has come, and votes."""
    vote, people = put(count, form)
    VOTES.take("open", vote, ACTOR, {})
    return vote, people


def at_once(*acts):
    """What each act answered, all begun together: "ok", the code of a rejection, or what went wrong."""
    gate, said = Barrier(len(acts)), [""] * len(acts)

    def run(place, act):
        try:
            gate.wait(10)
            act()
            said[place] = "ok"
        except Rejected as rejected:
            said[place] = rejected.code
        except Exception as error:
            said[place] = repr(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=one) for one in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    return said


@pytest.mark.parametrize("form", ["secret", "named"])
def test_one_elector_at_once_with_himself_votes_once(form):
    vote, people = opened(6, form)
    said = at_once(*(lambda: cast(vote, people[0], Ballot("yes"), ACTOR) for _hand in range(6)))
    assert sorted(said) == ["ballot_twice"] * 5 + ["ok"]
    vote.refresh_from_db()
    assert (vote.ayes, Elector.objects.filter(voted=True).count()) == (1, 1)


def test_all_at_once_are_all_counted_and_the_close_cuts_cleanly():
    vote, people = opened(12, "secret")
    first = at_once(*(lambda key=key: cast(vote, key, Ballot("yes"), ACTOR) for key in people[:6]))
    assert first == ["ok"] * 6
    said = at_once(
        *(lambda key=key: cast(vote, key, Ballot("no"), ACTOR) for key in people[6:]),
        lambda: VOTES.take("close", Vote.objects.get(pk=vote.pk), ACTOR, {}),
    )
    assert said[-1] == "ok"
    taken = said[:-1].count("ok")
    assert set(said[:-1]) <= {"ok", "ballot_late"}
    vote.refresh_from_db()
    assert (vote.ayes, vote.noes, vote.returned) == (6, taken, 6 + taken)
    assert Elector.objects.filter(voted=True).count() == 6 + taken


def test_a_ballot_that_is_being_opened_holds_up_the_sending_of_its_meeting():
    vote, people = put(6, "named")
    begun, said = Event(), {}

    def open_slowly():
        try:
            with transaction.atomic():
                VOTES.take("open", Vote.objects.get(pk=vote.pk), ACTOR, {})
                begun.set()
                said["waits"] = not sent.wait(1)
        finally:
            begun.set()
            connections.close_all()

    def send():
        begun.wait(10)
        try:
            meetings.take("close", Meeting.objects.get(pk=vote.meeting_id), ACTOR, closing(people[0]))
        except Refused as refused:
            said["send"] = str(refused)
        finally:
            sent.set()
            connections.close_all()

    sent = Event()
    threads = [Thread(target=one) for one in (open_slowly, send)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    vote.refresh_from_db()
    assert said["waits"]
    assert "Còn lượt bỏ phiếu đang mở" in said["send"]
    assert (vote.state, Meeting.objects.get(pk=vote.meeting_id).state) == (Vote.OPEN, Meeting.OPEN)
