"""Two hands on one member: the row is held, one act is written, the other is told why not."""

from collections import Counter
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.units.tree import forget_tree
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.org.models import Person
from soxa.party.admission.flow import begin
from soxa.party.admission.models import Admission
from soxa.party.flow import enter, take
from soxa.party.inspection import programme
from soxa.party.inspection.models import Programme
from soxa.party.models import Member, Membership
from soxa.party.tests.cast import TODAY, cast_on_its_day
from soxa.party.tests.test_flow import NEWCOMER

pytestmark = [
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="a test book of SQLite lies in memory and has one writer by design",
    ),
    pytest.mark.django_db(transaction=True),
]

MEANWHILE = "Người khác vừa ghi sổ một điều trùng với điều này (số thẻ, số CCCD …). Xem lại rồi ghi lại."


@pytest.fixture
def cast(transactional_db):
    """The cast, written where other hands see it."""
    return cast_on_its_day()


def at_once(*acts):
    """Run the acts in threads that start together; what each said: "" when it was done."""
    gate, said = Barrier(len(acts)), []

    def run(act):
        try:
            gate.wait(10)
            act()
            said.append("")
        except Exception as fault:  # noqa: BLE001 – a thread's fault is the test's
            said.append(str(fault) if isinstance(fault, Refused) else repr(fault))
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    forget_tree()
    return Counter(said)


def test_the_same_act_taken_at_once_is_written_once(cast, head):
    member, facts = cast.members["an"], {"on": date(2026, 11, 2), "paper": "GT 9", "went_to": "Nơi khác"}

    def leaves():
        take("transfer_out", Member.objects.get(pk=member.pk), head, today=TODAY, facts=facts)

    said = at_once(leaves, leaves, leaves)
    assert said == {"": 1, "Không làm được với người đã chuyển đi.": 2}
    assert Entry.objects.filter(flow="party", step="transfer_out").count() == 1
    spell = member.memberships.get()
    assert (spell.until, spell.closed_by) == (date(2026, 11, 2), "out")


def test_two_moves_at_once_leave_one_home(cast, head):
    member = cast.members["an"]

    def to_school():
        facts = {"unit": cast.units["school"].pk, "on": date(2026, 11, 2)}
        take("move_within", Member.objects.get(pk=member.pk), head, today=TODAY, facts=facts)

    assert at_once(to_school, to_school) == {"": 1, "Đồng chí đang ở chi bộ này.": 1}
    assert Membership.objects.home().filter(member=member, until=FOREVER).count() == 1
    assert member.memberships.count() == 2


def test_one_card_is_given_to_one_of_two(cast, head):
    def gives(key):
        def give():
            facts = {"card_no": "12009999", "on": date(2026, 11, 2)}
            member = Member.objects.get(pk=cast.members[key].pk)
            take("issue_card", member, head, today=TODAY, facts=facts)

        return give

    said = at_once(gives("au"), gives("thay"))
    assert said.pop("") == 1
    (words,) = said
    assert words in ("Số thẻ 12.009999 đã có trong sổ, của đồng chí khác.", MEANWHILE)
    assert Member.objects.filter(card_no="12009999").count() == 1


def test_a_newcomer_of_one_identity_number_is_made_once(cast, head):
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk, "citizen_id": "001095000001"}

    def admits(name):
        def admit():
            enter("admit", head, today=TODAY, facts={**facts, "full_name": name})

        return admit

    said = at_once(admits("Quách Thị Mận"), admits("Quách Thị Mơ"))
    assert said.pop("") == 1
    assert set(said) <= {MEANWHILE, "Đồng chí này đã có trong sổ."}
    assert Member.objects.filter(person__full_name__startswith="Quách").count() == 1


def test_a_prospect_written_twice_at_one_moment_is_one_person_with_one_case(cast, head):
    facts = {
        "full_name": "Lý Thị Đôi", "born": PartialDate(2000, 1, 1), "sex": "F", "unit": cast.units["ben_da"].pk,
        "on": date(2025, 2, 3), "paper": "NQ 3", "schooled": True,
    }  # fmt: skip
    said = at_once(*[lambda: begin(head, today=TODAY, facts=dict(facts))] * 3)
    assert said == {"": 1, "Trong sổ đã có hồ sơ kết nạp của người trùng họ tên và ngày sinh.": 2}
    assert Admission.objects.count() == Person.objects.filter(full_name="Lý Thị Đôi").count() == 1
    again = at_once(
        *[lambda: begin(head, today=TODAY, facts={**facts, "other_person": True, "paper": "NQ 4"})] * 2
    )
    assert again == {"": 1, "Người này vừa được ghi bằng đúng văn bản này, ngày này.": 1}
    assert Person.objects.filter(full_name="Lý Thị Đôi").count() == 2


def test_a_newcomer_without_a_number_written_twice_at_one_moment_is_made_once(cast, head):
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk}
    said = at_once(*[lambda: enter("admit", head, today=TODAY, facts=dict(facts))] * 2)
    assert said.pop("") == 1
    (words,) = said
    assert "trùng họ tên và ngày sinh" in words
    another = {**facts, "other_person": True, "paper": "QĐ 13-QĐ/ĐU"}
    assert at_once(*[lambda: enter("admit", head, today=TODAY, facts=dict(another))] * 2)[""] == 1
    assert Member.objects.filter(person__full_name="Quách Thị Mận").count() == 2


def test_the_programme_of_a_year_begun_twice_at_one_moment_is_one(cast, head):
    unit_id = cast.units["upper"].pk
    said = at_once(*[lambda: programme.begin(unit_id, 2026, head, on=TODAY)] * 2)
    assert said == {"": 1, "Đã có chương trình năm 2026 của đơn vị này.": 1}
    assert Programme.objects.count() == 1
