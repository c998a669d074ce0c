"""The acts on a member: the whole matrix against a table written by hand, then each life run through the book."""

from datetime import date, timedelta
from itertools import product

import pytest

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.org.roles import AUDITOR, CELL_SECRETARY, OFFICE_HEAD, SECRETARY
from soxa.party.elsewhere import told_elsewhere
from soxa.party.flow import ACTS, buttons, enter, take
from soxa.party.merging.lists import doubles
from soxa.party.models import Exemption, Member, Membership, PaperKind
from soxa.party.newcomers import AlreadyThere
from soxa.party.standing import life_of
from soxa.party.suspensions import SUSPENSION_NAMES
from soxa.party.tests.cast import TODAY

# What may be written of whom, as the office says it; everything else must be refused.
LIFE = {
    "new": {"admit", "transfer_in", "visit"},
    "visitor": {"transfer_in", "come_back", "end_stay", "died", "correct_day"},
    "probationary": {
        "recognise", "move_within", "transfer_out", "attach", "end_stay", "visit", "begin_exemption", "end_exemption",
        "paper_missing", "paper_put_in", "file_checked", "died", "struck_off",
        "correct_day", *SUSPENSION_NAMES,
    },
    "official": {
        "move_within", "transfer_out", "attach", "end_stay", "visit", "begin_exemption", "end_exemption",
        "issue_card", "exchange_card", "card_waits", "paper_missing", "paper_put_in", "file_checked", "died",
        "struck_off", "expelled", "left", "correct_day",
        "card_lost", "card_found", "reissue_card", "card_damaged", "was_outside", *SUSPENSION_NAMES,
    },
    "moved_away": {"come_back", "transfer_in", "visit", "correct_day"},
    "struck_off": {"restore", "readmit", "correct_day", "card_handed_back"},
    "expelled": {"restore", "readmit", "correct_day", "card_handed_back"},
    "left": {"restore", "readmit", "correct_day", "card_handed_back"},
    "dead": {"correct_day"},
}  # fmt: skip
NAMES = set().union(*LIFE.values())


def actor(role) -> Actor:
    return Actor("Người thử", "chức vụ thử", None, None, role)


def test_the_table_of_acts_is_the_one_tested():
    assert set(ACTS) == NAMES


@pytest.mark.parametrize(("standing", "name"), sorted(product(LIFE, NAMES)))
def test_life(standing, name):
    allowed = name in LIFE[standing]
    assert (ACTS[name].refusal(standing, actor(OFFICE_HEAD)) == "") is allowed
    for role in (AUDITOR, SECRETARY, CELL_SECRETARY):
        assert ACTS[name].refusal(standing, actor(role)) != ""


def did(cast, head, name, key="an", **facts) -> Member:
    take(name, cast.members[key], head, today=TODAY, facts=facts)
    cast.members[key].refresh_from_db()
    return cast.members[key]


def refused(cast, head, name, key="an", **facts) -> str:
    before = Entry.objects.count(), list(Membership.objects.order_by("pk").values())
    with pytest.raises(Refused) as told:
        take(name, cast.members[key], head, today=TODAY, facts=facts)
    assert (Entry.objects.count(), list(Membership.objects.order_by("pk").values())) == before
    return str(told.value)


def spells(member) -> list[tuple]:
    return list(
        member.memberships.order_by("since", "pk").values_list(
            "unit__code", "kind", "since", "until", "opened_by", "closed_by"
        )
    )


CAME = date(1996, 2, 3)
NEWCOMER = {
    "full_name": "Quách Thị Mận",
    "born": PartialDate(1995, 4, 6),
    "sex": "F",
    "decision_on": date(2026, 10, 20),
    "on": date(2026, 11, 3),
    "paper": "QĐ 12-QĐ/ĐU",
}


