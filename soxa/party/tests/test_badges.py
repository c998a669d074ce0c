"""Badges: who is planned for which round, who may propose, what is refused and leaves nothing, and the pages."""

import io
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from soxa.kernel.access import Actor
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry, SealedCorrection
from soxa.org.roles import AUDITOR, CELL_SECRETARY, OFFICE_HEAD, SECRETARY
from soxa.party.badges.flow import LIFE, correct, propose, propose_early, record_kept, take_all
from soxa.party.badges.models import Badge
from soxa.party.badges.planning import coming_rounds, late, maybe_early, of_round, unwritten, without_day
from soxa.party.flow import take
from soxa.party.tests.cast import TODAY
from soxa.party.tests.paper import WHY

ROUND = date(2027, 2, 3)
OFFICIAL = {"recognised_on": "01/06/1998"}


@pytest.fixture
def planned(cast):
    """Three whose years are full by 3/2/2027, one just after, one probationary, one known to the year only."""
    for key, name, decided, cell in (
        ("ba", "Cao Thị Ba", "05/01/1997", "ben_da"),
        ("bon", "Đỗ Văn Bốn", "08/11/1986", "ben_da"),
        ("nam", "Lê Văn Năm", "03/02/1957", "school"),
        ("sau", "Tạ Thị Sáu", "04/02/1997", "ben_da"),
    ):
        cast.member(key, name, cell, decision_on=decided, admitted_on=decided, **OFFICIAL)
    cast.member("bay", "Vũ Văn Bảy", "ben_da", decision_on="1996", admitted_on="1996", recognised_on="1997")
    return cast


@pytest.fixture
def reader(planned):
    return planned.accounts["chanh"]


def listed(found) -> list[tuple[str, int, str]]:
    return [(due.name, due.level, str(due.due_on)) for due in found]


def sheet_of(answer) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def proposed(reader, head, name="Cao Thị Ba") -> Badge:
    (due,) = [due for due in of_round(reader, ROUND, TODAY) if due.name == name]
    return propose([due], lambda _unit: head, on=TODAY, round_on=ROUND)[0]


# --- the plan ---


def test_rounds_of_two_years():
    assert coming_rounds(TODAY)[0] == ROUND
    assert coming_rounds(TODAY)[-1] == date(2028, 11, 7)
    assert coming_rounds(ROUND)[0] == ROUND
    assert len(coming_rounds(TODAY)) == 8


def test_a_round_holds_whose_years_are_full_by_its_day(reader):
    assert listed(of_round(reader, ROUND, TODAY)) == [
        ("Lê Văn Năm", 70, "2027-02-03"),
        ("Đỗ Văn Bốn", 40, "2026-11-08"),
        ("Cao Thị Ba", 30, "2027-01-05"),
    ]
    assert listed(of_round(reader, date(2027, 5, 19), TODAY)) == [("Tạ Thị Sáu", 30, "2027-02-04")]


def test_who_is_not_known_to_the_day_is_named_apart(reader):
    names = [one.member.person.full_name for one in without_day(reader, TODAY)]
    assert names == ["Vũ Văn Bảy"]


def test_what_the_book_lacks(reader, head, planned):
    names = {one.member.person.full_name for one in unwritten(reader, TODAY)}
    assert "Bùi Văn An" in names and "Cao Thị Ba" not in names
    assert "Vi Thị Bưởi" not in names  # probationary
    record_kept(planned.members["an"], head, unit_id=planned.units["ben_da"].pk, facts={"level": 30})
    assert "Bùi Văn An" not in {one.member.person.full_name for one in unwritten(reader, TODAY)}
    (due,) = late(reader, TODAY, [planned.members["au"].pk])
    assert (due.level, due.due_on, due.round_on) == (30, date(2026, 2, 3), ROUND)


def test_days_outside_put_the_badge_off(reader, head, planned):
    gap = {"on": date(2000, 1, 1), "until": date(2000, 3, 1), "reason": "đi làm xa", "paper": "XN 1"}
    take("was_outside", planned.members["ba"], head, today=TODAY, facts=gap)
    assert "Cao Thị Ba" not in [due.name for due in of_round(reader, ROUND, TODAY)]
    (due,) = [one for one in of_round(reader, date(2027, 5, 19), TODAY) if one.name == "Cao Thị Ba"]
    assert (due.due_on, due.outside) == (date(2027, 3, 6), 60)


