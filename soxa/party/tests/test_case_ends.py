"""Cases go on when their cell is merged, keep the order of their days, take a superior's no for a no, and never stand without an end."""

from datetime import date

import pytest

from soxa.desk.unit_acts import Wish, perform
from soxa.desk.unit_undo import take_back
from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import UnitAct
from soxa.kernel.units.tree import tree
from soxa.law.partial import PartialDate
from soxa.party.admission.flow import step
from soxa.party.case_cell import cell_of
from soxa.party.discipline import flow as discipline
from soxa.party.discipline.lists import beside
from soxa.party.models import Exemption
from soxa.party.standing import life_of
from soxa.party.striking import flow as striking
from soxa.party.striking.forms import Rule
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_admission import case, decided, probationer  # noqa: F401 – the case is a fixture
from soxa.party.tests.test_discipline import opened, votes
from soxa.party.tests.test_striking import raised

pytestmark = pytest.mark.django_db
MERGER = date(2026, 11, 1)


@pytest.fixture
def merged(cast, head):
    """Bến Đá is merged into the school's cell on 1/11/2026; called, so that cases can be opened before."""

    def merge():
        nodes, ids = tree().nodes, cast.units
        wish = Wish(UnitAct.MERGE, nodes[ids["ben_da"].pk], MERGER, "QĐ 5", into=nodes[ids["school"].pk])
        perform(wish, machine("thử"))

    return merge


def test_a_merger_strands_no_case_and_its_undo_brings_the_cell_back(cast, head, merged):
    strike, inquiry = raised(cast, head), opened(cast, head, "sac")
    merged()
    # of six official members in the merged cell four must agree to strike off, and four to a warning
    striking.step("vote", strike, head, today=TODAY, facts=votes(date(2026, 11, 10), 4))
    discipline.step(
        "vote", inquiry, head, today=TODAY, facts={**votes(date(2026, 11, 10), 4), "level": "warning"}
    )
    assert [one.votes.get().official for one in (strike, inquiry)] == [6, 6]
    assert [cell_of(strike, day) for day in (date(2026, 10, 31), MERGER)] == [
        cast.units["ben_da"].pk, cast.units["school"].pk,
    ]  # fmt: skip
    striking.step("decide", strike, head, today=TODAY, facts={"on": date(2026, 11, 12), "paper": "QĐ 7"})
    assert life_of(cast.members["an"], TODAY).standing == "struck_off"


def test_a_case_of_before_asks_the_own_cell_again_when_the_merger_is_undone(cast, head, merged):
    strike = raised(cast, head)
    merged()
    take_back("99801.01", machine("thử"), basis="ghi nhầm")
    strike.refresh_from_db()
    assert cell_of(strike, TODAY) == cast.units["ben_da"].pk


def test_the_ceremony_is_held_in_the_cell_that_carries_on(case, cast, head, merged):  # noqa: F811
    decided(case, cast, head, received=date(2026, 10, 20))
    merged()
    step("admit", case, head, today=TODAY, facts={"on": date(2026, 11, 10), "helper": None})
    case.refresh_from_db()
    assert life_of(case.member, TODAY).unit_id == cast.units["school"].pk


@pytest.mark.parametrize(("answer", "goes_on"), [("no", False), ("yes", True)])
def test_a_superiors_no_is_a_no(cast, head, answer, goes_on):
    strike = raised(cast, head)
    for day in (8, 9, 10):
        striking.step("vote", strike, head, today=TODAY, facts=votes(date(2026, 9, day), 2))
    ruling = {"answer": answer, "ruling": "x" * 300, "paper": "y" * 200, "on": date(2026, 9, 15)}
    striking.step("rule", strike, head, today=TODAY, facts=ruling)
    strike.refresh_from_db()
    assert strike.ruling == "x" * 300 + " (" + "y" * 200 + ")" and len(strike.ruling) <= 520
    decision = {"on": date(2026, 10, 1), "paper": "QĐ 7"}
    if goes_on:
        striking.step("decide", strike, head, today=TODAY, facts=decision)
        return
    for name, facts in (("decide", decision), ("vote", votes(date(2026, 9, 20), 4))):
        with pytest.raises(Refused, match="Cấp trên không đồng ý"):
            striking.step(name, strike, head, today=TODAY, facts=facts)
    striking.step("drop", strike, head, today=TODAY, facts={"on": date(2026, 10, 1), "reason": "cấp trên"})
    assert strike.state == "dropped"


def test_what_the_superior_answered_is_asked():
    form = Rule({"on": "15/09/2026", "ruling": "Xem lại", "paper": "CV 3"}, today=TODAY)
    assert not form.is_valid() and list(form.errors) == ["answer"]


def test_a_superiors_no_to_recognition_stops_it(case, cast, head):  # noqa: F811
    probationer(case, cast, head)
    for day in (12, 14, 16):
        step("recognition_vote", case, head, today=TODAY, facts=votes(date(2026, 10, day), 2))
    told = {"answer": "no", "ruling": "Không công nhận", "paper": "CV 9", "on": TODAY}
    step("rule", case, head, today=TODAY, facts=told)
    with pytest.raises(Refused, match="Cấp trên không đồng ý"):
        step("recognise", case, head, today=TODAY, facts={"paper": "QĐ 50"})
    step("rule", case, head, today=TODAY, facts={**told, "answer": "yes"})
    step("recognise", case, head, today=TODAY, facts={"paper": "QĐ 50"})
    assert case.state == "recognised"


def test_recognition_says_what_lacks_where_the_ceremony_is_known_to_the_year(case, cast, head):  # noqa: F811
    probationer(case, cast, head)
    step("recognition_vote", case, head, today=TODAY, facts=votes(date(2026, 11, 2), 4))
    case.member.admitted_on = PartialDate(2025)
    case.member.save()
    with pytest.raises(Refused, match="chưa đủ ngày, tháng, năm"):
        step("recognise", case, head, today=TODAY, facts={"paper": "QĐ 50"})


@pytest.mark.parametrize(("day", "taken"), [(9, False), (10, True)])
def test_nothing_is_decided_before_the_vote_it_rests_on(cast, head, day, taken):
    strike, inquiry = raised(cast, head), opened(cast, head, "sac")
    striking.step("vote", strike, head, today=TODAY, facts=votes(date(2026, 11, 10), 4))
    vote = {**votes(date(2026, 11, 10), 4), "level": "warning"}
    discipline.step("vote", inquiry, head, today=TODAY, facts=vote)
    facts = {"on": date(2026, 11, day), "paper": "QĐ 7", "level": "warning", "body": "cell"}
    for room, one in ((striking, strike), (discipline, inquiry)):
        if taken:
            room.step("decide", one, head, today=TODAY, facts=facts)
            continue
        with pytest.raises(Refused, match="trước ngày chi bộ biểu quyết 10/11/2026"):
            room.step("decide", one, head, today=TODAY, facts=facts)


def test_a_suspension_of_long_ago_takes_no_list_down(cast):
    Exemption.objects.create(member=cast.members["an"], kind=Exemption.SUSPENDED, since=date(2005, 1, 1))
    assert beside(cast.accounts["chanh"], TODAY) == []