def test_an_admission_keeps_three_dates_apart(cast, head):
    made = enter("admit", head, today=TODAY, facts={**NEWCOMER, "unit": cast.units["ben_da"].pk})
    assert made.decision_on == PartialDate(2026, 10, 20)
    assert made.admitted_on == PartialDate(2026, 11, 3)
    assert made.recognised_on is None
    assert spells(made) == [("99801.01", "home", date(2026, 11, 3), FOREVER, "admitted", "")]
    entry = Entry.objects.get(flow="party", step="admit")
    assert (entry.on, entry.subject_key) == (date(2026, 11, 3), str(made.pk))
    assert entry.facts == {"paper": "QĐ 12-QĐ/ĐU", "unit": cast.units["ben_da"].pk}
    assert made.entry == made.person.entry == entry


def test_an_admission_whose_decision_is_after_the_ceremony_is_refused(cast, head):
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk, "decision_on": date(2026, 11, 4)}
    with pytest.raises(Refused, match="trước hoặc đúng ngày làm lễ"):
        enter("admit", head, today=TODAY, facts=facts)
    assert not Member.objects.filter(person__full_name="Quách Thị Mận").exists()


def test_a_day_that_has_not_come_is_refused(cast, head):
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk, "on": TODAY + timedelta(days=1)}
    with pytest.raises(Refused, match="chưa đến"):
        enter("admit", head, today=TODAY, facts=facts)


def test_a_namesake_of_the_same_birth_is_asked_about(cast, head):
    facts = {**NEWCOMER, "full_name": "BÙI VĂN AN", "born": PartialDate(1990, 11, 20)}
    facts["unit"] = cast.units["ben_da"].pk
    with pytest.raises(AlreadyThere) as met:
        enter("admit", head, today=TODAY, facts=facts)
    assert met.value.member_id == cast.members["an"].pk
    made = enter("admit", head, today=TODAY, facts={**facts, "other_person": True})
    assert made.pk != cast.members["an"].pk


TRANSFER = {
    "full_name": "Ai Đó",
    "born": PartialDate(1980),
    "on": date(2026, 11, 10),
    "came_from": "Đảng bộ tỉnh Bắc",
    "paper": "Giấy giới thiệu 7",
    "admitted_on": PartialDate(2001, 1, 1),
    "recognised_on": PartialDate(2002, 1, 1),
}


def test_a_card_of_someone_at_home_in_the_book_is_not_transferred_in_twice(cast, head):
    facts = {**TRANSFER, "unit": cast.units["ben_da"].pk, "card_no": "12000007"}
    with pytest.raises(AlreadyThere):
        enter("transfer_in", head, today=TODAY, facts=facts)


AN = {"full_name": "BÙI VĂN AN", "born": PartialDate(1990, 11)}


@pytest.mark.parametrize(
    "wrong",
    [{"full_name": "Lê Thị Khác"}, {"born": PartialDate(1990, 12)}, {"born": PartialDate(1970, 11, 20)}],
)
@pytest.mark.parametrize("number", [{"card_no": "12345678"}, {"citizen_id": "001062012345"}])
def test_a_number_of_another_name_or_birth_makes_nobody_of_it_come_back(cast, head, number, wrong):
    did(cast, head, "transfer_out", on=date(2026, 3, 1), paper="GT 1", went_to="Đảng ủy xã khác")
    before = Entry.objects.count()
    with pytest.raises(Refused, match="họ tên hoặc ngày sinh khác"):
        enter(
            "transfer_in",
            head,
            today=TODAY,
            facts={**TRANSFER, **AN, **number, **wrong, "unit": cast.units["school"].pk},
        )
    assert Entry.objects.count() == before
    assert cast.members["an"].memberships.count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"card_no": "12345678"},
        {"citizen_id": "001062012345"},
        {"card_no": "12345678", **AN},
        {"citizen_id": "001062012345", **AN},
        {"citizen_id": "001062012345", "card_no": "12000001"},
    ],
)
def test_another_commune_is_not_told_what_the_book_holds_of_a_number(cast, head, typed):
    stranger = Actor("Chánh Văn phòng xã khác", unit_id=cast.units["lower"].pk, role=OFFICE_HEAD)
    before = Entry.objects.count()
    with pytest.raises(Refused) as met:
        enter(
            "transfer_in",
            stranger,
            today=TODAY,
            facts={**TRANSFER, "unit": cast.units["dong_cham"].pk} | typed,
        )
    assert (type(met.value), str(met.value)) == (Refused, told_elsewhere())
    assert refused(cast, head, "issue_card", "au", card_no="12000009", on=TODAY) == told_elsewhere()
    assert Entry.objects.count() == before


