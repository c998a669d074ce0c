"""Facts of a record put right with basis and consent, sealed fields read, a cell asked in plain words."""

from datetime import date

import pytest

from soxa.documents.files import Paper
from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, SealedCorrection
from soxa.law.partial import PartialDate
from soxa.org.roles import AUDITOR
from soxa.party.answers import set_cell
from soxa.party.flow import correct, read_sealed, take
from soxa.party.models import Member, Membership
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_flow import actor

SCAN = Paper(b"%PDF-1.4 a scan of the consent", "đồng ý.pdf", "application/pdf")


def facts_of(member: Member, **changes) -> dict:
    person = member.person
    names = ("full_name", "birth_name", "born", "sex", "home_place", "address", "occupation", "education", "theory", "phone")  # fmt: skip
    facts = {name: getattr(person, name) for name in names}
    facts |= {
        name: getattr(member, name) for name in ("decision_on", "admitted_on", "recognised_on", "card_no")
    }
    return {
        **facts,
        "basis": "Giấy khai sinh số 5",
        "consent": "CV 12-CV/ĐU ngày 02/11/2026",
        "scan": SCAN,
        **changes,
    }


def test_a_corrected_name_is_found_and_sorted_anew_and_its_old_form_is_sealed(cast, head):
    member = cast.members["an"]
    unit = cast.units["ben_da"].pk
    correct(member, head, today=TODAY, facts=facts_of(member, full_name="Bùi Văn Yên"), unit_id=unit)
    member.person.refresh_from_db()
    assert member.person.folded == "bui van yen"
    assert member.memberships.get().name_key == member.person.name_key
    entry = Entry.objects.get(flow="correction")
    assert "CV 12-CV/ĐU" in entry.facts["basis"]
    assert "Bùi" not in str(entry.facts)
    assert "Bùi" not in SealedCorrection.objects.get().sealed


def test_a_correction_of_both_person_and_record_writes_two_entries(cast, head):
    member = cast.members["an"]
    changes = {"born": PartialDate(1970, 11, 21), "decision_on": PartialDate(1996, 1, 15)}
    correct(member, head, today=TODAY, facts=facts_of(member, **changes), unit_id=None)
    assert set(Entry.objects.filter(flow="correction").values_list("subject_kind", flat=True)) == {
        "person",
        "member",
    }


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Không có gì thay đổi"),
        ({"card_no": "12000007"}, "của đồng chí khác"),
        ({"citizen_id": "001062012345", "phone": "0912345678"}, "của người khác"),
    ],
)
def test_a_correction_that_cannot_be_changes_nothing(cast, head, changes, words):
    member = cast.members["au"]
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        correct(member, head, today=TODAY, facts=facts_of(member, **changes), unit_id=None)
    member.person.refresh_from_db()
    assert (Entry.objects.count(), member.person.phone) == (before, "")


def test_reading_a_sealed_field_is_an_act(cast, head):
    member = cast.members["an"]
    assert read_sealed(member, "citizen_id", head, today=TODAY, unit_id=None) == "001062012345"
    entry = Entry.objects.get(flow="sealed", step="read")
    assert (entry.subject_key, entry.facts) == (str(member.pk), {"field": "citizen_id"})
    with pytest.raises(Refused):
        read_sealed(member, "citizen_id", actor(AUDITOR), today=TODAY, unit_id=None)
    assert Entry.objects.filter(flow="sealed").count() == 1


def test_a_cell_answers_in_plain_words(cast, head):
    cell = cast.cells["ben_da"]
    set_cell(cell, head, today=TODAY, step="grassroots", facts={"grassroots": False})
    cell.refresh_from_db()
    assert cell.grassroots is False
    with pytest.raises(Refused, match="Không có gì thay đổi"):
        set_cell(cell, head, today=TODAY, step="grassroots", facts={"grassroots": False})
    with pytest.raises(Refused):
        set_cell(cell, actor(AUDITOR), today=TODAY, step="grassroots", facts={"grassroots": True})
    assert Entry.objects.filter(flow="cell").count() == 1


def test_a_failing_effect_leaves_no_entry(cast, head, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(Membership, "save", broken)
    before = Entry.objects.count()
    with pytest.raises(RuntimeError):
        take("died", cast.members["an"], machine("thử"), today=TODAY, facts={"on": date(2026, 6, 1)})
    assert Entry.objects.count() == before
