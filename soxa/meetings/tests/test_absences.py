"""Three months without a reason raise a case, two are said before; a reason, or a month of another year, counts for nothing."""

from datetime import date

import pytest

from soxa.meetings import flow
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.tests.conftest import opening
from soxa.org.models import Account
from soxa.party.striking.sources import findings
from soxa.party.tests.cast import TODAY

pytestmark = pytest.mark.django_db


def away(cast, head, months):
    """Bến Đá met on the 3rd of each month; (year, month) → member → answer, others unsaid."""
    for (year, month), answers in months.items():
        first = date(year, month, 1)
        flow.lay_out([cast.units["ben_da"].pk], first, head, on=first)
        one = Meeting.objects.get(month=first)
        flow.take("open", one, head, opening(on=first.replace(day=3)))
        flow.call_roll(one, {cast.members[key].person_id: said for key, said in answers.items()}, head)


def test_three_months_of_one_year(cast, head):
    out, excused = Presence.ABSENT, Presence.EXCUSED
    months = {
        (2025, 11): {"an": out, "sac": out, "au": out},
        (2025, 12): {"an": out, "sac": out},
        (2026, 3): {"an": out, "sac": out, "au": out},
        (2026, 5): {"an": out, "sac": out, "au": excused},
        (2026, 8): {"an": out, "sac": excused, "au": out, "dang": out},
    }
    away(cast, head, months)
    found = findings(Account.objects.get(username="chanh"), TODAY)
    assert [(one.name, one.year, one.months, one.says) for one in found if one.ground == "absent"] == [
        ("Bùi Văn An", 2026, (3, 5, 8), "reached"),
        ("Lò Văn Ấn", 2026, (3, 5), "soon"),
        ("Triệu Thị Âu", 2026, (3, 8), "soon"),
    ]


def test_a_month_after_the_day_is_not_known_yet(cast, head):
    away(cast, head, {(2026, month): {"an": Presence.ABSENT} for month in (3, 5, 8)})
    before = findings(Account.objects.get(username="chanh"), date(2026, 8, 2))
    assert [(one.months, one.says) for one in before if one.ground == "absent"] == [((3, 5), "soon")]