def test_one_who_moved_away_with_full_years_is_considered_here(reader, head, planned):
    gone = {"went_to": "Đảng bộ khác", "on": date(2026, 11, 15), "paper": "GT 1"}
    take("transfer_out", planned.members["bon"], head, today=TODAY, facts=gone)
    take("transfer_out", planned.members["ba"], head, today=TODAY, facts=gone)
    found = {due.name: due.kind for due in of_round(reader, ROUND, TODAY)}
    assert found == {"Lê Văn Năm": "here", "Đỗ Văn Bốn": "away"}


def test_one_who_came_with_full_years_is_not_proposed_here(reader, planned, head):
    spell = planned.members["bon"].memberships.get()
    type(spell).objects.filter(pk=spell.pk).moved(Entry(pk=1), since=date(2026, 11, 12), opened_by="in")
    (due,) = [one for one in of_round(reader, ROUND, TODAY) if one.name == "Đỗ Văn Bốn"]
    assert (due.kind, due.proposable) == ("came", False)


@pytest.mark.parametrize(("died", "found"), [(date(2026, 11, 19), True), (date(2026, 11, 6), False)])
def test_the_dead_are_honoured_up_to_twelve_months_early(reader, head, planned, died, found):
    """Years full on 4/2/2027: a death after the last round is considered in the coming one."""
    take("died", planned.members["sau"], head, today=TODAY, facts={"on": died})
    kinds = [(due.name, due.kind) for due in of_round(reader, ROUND, TODAY)]
    assert (("Tạ Thị Sáu", "dead") in kinds) is found


def test_who_may_be_early(reader, planned):
    planned.member("tam", "An Văn Tám", "ben_da", decision_on="03/02/1998", admitted_on="03/02/1998", recognised_on="03/02/1999")  # fmt: skip
    planned.member("chin", "An Văn Chín", "ben_da", decision_on="04/02/1998", admitted_on="04/02/1998", recognised_on="04/02/1999")  # fmt: skip
    planned.member("muoi", "An Văn Mười", "ben_da", decision_on="03/02/1954", admitted_on="03/02/1954", recognised_on="03/02/1955")  # fmt: skip
    names = {due.name for due in maybe_early(reader, ROUND, TODAY)}
    assert names == {"Tạ Thị Sáu", "An Văn Tám", "An Văn Mười"}


def test_cases_before_their_time_are_a_list_to_send(at, planned, reader, head):
    planned.member("tam", "An Văn Tám", "ben_da", decision_on="03/02/1998", admitted_on="03/02/1998", recognised_on="03/02/1999")  # fmt: skip
    (due,) = [due for due in maybe_early(reader, ROUND, TODAY) if due.name == "An Văn Tám"]
    facts = {"round_on": ROUND, "reason": "ill", "note": "Nằm viện từ tháng 9"}
    propose_early(due, head, on=TODAY, facts=facts)
    page = at("chanh").get("/dang-vien/huy-hieu/?xem=som").content.decode()
    assert "loại 30–65 năm: sớm nhất 12 tháng; bệnh nặng, loại 70–90 năm: sớm nhất 24 tháng" in page
    assert "Nằm viện" not in page and "lý do sức khỏe, xét trao sớm" in page
    rows = sheet_of(at("chanh").post("/dang-vien/huy-hieu/danh-sach.xlsx?xem=som", WHY))
    assert [row[1:9] for row in rows if row[1] == "An Văn Tám"] == [
        ["An Văn Tám", "", "03/02/1998", "30", "03/02/2028", "03/02/2027", "Chi bộ thôn Bến Đá", "lý do sức khỏe, xét trao sớm"]
    ]  # fmt: skip


def test_two_years_of_rounds_are_a_list_to_send(at, planned):
    rows = sheet_of(at("chanh").post("/dang-vien/huy-hieu/danh-sach.xlsx?hai-nam=1", WHY))
    told = {
        row[3]: row[1:3] + row[5:6] for row in rows if row[3] in ("Cao Thị Ba", "Đỗ Văn Bốn", "Tạ Thị Sáu")
    }
    assert told == {
        "Cao Thị Ba": ["03/02/2027", "30", "05/01/2027"],
        "Đỗ Văn Bốn": ["03/02/2027", "40", "08/11/2026"],
        "Tạ Thị Sáu": ["19/05/2027", "30", "04/02/2027"],
    }


# --- the life ---

LIVES = {
    ("proposed", "decide"): "decided",
    ("proposed", "decline"): "declined",
    ("decided", "award"): "awarded",
    ("decided", "decline"): "declined",
    ("awarded", "lose"): "lost",
    ("lost", "reissue"): "awarded",
}


