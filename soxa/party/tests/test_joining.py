"""The days of joining put right in one place and told alike in all: record, spell, case; recognition after full probation."""

from datetime import date

import pytest

from soxa.kernel.figures import Moment, find, read
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.partial import PartialDate
from soxa.law.periods import Period
from soxa.party.admission.models import Admission
from soxa.party.flow import ACTS, correct, enter
from soxa.party.forms import TransferIn
from soxa.party.member_import import plan
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY
from soxa.party.tests.paper import members, person
from soxa.party.tests.test_corrections import facts_of
from soxa.party.tests.test_flow import TRANSFER, did, refused

pytestmark = pytest.mark.django_db
# Bưởi: decision 20/12/2025, ceremony 06/01/2026, not yet recognised; today is 20/11/2026.


@pytest.fixture
def case(cast):
    """The case by which Bưởi was admitted."""
    member = cast.members["moi"]
    return Admission.objects.create(
        person=member.person, member=member, unit=cast.units["ben_da"], state=Admission.PROBATION, paper="NQ 1",
        since=date(2025, 1, 10), until=date(2026, 1, 6), sent_on=date(2025, 12, 1), decision_on=date(2025, 12, 20),
        received_on=date(2025, 12, 24), ceremony_on=date(2026, 1, 6),
    )  # fmt: skip


def put(cast, head, key="moi", **changes):
    member = cast.members[key]
    correct(member, head, today=TODAY, facts=facts_of(member, **changes), unit_id=cast.units["ben_da"].pk)
    member.refresh_from_db()
    return member


def refusal(cast, head, key="moi", **changes) -> str:
    before = Entry.objects.count(), list(cast.members[key].memberships.values())
    with pytest.raises(Refused) as told:
        put(cast, head, key, **changes)
    assert (Entry.objects.count(), list(cast.members[key].memberships.values())) == before
    return str(told.value)


def of_2025(code, unit):
    return read(find(code), Moment.over(Period.parse("2025")), unit.pk).part


def test_the_ceremony_moves_in_record_spell_and_case(cast, head, case):
    assert of_2025("party.admitted", cast.units["ben_da"]) == 0
    member = put(cast, head, admitted_on=PartialDate(2025, 12, 26))
    case.refresh_from_db()
    spell = member.memberships.get()
    assert (member.admitted_on, spell.since) == (PartialDate(2025, 12, 26), date(2025, 12, 26))
    assert (case.ceremony_on, case.until) == (date(2025, 12, 26), date(2025, 12, 26))
    assert of_2025("party.admitted", cast.units["ben_da"]) == 1
    entries = Entry.objects.filter(flow="correction", step="correct")
    assert {(one.subject_kind, one.subject_key) for one in entries} == {("member", str(member.pk))}


def test_the_decision_moves_in_record_and_case(cast, head, case):
    put(cast, head, decision_on=PartialDate(2025, 12, 19))
    case.refresh_from_db()
    assert case.decision_on == date(2025, 12, 19)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        (
            {"admitted_on": PartialDate(2025, 12, 23)},
            "Hồ sơ kết nạp trong sổ ghi ngày chi bộ nhận quyết định 24/12/2025, sau ngày 23/12/2025: "
            "đính chính hồ sơ ấy trước.",
        ),
        (
            {"decision_on": PartialDate(2025, 11, 30)},
            "Hồ sơ kết nạp trong sổ ghi ngày gửi hồ sơ 01/12/2025, sau ngày 30/11/2025: đính chính hồ sơ ấy trước.",
        ),
        (
            {"admitted_on": PartialDate(2026)},
            "Đồng chí được kết nạp trong sổ này: ngày kết nạp (lễ) phải đủ ngày, tháng, năm.",
        ),
    ],
)  # fmt: skip
def test_what_the_case_says_stands_in_the_way(cast, head, case, changes, words):
    assert refusal(cast, head, **changes) == words


def test_one_admitted_in_the_book_has_a_ceremony_within_his_spell(cast, head):
    did(cast, head, "move_within", "moi", unit=cast.units["school"].pk, on=date(2026, 7, 1))
    late = refusal(cast, head, admitted_on=PartialDate(2026, 7, 1))
    assert late == "Ngày phải đến 30/06/2026 là muộn nhất, để các quãng không chồng nhau."
    assert put(cast, head, admitted_on=PartialDate(2026, 6, 30)).admitted_on == PartialDate(2026, 6, 30)


def test_the_page_of_days_does_not_move_a_ceremony(cast, head):
    member = cast.members["moi"]
    life, key = life_of(member, TODAY), f"since:{member.memberships.get().pk}"
    assert ACTS["correct_day"].fits(life) == "Không có ngày vào, ra nào đính chính riêng được."
    did(cast, head, "move_within", "moi", unit=cast.units["school"].pk, on=date(2026, 7, 1))
    form = ACTS["correct_day"].form(None, life=life_of(member, TODAY), today=TODAY)
    assert len(form.fields["edge"].choices) == 1
    said = refused(cast, head, "correct_day", "moi", edge=key, on=date(2026, 1, 7), paper="x", consent="y")
    assert said.startswith("Ngày này là ngày làm lễ kết nạp: đính chính ở mục “Đính chính hồ sơ”")


