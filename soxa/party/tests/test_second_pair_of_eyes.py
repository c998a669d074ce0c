"""One who bears the name and birth of a former member is said to be another by two hands, not by one tick."""

from dataclasses import replace

import pytest

from soxa.kernel.flow import Refused
from soxa.party.admission.again import twin_words
from soxa.party.admission.effects import FIRST, vote_refusal
from soxa.party.flow import enter
from soxa.party.merging.flow import say_apart
from soxa.party.merging.lists import doubles
from soxa.party.merging.pair import Pair
from soxa.party.models import Member
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_flow import NEWCOMER
from soxa.party.tests.test_readmission import AN, gone, listed

pytestmark = pytest.mark.django_db
ANOTHER = {"other_person": True, "formerly": "", "out_since": None}


def test_a_tick_lists_a_namesake_and_a_second_hand_lets_him_be_voted_on(cast, head, at):
    gone(cast, head)
    case, former = listed(cast, head, **ANOTHER), cast.members["an"].person
    assert "người khác với người lập hồ sơ này" in vote_refusal(case, [], TODAY, FIRST)
    pairs = [{one.id, other.id} for one, other in doubles(cast.accounts["chanh"]).pairs]
    assert {case.person_id, former.pk} in pairs
    with pytest.raises(Refused, match="nhờ người khác có quyền"):
        say_apart(Pair(former, case.person), head, unit_id=None)
    answer = at("chanh").post(f"/dang-vien/trung/{former.pk}/{case.person_id}/hai-nguoi/", follow=True)
    assert "nhờ người khác có quyền" in answer.content.decode()
    assert twin_words(case, TODAY)


def test_what_another_hand_said_stands(cast, head):
    gone(cast, head)
    case, second = listed(cast, head, **ANOTHER), replace(head, account_id=cast.accounts["khac"].pk)
    say_apart(Pair(cast.members["an"].person, case.person), second, unit_id=None)
    assert twin_words(case, TODAY) == ""


def test_a_namesake_of_one_still_in_the_party_is_nobody_s_question_here(cast, head):
    case = listed(cast, head, **ANOTHER)
    assert twin_words(case, TODAY) == ""


def test_a_namesake_of_a_former_member_is_not_admitted_straight(cast, head):
    unit = gone(cast, head)
    facts = {**NEWCOMER, "full_name": AN["full_name"], "born": AN["born"], "unit": unit, "other_person": True}
    before = Member.objects.count()
    with pytest.raises(Refused, match="chỉ ghi qua hồ sơ ở mục Kết nạp"):
        enter("admit", head, today=TODAY, facts=facts)
    assert Member.objects.count() == before