@pytest.mark.parametrize("state", [code for code, _words in Badge.STATES])
@pytest.mark.parametrize("name", ["decide", "award", "decline", "lose", "reissue"])
def test_life(state, name):
    step = LIFE.steps[name]
    badge = Badge(state=state)
    allowed = (state, name) in LIVES
    assert (step.refusal(badge, Actor("Người thử", role=OFFICE_HEAD)) == "") is allowed
    assert step.to == LIVES.get((state, name), step.to)
    for role in (AUDITOR, SECRETARY, CELL_SECRETARY):
        assert step.refusal(badge, Actor("Người thử", role=role)) != ""


def test_from_proposal_to_award_and_loss(reader, head):
    badge = proposed(reader, head)
    LIFE.take("decide", badge, head, {"decision": "QĐ 12-QĐ/TU", "on": date(2026, 11, 20)})
    LIFE.take("award", badge, head, {"on": date(2026, 11, 20), "number": "300123"})
    LIFE.take("lose", badge, head, {"on": date(2026, 11, 20), "note": "cháy nhà"})
    LIFE.take("reissue", badge, head, {"on": date(2026, 11, 20), "number": "300999", "paper": "QĐ 3"})
    badge.refresh_from_db()
    assert (badge.state, badge.number, badge.awarded_on) == ("awarded", "300999", date(2026, 11, 20))
    assert list(badge.events.order_by("pk").values_list("kind", "old_number", "number")) == [
        ("lost", "300123", "300123"),
        ("reissued", "300123", "300999"),
    ]
    told = Entry.objects.filter(flow="badge").order_by("pk").values_list("step", "facts")
    assert list(told) == [
        ("start", {"round_on": "2027-02-03"}),
        ("decide", {"decision": "QĐ 12-QĐ/TU", "on": "2026-11-20"}),
        ("award", {"on": "2026-11-20"}),
        ("lose", {"on": "2026-11-20"}),
        ("reissue", {"on": "2026-11-20", "paper": "QĐ 3"}),
    ]
    moment = Moment.at(date(2026, 11, 20))
    assert read(FIGURES["party.badges"], moment, badge.unit_id).part == 1
    assert read(FIGURES["party.badges_30"], moment, badge.unit_id).part == 1
    assert read(FIGURES["party.badges_40"], moment, badge.unit_id).part == 0


def said(act) -> str:
    before = Entry.objects.count(), Badge.objects.count()
    with pytest.raises(Refused) as why:
        act()
    assert (Entry.objects.count(), Badge.objects.count()) == before
    return str(why.value)


def test_what_is_refused(reader, head, planned):
    badge = proposed(reader, head)
    rows = of_round(reader, ROUND, TODAY)
    assert "đã có đề nghị" in said(lambda: propose(rows, lambda _u: head, on=TODAY, round_on=ROUND))
    assert said(lambda: propose([], lambda _u: head, on=TODAY, round_on=ROUND)).startswith("Chưa chọn")
    looker = Actor("Người thử", role=AUDITOR)
    assert "không làm được" in said(lambda: propose(rows[:1], lambda _u: looker, on=TODAY, round_on=ROUND))
    early = {"decision": "QĐ", "on": date(2026, 11, 1)}
    assert "Cao Thị Ba: Đề nghị ngày 20/11/2026" in said(
        lambda: take_all("decide", [(badge, early)], lambda _u: head)
    )
    record_kept(planned.members["an"], head, unit_id=planned.units["ben_da"].pk, facts={"level": 30, "number": "7"})  # fmt: skip
    LIFE.take("decide", badge, head, {"decision": "QĐ", "on": TODAY})
    taken = said(lambda: LIFE.take("award", badge, head, {"on": TODAY, "number": "7"}))
    assert taken == "Số Huy hiệu 7 đã có trong sổ, của đồng chí khác."
    again = {"level": 30}
    unit = planned.units["ben_da"].pk
    assert said(lambda: record_kept(planned.members["an"], head, unit_id=unit, facts=again)).startswith(
        "Huy hiệu 30 năm đã có"
    )


def test_early_only_as_far_as_the_guidance_goes(reader, head):
    (due,) = of_round(reader, date(2027, 5, 19), TODAY)
    facts = {"round_on": ROUND, "reason": Badge.ILL, "note": "giấy xác nhận số 5"}
    badge = propose_early(due, head, on=TODAY, facts=facts)
    assert (badge.reason, badge.round_on, badge.due_on) == ("ill", ROUND, date(2027, 2, 4))
    at_round = {**facts, "round_on": date(2027, 5, 19)}
    assert "đã đủ năm" in said(lambda: propose_early(due, head, on=TODAY, facts=at_round))


