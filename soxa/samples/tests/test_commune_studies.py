"""The demo commune's studies, counted by hand: six sittings and eleven documents in the half-year."""

from datetime import date

import pytest

from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.units.tree import tree
from soxa.party.study.models import Attendance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
CUT_OFF = date(2026, 6, 15)


def test_the_half_year():
    """Tổ chức 06 hội nghị học tập, quán triệt 11 văn bản."""
    commune = tree().codes["99901"]
    codes = ("party.study_sittings", "party.studied_papers", "party.study_attendance")
    found = read_many([FIGURES[code] for code in codes], Moment.at(CUT_OFF), [commune])
    assert [found[code, commune].part for code in codes[:2]] == [6, 11]
    rows = Attendance.objects.filter(sitting__held_on__lte=CUT_OFF)
    share = found[codes[2], commune]
    assert (share.part, share.whole) == (rows.filter(present=True).count(), rows.count())
    assert 90 < 100 * share.part / share.whole < 100


def test_nobody_is_called_where_he_was_not_at_home():
    late = Attendance.objects.exclude(member__memberships__since__lte=CUT_OFF)
    assert not late.filter(sitting__held_on__lte=CUT_OFF).exists()