def test_another_commune_is_not_asked_of_a_namesake_here(cast):
    stranger = Actor("Chánh Văn phòng xã khác", unit_id=cast.units["lower"].pk, role=OFFICE_HEAD)
    came = {
        **TRANSFER,
        "unit": cast.units["dong_cham"].pk,
        "full_name": "Bùi Văn An",
        "admitted_on": None,
        "recognised_on": None,
    }
    made = enter("transfer_in", stranger, today=TODAY, facts=came | {"born": PartialDate(1990, 11, 20)})
    assert made.pk != cast.members["an"].pk
    pairs = [{one.member_id, other.member_id} for one, other in doubles(cast.accounts["nhung"]).pairs]
    assert {made.pk, cast.members["an"].pk} in pairs, "the province, which sees both, is asked"
    assert doubles(cast.accounts["khac"]).pairs == []


def test_one_who_moved_away_comes_back_under_the_same_record(cast, head):
    member = did(cast, head, "transfer_out", on=date(2026, 3, 1), paper="GT 1", went_to="Đảng ủy xã khác")
    again = enter(
        "transfer_in",
        head,
        today=TODAY,
        facts={**TRANSFER, **AN, "unit": cast.units["school"].pk, "card_no": "12345678"},
    )
    assert again.pk == member.pk
    assert spells(member) == [
        ("99801.01", "home", CAME, date(2026, 3, 1), "", "out"),
        ("99801.02", "home", date(2026, 11, 10), FOREVER, "in", ""),
    ]


def test_coming_back_before_having_left_is_refused(cast, head):
    did(cast, head, "transfer_out", on=date(2026, 3, 1), paper="GT 1", went_to="Đảng ủy xã khác")
    unit = cast.units["school"].pk
    said = refused(cast, head, "come_back", on=date(2026, 2, 28), unit=unit, paper="x", came_from="y")
    assert "từ 01/03/2026 trở đi" in said
    did(cast, head, "come_back", on=date(2026, 3, 1), unit=unit, paper="x", came_from="y")


def test_recognition_falls_on_the_last_day_of_probation(cast, head):
    early = date(2027, 1, 5)
    said = refused(cast, head, "recognise", "moi", on=early, paper="QĐ 3")
    assert said == "Đến ngày 06/01/2027 mới hết 12 tháng dự bị."
    member = cast.members["moi"]
    take("recognise", member, head, today=date(2027, 3, 3), facts={"on": date(2027, 1, 6), "paper": "QĐ 3"})
    member.refresh_from_db()
    assert member.recognised_on == PartialDate(2027, 1, 6)


def test_recognition_on_a_later_day_needs_a_reason(cast, head):
    member, later = cast.members["moi"], date(2027, 4, 1)
    facts = {"on": date(2027, 3, 3), "paper": "QĐ 3"}
    with pytest.raises(Refused, match="họp muộn"):
        take("recognise", member, head, today=later, facts=facts)
    take("recognise", member, head, today=later, facts={**facts, "reason": "theo văn bản"})
    member.refresh_from_db()
    assert member.recognised_on == PartialDate(2027, 3, 3)