def test_a_correction_says_its_basis_and_seals_both_values(reader, head):
    badge = proposed(reader, head)
    LIFE.take("decide", badge, head, {"decision": "QĐ 1", "on": TODAY})
    LIFE.take("award", badge, head, {"on": TODAY, "number": "300123"})
    facts = {"number": "300124", "decision": "QĐ 1", "decided_on": TODAY, "awarded_on": TODAY, "basis": "giấy chứng nhận"}  # fmt: skip
    correct(badge, head, facts=facts)
    badge.refresh_from_db()
    assert badge.number == "300124" and SealedCorrection.objects.count() == 1
    assert "phải có ngày trao" in said(lambda: correct(badge, head, facts={**facts, "awarded_on": None}))


# --- the pages ---

PLAN = "/dang-vien/huy-hieu/"
STEP = f"{PLAN}dot/2027-02-03/"


def names(answer) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/dang-vien/\d+/">([^<]+)</a>', answer.content.decode())


@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("chanh", ["Lê Văn Năm", "Đỗ Văn Bốn", "Cao Thị Ba"]),
        ("buong", ["Đỗ Văn Bốn", "Cao Thị Ba"]),
        ("khac", []),
    ],
)
def test_everyone_sees_his_own(at, planned, login, seen):
    assert names(at(login).get(PLAN)) == seen


@pytest.mark.parametrize("login", ["ubnd", "la"])
@pytest.mark.parametrize("address", [PLAN, f"{PLAN}danh-sach.pdf", f"{STEP}de-nghi/"])
def test_others_are_refused(at, planned, login, address):
    assert at(login).get(address).status_code == 403


@pytest.mark.parametrize("view", ["", "som", "chua-ghi", "chua-du-ngay", "so", "the"])
def test_a_view_costs_the_same_for_many(at, planned, django_assert_max_num_queries, view):
    browser = at("chanh")
    browser.get(PLAN)
    with django_assert_max_num_queries(22):
        assert browser.get(PLAN, {"xem": view}).status_code == 200


def test_the_whole_round_is_proposed_decided_and_awarded(at, planned):
    browser = at("chanh")
    shown = browser.get(f"{STEP}de-nghi/").content.decode()
    keys = re.findall(r'name="dang-vien" value="([\d-]+)" checked', shown)
    assert len(keys) == 3
    assert browser.post(f"{STEP}de-nghi/", {"dang-vien": keys[:2]}).status_code == 302
    assert Badge.objects.filter(state="proposed", round_on=ROUND).count() == 2
    pks = [str(pk) for pk in Badge.objects.order_by("pk").values_list("pk", flat=True)]
    empty = browser.post(f"{STEP}quyet-dinh/", {"dang-vien": pks, "decision": "", "on": "20/11/2026"})
    assert empty.status_code == 422 and not Badge.objects.exclude(state="proposed").exists()
    ahead = browser.post(f"{STEP}quyet-dinh/", {"dang-vien": pks, "decision": "QĐ 9", "on": "21/11/2026"})
    assert "chưa đến" in ahead.content.decode()
    browser.post(f"{STEP}quyet-dinh/", {"dang-vien": pks, "decision": "QĐ 9-QĐ/TU", "on": "20/11/2026"})
    given = {"dang-vien": pks[:1], "on": "20/11/2026", f"so-{pks[0]}": " 45001 "}
    assert browser.post(f"{STEP}trao/", given).status_code == 302
    assert [one.number for one in Badge.objects.filter(state="awarded")] == ["45001"]
    assert Badge.objects.filter(state="decided").count() == 1


def test_a_cell_secretary_proposes_the_own_cell_and_no_more(at, planned):
    browser = at("buong")
    member = planned.members
    keys = [f"{member['ba'].pk}-30", f"{member['nam'].pk}-70"]
    assert browser.post(f"{STEP}de-nghi/", {"dang-vien": keys}).status_code == 302
    assert [one.member_id for one in Badge.objects.all()] == [member["ba"].pk]
    assert browser.post(f"{STEP}quyet-dinh/", {}).status_code == 403
    badge = Badge.objects.get()
    assert browser.get(f"{PLAN}{badge.pk}/thoi-de-nghi/").status_code == 403
    assert at("khac").get(f"{PLAN}{badge.pk}/thoi-de-nghi/").status_code == 404


@pytest.mark.parametrize("login", ["nhung", "khac"])
def test_who_may_not_write_proposes_nothing(at, planned, login):
    key = f"{planned.members['ba'].pk}-30"
    answer = at(login).post(f"{STEP}de-nghi/", {"dang-vien": [key]})
    assert answer.status_code in (403, 422)
    assert not Badge.objects.exists()