def test_a_spell_that_tells_another_day_is_brought_back_to_the_ceremony_only(cast, head):
    member = cast.members["moi"]
    member.admitted_on = PartialDate(2026, 1, 5)
    member.save()
    key = f"since:{member.memberships.get().pk}"
    facts = {"edge": key, "paper": "x", "consent": "y"}
    assert "ngày làm lễ" in refused(cast, head, "correct_day", "moi", on=date(2026, 1, 4), **facts)
    did(cast, head, "correct_day", "moi", on=date(2026, 1, 5), **facts)
    assert member.memberships.get().since == date(2026, 1, 5)


# --- recognition: twelve months after the ceremony, under the Charter of 2011 ---

EARLY = "Ngày công nhận chính thức {day} trước ngày hết 12 tháng dự bị {due} (Điều 5, Điều lệ Đảng Cộng sản Việt Nam)."


@pytest.fixture
def recognised(cast, head):
    """Bưởi's ceremony was 06/01/2025 and she was recognised on 06/01/2026."""
    put(cast, head, decision_on=PartialDate(2024, 12, 20), admitted_on=PartialDate(2025, 1, 6))
    put(cast, head, recognised_on=PartialDate(2026, 1, 6))
    return cast


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"recognised_on": PartialDate(2026, 1, 5)}, EARLY.format(day="05/01/2026", due="06/01/2026")),
        ({"recognised_on": PartialDate(2025)}, EARLY.format(day="2025", due="06/01/2026")),
        ({"admitted_on": PartialDate(2025, 1, 7)}, EARLY.format(day="06/01/2026", due="07/01/2026")),
        (
            {"admitted_on": PartialDate(2025, 1, 5)},
            "Ngày công nhận chính thức theo ngày làm lễ: làm lễ 05/01/2025 thì ghi lại cả ngày công nhận là 05/01/2026.",
        ),
    ],
)
def test_recognition_keeps_its_twelve_months(recognised, head, changes, words):
    assert refusal(recognised, head, **changes) == words


def test_recognition_follows_the_ceremony(recognised, head):
    days = {"admitted_on": PartialDate(2025, 3, 6), "recognised_on": PartialDate(2026, 3, 6)}
    member = put(recognised, head, **days)
    assert (member.memberships.get().since, member.recognised_on) == (
        date(2025, 3, 6),
        PartialDate(2026, 3, 6),
    )


@pytest.mark.parametrize("day", [PartialDate(1996, 8, 3), PartialDate(1996)])
def test_probations_of_before_the_charter_are_left_as_they_are(cast, head, day):
    assert put(cast, head, "dang", recognised_on=day).recognised_on == day


COMES = {"admitted_on": PartialDate(2025, 1, 10), "recognised_on": PartialDate(2026, 1, 9)}


@pytest.mark.parametrize("name", ["transfer_in", "visit"])
def test_a_newcomer_recognised_early_shows_what_it_rests_on(cast, head, name):
    facts = {**TRANSFER, **COMES, "unit": cast.units["ben_da"].pk}
    with pytest.raises(Refused) as told:
        enter(name, head, today=TODAY, facts=facts)
    assert str(told.value) == EARLY.format(day="09/01/2026", due="10/01/2026")
    made = enter(name, head, today=TODAY, facts={**facts, "early_basis": "QĐ 5-QĐ/HU"})
    assert Entry.objects.get(flow="party", subject_key=str(made.pk)).facts["early_basis"] == "QĐ 5-QĐ/HU"
    on_the_day = {**facts, "recognised_on": PartialDate(2026, 1, 10), "full_name": "Lý Thị Sen"}
    assert enter(name, head, today=TODAY, facts=on_the_day).pk


def test_the_form_asks_for_the_basis_only_where_the_dates_raise_it(cast):
    typed = {
        "full_name": "Ai Đó", "born": "1980", "on": "10/11/2026", "came_from": "Đảng bộ tỉnh Bắc", "paper": "GT 7",
        "admitted_on": "10/01/2025", "unit": "7",
    }  # fmt: skip
    for recognised, basis, hidden, wrong in (
        ("10/01/2026", "", True, []),
        ("09/01/2026", "", False, ["early_basis"]),
        ("09/01/2026", "QĐ 5", False, []),
    ):
        data = {**typed, "recognised_on": recognised, "early_basis": basis}
        form = TransferIn(data, life=None, today=TODAY, cells=[(7, "Chi bộ")])
        form.is_valid()
        assert list(form.errors) == wrong
        assert form["early_basis"].is_hidden is hidden


@pytest.mark.parametrize(
    ("recognised", "found"), [("02/02/2016", ["trước ngày hết 12 tháng dự bị 03/02/2016"]), ("2/2016", [])]
)
def test_a_list_does_not_make_probation_shorter(cast, recognised, found):
    content = members(person(admitted="03/02/2015", recognised=recognised))
    preview = plan(content, unit_id=cast.units["upper"].pk, on=TODAY)
    assert [fault.wrong for fault in preview.findings] == found