def test_no_reason_makes_probation_shorter(cast, head):
    member, facts = cast.members["moi"], {"on": date(2027, 1, 5), "paper": "QĐ 3", "reason": "theo văn bản"}
    with pytest.raises(Refused, match="trước ngày hết 12 tháng dự bị 06/01/2027"):
        take("recognise", member, head, today=date(2027, 4, 1), facts=facts)


def test_a_move_inside_the_organisation_closes_and_opens_on_one_day(cast, head):
    member = did(cast, head, "move_within", unit=cast.units["school"].pk, on=date(2026, 5, 4))
    assert spells(member) == [
        ("99801.01", "home", CAME, date(2026, 5, 4), "", "internal"),
        ("99801.02", "home", date(2026, 5, 4), FOREVER, "internal", ""),
    ]


def test_a_move_to_another_commune_is_a_transfer(cast, head):
    said = refused(cast, head, "move_within", unit=cast.units["dong_cham"].pk, on=date(2026, 5, 4))
    assert "đảng bộ khác" in said


@pytest.mark.parametrize(
    ("name", "facts", "closed_by"),
    [
        ("transfer_out", {"went_to": "Đảng ủy xã khác"}, "out"),
        ("died", {}, "died"),
        ("struck_off", {}, "struck_off"),
        ("expelled", {}, "expelled"),
        ("left", {}, "left"),
    ],
)
def test_leaving_ends_the_home_and_what_eased_duties(cast, head, name, facts, closed_by):
    did(cast, head, "begin_exemption", kind="exempt", on=date(2026, 2, 1), paper="NQ 2")
    member = did(cast, head, name, on=date(2026, 6, 1), paper="QĐ 9", **facts)
    assert spells(member) == [("99801.01", "home", CAME, date(2026, 6, 1), "", closed_by)]
    assert member.exemptions.get().until == date(2026, 6, 1)
    assert member.memberships.get().closing_paper == "QĐ 9"


def test_one_cannot_leave_on_the_day_one_came(cast, head):
    said = refused(cast, head, "transfer_out", on=CAME, paper="x", went_to="y")
    assert said == "Ngày phải sau 03/02/1996, là ngày vào chi bộ hiện nay."
    did(cast, head, "transfer_out", on=CAME + timedelta(days=1), paper="x", went_to="y")


def test_a_death_is_kept_with_the_person_and_nothing_follows(cast, head):
    member = did(cast, head, "died", on=date(2026, 6, 1))
    member.person.refresh_from_db()
    assert member.person.died_on == date(2026, 6, 1)
    assert "đã từ trần" in refused(cast, head, "transfer_out", on=date(2026, 7, 1), paper="x", went_to="y")
    ((_title, left),) = buttons(life_of(member, TODAY), head)
    assert [button.act.name for button in left] == ["correct_day"]


def test_a_wrong_removal_is_restored_in_the_same_cell(cast, head):
    did(cast, head, "struck_off", on=date(2026, 2, 1), paper="QĐ 1")
    member = did(cast, head, "restore", on=date(2026, 8, 1), paper="QĐ 2")
    assert spells(member)[-1] == ("99801.01", "home", date(2026, 8, 1), FOREVER, "restored", "")


def test_a_stay_in_another_cell_is_not_counted_and_ends_with_its_easing(cast, head):
    member = did(cast, head, "attach", unit=cast.units["school"].pk, on=date(2026, 4, 1), paper="GT 5")
    assert Membership.objects.home().filter(member=member, until=FOREVER).count() == 1
    assert member.exemptions.get().kind == Exemption.TEMP_OUT
    assert "tạm thời ở một chi bộ khác" in refused(
        cast, head, "attach", unit=cast.units["school"].pk, on=date(2026, 4, 2), paper="GT 6"
    )
    did(cast, head, "end_stay", on=date(2026, 9, 1))
    assert member.exemptions.get().until == date(2026, 9, 1)
    assert life_of(member, TODAY).stay is None


