"""A discipline case of one who died or left ends; an expulsion annulled after the return is written; a probationary member is known again elsewhere."""

from datetime import date

import pytest

from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.law.partial import PartialDate
from soxa.party.discipline import flow as discipline
from soxa.party.flow import enter
from soxa.party.flow import take as act
from soxa.party.models import Member
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_discipline import opened, votes

pytestmark = pytest.mark.django_db
BOOK = machine("thử")
EXPELLED = {"level": "expulsion", "body": "standing", "on": date(2026, 9, 7), "paper": "QĐ 2"}


def goes(case, head, name, **facts):
    discipline.step(name, case, head, today=TODAY, facts=facts)
    case.refresh_from_db()


def test_the_dead_are_not_punished(cast, head):
    case = opened(cast, head)
    act("died", cast.members["an"], BOOK, today=TODAY, facts={"on": date(2026, 10, 1)})
    warning = {**EXPELLED, "level": "warning", "on": date(2026, 10, 7)}
    with pytest.raises(Refused, match="nay đã từ trần: kết thúc hồ sơ"):
        goes(case, head, "decide", **warning)
    goes(case, head, "drop", on=date(2026, 10, 8), reason="từ trần")
    assert (case.state, case.level) == ("dropped", "")


def test_a_decision_on_one_who_left_before_it_was_announced_ends(cast, head):
    case = opened(cast, head)
    goes(case, head, "vote", **votes(date(2026, 9, 3), 3), level="expulsion")
    goes(case, head, "decide", **EXPELLED)
    with pytest.raises(Refused, match="ghi công bố"):
        goes(case, head, "drop", on=date(2026, 9, 8), reason="x")
    gone = {"on": date(2026, 10, 1), "paper": "GT 1", "went_to": "Đảng bộ phường Hồng Hà"}
    act("transfer_out", cast.members["an"], BOOK, today=TODAY, facts=gone)
    with pytest.raises(Refused, match="nay đã chuyển đi"):
        goes(case, head, "announce", on=date(2026, 10, 5))
    goes(case, head, "drop", on=date(2026, 10, 6), reason="chuyển hồ sơ")
    assert case.state == "dropped"


def test_an_expulsion_is_annulled_once_the_member_is_back(cast, head):
    case = opened(cast, head)
    goes(case, head, "vote", **votes(date(2026, 9, 3), 3), level="expulsion")
    goes(case, head, "decide", **EXPELLED)
    goes(case, head, "announce", on=date(2026, 9, 14))
    goes(case, head, "complain", on=date(2026, 9, 21))
    annulled = {"on": date(2026, 11, 2), "outcome": "annulled", "paper": "QĐ 9"}
    with pytest.raises(Refused, match="ghi phục hồi đảng tịch"):
        goes(case, head, "settle", **annulled)
    act("restore", cast.members["an"], BOOK, today=TODAY, facts={"on": date(2026, 11, 2), "paper": "QĐ 9"})
    goes(case, head, "settle", **annulled)
    assert (case.annulled_on, life_of(cast.members["an"], TODAY).standing) == (date(2026, 11, 2), "official")


@pytest.mark.parametrize(
    ("admitted", "known"), [(PartialDate(2026, 1, 6), True), (PartialDate(2026, 1, 7), False)]
)
def test_a_probationary_member_is_the_same_person_in_the_next_commune(cast, admitted, known):
    member = cast.members["moi"]
    gone = {"on": date(2026, 10, 1), "paper": "GT 1", "went_to": "xã Khe Dưới"}
    act("transfer_out", member, BOOK, today=TODAY, facts=gone)
    facts = {
        "full_name": "Vi Thị Bưởi", "born": PartialDate(2001, 11, 21), "sex": "F", "unit": cast.units["dong_cham"].pk,
        "on": date(2026, 10, 12), "came_from": "xã Khe Trên", "paper": "GT 1", "admitted_on": admitted,
    }  # fmt: skip
    if not known:
        made = enter("transfer_in", BOOK, today=TODAY, facts=facts)
        assert made.pk != member.pk, "another commune is not told of a namesake here"
        return
    before = Member.objects.count()
    assert enter("transfer_in", BOOK, today=TODAY, facts=facts) == member
    assert Member.objects.count() == before
    assert life_of(member, TODAY).standing == "probationary"
