"""The Party's small cast, and Bến Đá's meeting of November."""

from datetime import date, time

import pytest

from soxa.meetings import flow
from soxa.meetings.models import Meeting
from soxa.party.tests.conftest import at, cast, head, standing_cast  # noqa: F401

NOVEMBER = date(2026, 11, 1)
DAY = date(2026, 11, 3)
AGENDA = ["Đánh giá tháng 10", "Nhiệm vụ tháng 11"]


@pytest.fixture
def due(cast, head):  # noqa: F811
    """Bến Đá's meeting of November, laid out on the 1st with those of the commune's other cells."""
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
