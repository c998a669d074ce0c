"""The Party's small cast at Bến Đá's meeting of November, its roll called, and votes put to it."""

import pytest

from soxa.meetings import flow as meetings
from soxa.meetings import lists
from soxa.meetings.models import Presence
from soxa.meetings.tests.conftest import DAY, due, opened  # noqa: F401
from soxa.meetings.voting import flow
from soxa.meetings.voting.models import Vote
from soxa.party.tests.conftest import at, cast, head, standing_cast  # noqa: F401


@pytest.fixture
def sitting(opened, head):  # noqa: F811
    """All five have come, the four official members among them."""
    roll = {one.person_id: Presence.PRESENT for one in lists.roll_of(opened, DAY)}
    meetings.call_roll(opened, roll, head)
    return opened


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
