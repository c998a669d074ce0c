"""The Party's small cast, and Bến Đá's meeting of November."""

from datetime import date, time

import pytest

from soxa.kernel.preferences import book_day
from soxa.meetings import flow
from soxa.meetings.models import Meeting
from soxa.org.models import Account, Office, Person
from soxa.org.roles import PARTICIPANT
from soxa.party.tests.conftest import at, cast, head, standing_cast  # noqa: F401

NOVEMBER = date(2026, 11, 1)
DAY = date(2026, 11, 3)
AGENDA = ["Đánh giá tháng 10", "Nhiệm vụ tháng 11"]


@pytest.fixture
def due(cast, head):  # noqa: F811
    """Bến Đá's meeting of November, laid out on the 1st with those of the commune's other cells."""
    return laid_out(cast, head)


def laid_out(cast, head):  # noqa: F811
    cells = [cast.units["ben_da"].pk, cast.units["school"].pk]
    assert flow.lay_out(cells, NOVEMBER, head, on=NOVEMBER) == 2
    return Meeting.objects.get(unit=cast.units["ben_da"], month=NOVEMBER)


def opening(**more):
    """What is said when a meeting begins."""
    return {"on": DAY, "began_at": time(19, 30), "place": "Nhà văn hóa", "agenda": AGENDA, **more}


@pytest.fixture
def opened(due, head):  # noqa: F811
    """The meeting has begun on the 3rd at half past seven."""
    flow.take("open", due, head, opening())
    return due


def closing(person, **more):
    """What is said when a meeting ends."""
    told = {
        "ended_at": time(21, 0),
        "theme": "",
        "chair": person,
        "scribe": person,
        "conclusions": {1: "", 2: "An làm"},
    }
    return {**told, "on": DAY, **more}


DECEMBER, THIRD = date(2026, 12, 1), date(2026, 12, 3)


def calling(**more):
    """What is said when December's meeting is convened or moved."""
    told = {"planned_on": THIRD, "planned_at": time(19, 30), "place": "Nhà văn hóa", "why": "", "theme": ""}
    return {**told, "agenda": ["Việc tháng 12"], "papers": False, "on": book_day(), **more}


@pytest.fixture
def convened(cast, head):  # noqa: F811
    """Bến Đá's meeting of December, convened for the 3rd at half past seven."""
    flow.lay_out([cast.units["ben_da"].pk], DECEMBER, head, on=book_day())
    meeting = Meeting.objects.get(month=DECEMBER)
    flow.take("convene", meeting, head, calling())
    return meeting


def account(person, cast, *, role=PARTICIPANT.code, unit="upper", login="khach", **more):  # noqa: F811
    """A sign-in of this person, who holds an office of this role."""
    given = {"title": "Người dự họp", "since": date(2026, 1, 1), **more}
    Office(person=person, unit=cast.units[unit], role=role, **given).save()
    made = Account(username=login, person=person)
    made.set_unusable_password()
    made.save(force_insert=True)
    cast.accounts[login] = made
    return made


@pytest.fixture
def guest(cast, at):  # noqa: F811
    """A browser of An of Bến Đá, who has an account only to attend meetings."""
    account(Person.objects.get(pk=cast.members["an"].person_id), cast)
    return at("khach")
