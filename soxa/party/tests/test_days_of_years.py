"""Days that cannot be of a year's study or inspection are refused in words; what is written already is not written twice."""

from datetime import date

import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.preferences import put
from soxa.party.inspection import programme
from soxa.party.inspection.flow import LIFE
from soxa.party.inspection.models import Inspection, Stage
from soxa.party.study import flow
from soxa.party.study.models import Commitment, Sitting, Study
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_inspection import inspector, planned, said, year
from soxa.party.tests.test_study import ABOUT, HELD, PAPER, study
from soxa.party.year_opens import DUES_AHEAD, PLANS_AHEAD, opens

pytestmark = pytest.mark.django_db
__all__ = ["inspector", "study", "year"]
LONG_AGO = date(1900, 1, 1)


def test_a_plan_follows_the_first_sitting(study, head):
    plan = {"on": date(2026, 3, 11), "paper": "KH 9"}
    with pytest.raises(Refused, match="sau khi đã tổ chức"):
        flow.issue_plan(study, plan, head)
    flow.hold(study, HELD, head)
    with pytest.raises(Refused, match="sau khi đã tổ chức"):
        flow.issue_plan(study, plan, head)
    flow.issue_plan(study, {**plan, "on": HELD["on"]}, head)
    assert study.plan_on == date(2026, 3, 12)


def test_a_study_has_no_day_long_before_it(cast, study, head):
    for day in (LONG_AGO, date(2024, 12, 31)):
        with pytest.raises(Refused, match="quá sớm"):
            flow.hold(study, {**HELD, "on": day}, head)
        with pytest.raises(Refused, match="quá sớm"):
            flow.open_study(study.unit_id, {**ABOUT, "due_on": day}, PAPER, head, on=TODAY)
    assert not Sitting.objects.exists()
    flow.hold(study, {**HELD, "on": date(2025, 1, 1)}, head)


def test_a_study_posted_twice_is_one(study, head):
    with pytest.raises(Refused, match="đã ghi với văn bản này"):
        flow.open_study(study.unit_id, ABOUT, PAPER, head, on=study.opened_on)
    assert Study.objects.count() == 1


def test_a_commitment_is_registered_late_in_the_year_before_at_the_earliest(cast, paying, head):
    an = cast.members["an"].pk
    for day in (date(2025, 1, 1), date(2025, 9, 30), date(2027, 1, 1)):
        with pytest.raises(Refused, match="cuối năm trước"):
            flow.register(paying, 2026, [an], head, on=day)
    flow.register(paying, 2026, [an], head, on=date(2025, 10, 1))
    assert Commitment.objects.get().made_on == date(2025, 10, 1)


def test_a_programme_and_its_stages_are_of_their_year(cast, year, inspector):
    case = planned(cast, year, inspector)
    for day in (LONG_AGO, date(2025, 9, 30)):
        with pytest.raises(Refused, match="từ 01/10/2025"):
            programme.approve(year, inspector, on=day, paper="x")
    programme.approve(year, inspector, on=date(2025, 10, 1), paper="x")
    case.refresh_from_db()
    assert case.since == date(2025, 10, 1)
    beside = planned(cast, None, inspector, content="Ngoài chương trình")
    with pytest.raises(Refused, match="không trước 01/10/2025"):
        LIFE.take("prepare", beside, inspector, said("prepare", LONG_AGO))
    assert not Stage.objects.exclude(done_on=None).exists()


def test_an_inspection_posted_twice_is_one(cast, year, inspector):
    planned(cast, year, inspector)
    with pytest.raises(Refused, match="đã ghi rồi"):
        planned(cast, year, inspector)
    planned(cast, year, inspector, quarter=2)
    assert Inspection.objects.count() == 2


def test_how_early_a_year_opens_is_a_setting(cast, head):
    put(PLANS_AHEAD, 2, since=date(2020, 1, 1), actor=head)
    assert opens(2026, PLANS_AHEAD) == date(2025, 11, 1)
    assert opens(2026, DUES_AHEAD) == date(2025, 12, 1)
    assert (PLANS_AHEAD.check("12"), PLANS_AHEAD.check("11")) == ("Số tháng từ 0 đến 11.", "")