def test_a_visitor_of_another_organisation_is_not_counted(cast, head):
    facts = {**TRANSFER, "unit": cast.units["ben_da"].pk, "full_name": "Lý Thị Xa"}
    made = enter("visit", head, today=TODAY, facts=facts)
    assert life_of(made, TODAY).standing == "visitor"
    assert not Membership.objects.home().filter(member=made).exists()
    take("come_back", made, head, today=TODAY, facts={"unit": cast.units["ben_da"].pk, "on": date(2026, 11, 12), "paper": "x", "came_from": "y"})  # fmt: skip
    assert [(kind, closed) for _, kind, _, _, _, closed in spells(made)] == [
        ("attached", "internal"),
        ("home", ""),
    ]


def test_an_easing_of_duties_stands_once_and_ends_after_it_began(cast, head):
    begin = {"kind": "temp_exempt", "on": date(2026, 4, 1), "paper": "NQ 4"}
    did(cast, head, "begin_exemption", **begin)
    assert "không ghi lần nữa" in refused(cast, head, "begin_exemption", **begin)
    assert "sau 01/04/2026" in refused(cast, head, "end_exemption", kind="temp_exempt", on=date(2026, 4, 1))
    assert "không có hiệu lực" in refused(cast, head, "end_exemption", kind="exempt", on=date(2026, 5, 1))
    did(cast, head, "end_exemption", kind="temp_exempt", on=date(2026, 5, 1))


def test_a_probationary_member_is_not_exempt_for_good(cast, head):
    facts = {"on": date(2026, 4, 1), "paper": "NQ 4"}
    assert "dự bị" in refused(cast, head, "begin_exemption", "moi", kind="exempt", **facts)
    did(cast, head, "begin_exemption", "moi", kind="temp_exempt", **facts)


def test_a_card_number_is_one_members_only(cast, head):
    said = refused(cast, head, "issue_card", "au", card_no="12345678", on=date(2026, 4, 1))
    assert said == "Số thẻ 12.345678 đã có trong sổ, của đồng chí khác."
    member = did(cast, head, "issue_card", "au", card_no="12000077", on=date(2026, 4, 1))
    assert member.card_no == "12000077"
    assert refused(cast, head, "issue_card", "au", card_no="12000078", on=date(2026, 4, 1)) == "Đã có thẻ."


def test_the_reason_why_a_card_waits_goes_when_it_is_exchanged(cast, head):
    member = did(cast, head, "card_waits", "dang", reason="Ốm nặng")
    assert member.card_wait_reason == "Ốm nặng"
    assert Entry.objects.get(step="card_waits").facts == {}  # illness is nobody's business in the journal
    member = did(cast, head, "exchange_card", "dang", on=date(2026, 4, 1), card_no="")
    assert (member.card_exchanged_on, member.card_wait_reason, member.card_no) == (
        date(2026, 4, 1),
        "",
        "12000001",
    )
    assert refused(cast, head, "exchange_card", "dang", on=date(2026, 4, 2)) == "Đã đổi thẻ."


def test_a_paper_is_missing_until_it_is_put_in(cast, head):
    kind = PaperKind.objects.create(code="thử", title="Phiếu bổ sung", occasion="annual")
    member = did(cast, head, "paper_missing", kind=kind.pk, year=2025, on=date(2026, 1, 10))
    assert "đã được ghi" in refused(
        cast, head, "paper_missing", kind=kind.pk, year=2025, on=date(2026, 1, 11)
    )
    row = member.missing_papers.get()
    assert "không còn ghi" in refused(cast, head, "paper_put_in", missing=row.pk + 1, on=date(2026, 2, 1))
    did(cast, head, "paper_put_in", missing=row.pk, on=date(2026, 2, 1))
    assert member.missing_papers.get().until == date(2026, 2, 1)
    assert "không ghi thiếu" in refused(cast, head, "paper_put_in", missing=row.pk, on=date(2026, 2, 2))