def test_the_forms_of_one_badge(at, planned, head, reader):
    browser, pk = at("chanh"), planned.members["an"].pk
    told = {"level": "30", "number": "12", "decision": "QĐ 1", "on": ""}
    assert browser.post(f"/dang-vien/{pk}/huy-hieu/da-co/", told).status_code == 302
    badge = Badge.objects.get(member_id=pk)
    assert (badge.state, badge.reason, badge.awarded_on) == ("awarded", "kept", None)
    page = browser.get(f"/dang-vien/{pk}/").content.decode()
    assert "Huy hiệu 30 năm" in page and "đã trao trước khi lập sổ" in page
    answer = browser.post(f"{PLAN}{badge.pk}/mat/", {"on": "01/11/2026", "note": "lụt"})
    assert answer.status_code == 302
    assert "Bùi Văn An" in browser.get(f"{PLAN}?xem=the").content.decode()
    assert browser.get(f"{PLAN}{badge.pk}/trao/").status_code == 409
    early = browser.get(f"/dang-vien/{planned.members['sau'].pk}/huy-hieu/som/")
    assert "loại 30 năm, đủ năm ngày 04/02/2027" in early.content.decode()
    assert browser.get(f"/dang-vien/{pk}/huy-hieu/khac/").status_code == 404


def test_many_are_written_down_as_given_before_the_book(at, planned):
    members = planned.members
    asked = f"{STEP}da-co/?dang-vien={members['an'].pk}&dang-vien={members['au'].pk}"
    keys = [f"{members['an'].pk}-30", f"{members['au'].pk}-30"]
    assert at("chanh").post(asked, {"dang-vien": keys}).status_code == 302
    assert Badge.objects.filter(reason="kept").count() == 2
    assert at("nhung").post(asked, {"dang-vien": keys}).status_code == 403


# --- Việc của tôi ---


def test_what_waits_of_badges(planned, reader, head):
    from soxa.desk.waiting_badges import badges

    def titles(login, today=TODAY):
        return [one.title for one in badges(planned.accounts[login], today)]

    asked = "Đề nghị tặng Huy hiệu Đảng đợt 03/02/2027: {} đồng chí chưa đề nghị"
    assert titles("chanh") == [asked.format(3)]
    assert titles("buong") == [asked.format(2)]
    assert titles("nhung") == []
    assert titles("chanh", date(2026, 11, 4)) == []  # 91 days before
    assert titles("chanh", date(2026, 11, 5)) == [asked.format(3)]
    badge = proposed(reader, head)
    assert titles("chanh") == [asked.format(2)]
    assert titles("chanh", date(2027, 1, 4))[1:] == [
        "1 đề nghị tặng Huy hiệu đợt 03/02/2027 chưa ghi quyết định"
    ]
    LIFE.take("decide", badge, head, {"decision": "QĐ", "on": TODAY})
    assert "1 Huy hiệu đợt 03/02/2027 có quyết định, chưa ghi trao" in titles("chanh", ROUND)
    LIFE.take("award", badge, head, {"on": ROUND, "number": "1"})
    LIFE.take("lose", badge, head, {"on": ROUND, "note": "x"})
    assert "1 thẻ, Huy hiệu báo mất chờ cấp lại" in titles("chanh")


def test_the_members_page_tells_who_wrote_of_his_badge(at, planned, reader, head):
    badge = proposed(reader, head)
    LIFE.take("decide", badge, head, {"decision": "QĐ 4", "on": TODAY})
    page = at("chanh").get(f"/dang-vien/{planned.members['ba'].pk}/").content.decode()
    assert "Đề nghị, ghi Huy hiệu</b>" in page and "Ghi quyết định tặng</b>" in page


def test_no_badge_for_one_who_left_nor_a_posthumous_one_for_the_living(reader, head):
    (due,) = of_round(reader, date(2027, 5, 19), TODAY)
    facts = {"round_on": ROUND, "reason": Badge.POSTHUMOUS, "note": "x"}
    assert "chưa ghi đồng chí từ trần" in said(lambda: propose_early(due, head, on=TODAY, facts=facts))
    badge = propose_early(due, head, on=TODAY, facts={**facts, "reason": Badge.ILL})
    take("left", badge.member, head, today=TODAY, facts={"on": TODAY, "paper": "QĐ 2"})
    assert "ghi thôi đề nghị" in said(
        lambda: LIFE.take("decide", badge, head, {"decision": "QĐ 1", "on": TODAY})
    )
    badge.refresh_from_db()
    assert badge.state == Badge.PROPOSED
