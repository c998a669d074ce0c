"""The Party's small cast at Bến Đá's meeting of November, its roll called, and votes put to it."""

import pytest

from soxa.meetings import flow as meetings
from soxa.meetings import lists
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.tests.conftest import DAY, due, laid_out, opened, opening  # noqa: F401
from soxa.meetings.voting import flow
from soxa.meetings.voting.models import Vote
from soxa.party.tests.conftest import at, cast, head, head_of, standing_cast  # noqa: F401
from soxa.samples.demo_fixture import settle, standing


@pytest.fixture(scope="module")
def standing_sitting(standing_cast, django_db_blocker):  # noqa: F811
    with standing(django_db_blocker):
        head = head_of(standing_cast)  # noqa: F811
        meeting = laid_out(standing_cast, head)
        meetings.take("open", meeting, head, opening())
        roll = {one.person_id: Presence.PRESENT for one in lists.roll_of(meeting, DAY)}
        meetings.call_roll(meeting, roll, head)
        settle()
        yield meeting.pk


@pytest.fixture
def sitting(standing_sitting, cast):  # noqa: F811
    """All five have come, the four official members among them."""
    return Meeting.objects.get(pk=standing_sitting)


def wish(**more):
    """A question put by raised card."""
    told = {"text": "Nghị quyết tháng 11", "about": Vote.QUESTION, "form": "hand", "measure": Vote.MAJORITY}
    return flow.Wish(**{**told, **more})


@pytest.fixture
def put(sitting, head):  # noqa: F811
    """Puts a question to the vote of the meeting."""
    return lambda **more: flow.put(sitting, wish(**more), head, on=DAY)


def hands(**more):
    """All four for it."""
    return {"present": 4, "ayes": 4, "noes": 0, "other": 0, "names": {}, "tellers": [], **more}


def papers(**more):
    """Four papers given out, all returned and for it."""
    told = {"given": 4, "returned": 4, "valid": 4, "invalid": 0, "tellers": ["Đặng Thị Ân", "Lò Văn Ấn"]}
    return hands(**{**told, **more})
