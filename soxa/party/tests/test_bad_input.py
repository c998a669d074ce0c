"""What cannot be is refused in words with its clause, and nothing is written."""

from datetime import date

import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.partial import PartialDate
from soxa.party.admission.flow import begin, step
from soxa.party.flow import correct, enter, take
from soxa.party.models import Member, Membership
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_admission import NEWCOMER, cast_votes, filled
from soxa.party.tests.test_corrections import SCAN


@pytest.fixture
def nothing():
    """A check that an act is refused with these words, and leaves the book as it was."""

    def told(words, act):
        before = (
            Entry.objects.count(),
            list(Membership.objects.order_by("pk").values()),
            Member.objects.count(),
        )
        with pytest.raises(Refused) as why:
            act()
        assert words in str(why.value), str(why.value)
        after = (
            Entry.objects.count(),
            list(Membership.objects.order_by("pk").values()),
            Member.objects.count(),
        )
        assert after == before

    return told


def newcomer(cast, **facts):
    return {
        "full_name": "Lý A Sủ", "born": PartialDate.parse("01/02/2000"), "sex": "M", "unit": cast.units["ben_da"].pk,
        "on": TODAY, "decision_on": date(2026, 11, 2), "paper": "QĐ 1", **facts,
    }  # fmt: skip


def test_an_admission_before_birth(cast, head, nothing):
    facts = newcomer(cast, born=PartialDate.parse("21/11/2026"))
    nothing("", lambda: enter("admit", head, today=TODAY, facts=facts))


def test_a_day_of_the_record_before_birth(cast, head, nothing):
    member = cast.members["an"]
    facts = {
        "full_name": member.person.full_name, "birth_name": "", "born": PartialDate.parse("20/11/1996"), "sex": "M",
        "home_place": "", "address": "", "phone": "", "occupation": "", "education": "", "theory": "",
        "decision_on": member.decision_on, "admitted_on": member.admitted_on, "recognised_on": member.recognised_on,
        "card_no": member.card_no, "basis": "GKS", "consent": "CV", "scan": SCAN, "citizen_id": "",
    }  # fmt: skip
    nothing(
        "trước ngày sinh",
        lambda: correct(member, head, today=TODAY, facts=facts, unit_id=cast.units["ben_da"].pk),
    )


def test_a_recognition_before_the_admission(cast, head, nothing):
    facts = {"on": date(2026, 1, 5), "paper": "QĐ", "reason": "đặc biệt"}
    nothing("12 tháng dự bị", lambda: take("recognise", cast.members["moi"], head, today=TODAY, facts=facts))
    cast.members["moi"].admitted_on = PartialDate.parse(
        "06/01/2010"
    )  # before the rule: the order of days alone stands
    cast.members["moi"].save()
    early = {"on": date(2010, 1, 5), "paper": "QĐ", "reason": "đặc biệt"}
    nothing(
        "trước ngày kết nạp", lambda: take("recognise", cast.members["moi"], head, today=TODAY, facts=early)
    )


def test_a_second_home(cast, head, nothing):
    facts = newcomer(
        cast, full_name="Bùi Văn An", born=PartialDate.parse("20/11/1990"), card_no="12345678", came_from="x"
    )
    facts["unit"] = cast.units["school"].pk
    nothing("đã có trong sổ", lambda: enter("transfer_in", head, today=TODAY, facts=facts))
    back = {"unit": cast.units["school"].pk, "on": TODAY, "paper": "GT", "came_from": "x"}
    nothing("chính thức", lambda: take("come_back", cast.members["an"], head, today=TODAY, facts=back))


def test_a_card_that_another_holds(cast, head, nothing):
    facts = {"on": TODAY, "card_no": "12345678", "paper": ""}
    nothing(
        "12.345678 đã có trong sổ",
        lambda: take("issue_card", cast.members["au"], head, today=TODAY, facts=facts),
    )


def test_a_transfer_to_where_one_is(cast, head, nothing):
    for act, words in (("move_within", "đang ở chi bộ này"), ("attach", "chính là chi bộ của đồng chí")):
        facts = {"unit": cast.units["ben_da"].pk, "on": TODAY, "paper": "GT"}
        nothing(
            words, lambda act=act, facts=facts: take(act, cast.members["an"], head, today=TODAY, facts=facts)
        )


def test_an_admission_at_seventeen_on_the_day_before_and_on_the_birthday(cast, head, nothing):
    """Born on 2/8/2007: 18 on 2/8/2025; a cell that meets on 1/8 is refused with the Charter's article 1."""
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk, "born": PartialDate.parse("02/08/2007")}
    case = begin(head, today=TODAY, facts=facts)
    filled(case, cast, head)
    nothing(
        "chưa đủ 18 tuổi tính theo tháng (Điều 1, Điều lệ Đảng",
        lambda: step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2025, 8, 1))),
    )
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2025, 8, 2)))
    assert case.votes.get().passed


@pytest.mark.parametrize(("born", "refused"), [("21/11/2008", True), ("20/11/2008", False)])
def test_an_admission_written_at_once_is_of_the_same_age(cast, head, nothing, born, refused):
    facts = newcomer(cast, born=PartialDate.parse(born), decision_on=TODAY)
    if refused:
        nothing("chưa đủ 18", lambda: enter("admit", head, today=TODAY, facts=facts))
    else:
        assert enter("admit", head, today=TODAY, facts=facts).pk
