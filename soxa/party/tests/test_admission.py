"""An admission from the list of prospects to the card, and what is refused on the way."""

from datetime import date
from itertools import product

import pytest

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.partial import PartialDate
from soxa.org.roles import AUDITOR, CELL_SECRETARY, INSPECTOR, OFFICE_HEAD, SECRETARY
from soxa.party.admission.flow import LIFE as ADMISSION
from soxa.party.admission.flow import begin, put_paper, review, step
from soxa.party.admission.models import Admission
from soxa.party.models import Exemption, Membership
from soxa.party.newcomers import AlreadyThere
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY

# (state, step) that each office may take; everything else is refused
OFFICE_STEPS = {
    ("cell_agreed", "committee_vote"), ("cell_agreed", "committee_vote_short"), ("cell_agreed", "send"),
    ("committee_agreed", "send"), ("sent", "decide"), ("decided", "admit"), ("recognition_agreed", "endorse"),
    ("recognition_agreed", "endorse_short"), ("endorsed", "recognise"), ("recognised", "card"),
}  # fmt: skip
CELL_STEPS = {
    ("listed", "apply"), ("filed", "cell_vote"), ("filed", "cell_vote_short"), ("probation", "recognition_vote"),
    ("probation", "recognition_vote_short"), *((state, "close") for state in (
        "listed", "filed", "cell_agreed", "committee_agreed", "sent", "decided", "probation", "recognition_agreed",
        "endorsed", "recognised",
    )),
}  # fmt: skip
WHO = {OFFICE_HEAD: OFFICE_STEPS | CELL_STEPS, CELL_SECRETARY: CELL_STEPS, AUDITOR: set(), INSPECTOR: set(), SECRETARY: set()}  # fmt: skip


def office(role) -> Actor:
    return Actor("Người thử", "chức vụ thử", None, None, role)


class Nobody:
    """A case not in the database: no vote was held on it, no member came of it."""

    ruling, member, unit_id = "", None, 0

    def __init__(self, state: str) -> None:
        self.state, self.votes = state, self

    def get_state_display(self) -> str:
        return self.state

    def filter(self, **asked: object) -> "Nobody":
        return self

    def count(self) -> int:
        return 0


@pytest.mark.parametrize("role", list(WHO), ids=lambda role: role.code)
def test_life(role):
    states = [state for state, _title in Admission.STATES]
    asks_for_the_cell = {("cell_agreed", "send"), ("recognition_agreed", "recognise")}  # tested below
    for state, name in product(states, ADMISSION.steps):
        if (state, name) in asks_for_the_cell:
            continue
        allowed = ADMISSION.steps[name].refusal(Nobody(state), office(role)) == ""
        assert allowed is ((state, name) in WHO[role]), (state, name)


NEWCOMER = {
    "full_name": "Sùng Thị Dế", "born": PartialDate.parse("15/04/2001"), "sex": "F", "on": date(2025, 2, 3),
    "paper": "NQ 02-NQ/CB ngày 03/02/2025", "schooled": True,
}  # fmt: skip


@pytest.fixture
def case(cast, head) -> Admission:
    return begin(head, today=TODAY, facts={**NEWCOMER, "unit": cast.units["ben_da"].pk})


def paper(case, head, kind, on, **facts):
    given = {"introducer": None, "known_since": None, **facts}
    put_paper(case, head, today=TODAY, facts={"kind": kind, "on": on, **given})


def filled(case, cast, head, *, considered=date(2025, 8, 1)):
    """A file that lacks nothing on the day the cell considers it."""
    step("apply", case, head, today=TODAY, facts={"on": date(2025, 3, 3), "note": ""})
    for kind in ("class", "cv", "verified", "opinions", "union"):
        paper(case, head, kind, date(2025, 6, 2))
    paper(
        case, head, "introduction", date(2025, 6, 3), introducer=cast.members["an"].pk, known_since=date(2024, 6, 3)
    )  # fmt: skip
    return considered


def cast_votes(on, ayes=4, present=4, **facts):
    return {"on": on, "way": "cards", "present": present, "ayes": ayes, "noes": present - ayes, "blank": 0, "paper": "NQ 05", **facts}  # fmt: skip


def decided(case, cast, head, *, received=date(2025, 10, 1)):
    on = filled(case, cast, head)
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(on))
    step("send", case, head, today=TODAY, facts={"on": date(2025, 8, 4)})
    facts = {"on": date(2025, 9, 25), "paper": "QĐ 31-QĐ/TU", "received_on": received}
    step("decide", case, head, today=TODAY, facts=facts)


def test_from_the_list_to_the_card(case, cast, head):
    decided(case, cast, head)
    step("admit", case, head, today=TODAY, facts={"on": date(2025, 10, 10), "helper": cast.members["an"].pk})
    case.refresh_from_db()
    member, home = case.member, case.member.memberships.get()
    assert (case.state, case.until) == ("probation", date(2025, 10, 10))
    assert (member.person_id, member.decision_on.text(), member.admitted_on.text()) == (
        case.person_id, "25/09/2025", "10/10/2025",
    )  # fmt: skip
    assert (home.opened_by, home.since, home.paper) == (
        Membership.ADMITTED,
        date(2025, 10, 10),
        "QĐ 31-QĐ/TU",
    )
    for kind in ("new_class", "self_review", "helped", "opinions_again"):
        paper(case, head, kind, date(2026, 9, 30))
    step("recognition_vote", case, head, today=TODAY, facts=cast_votes(date(2026, 11, 18)))
    step("recognise", case, head, today=TODAY, facts={"paper": "QĐ 50-QĐ/TU"})
    case.member.refresh_from_db()
    assert case.member.recognised_on.text() == "10/10/2026"  # twelve months to the day, however late the vote
    step("card", case, head, today=TODAY, facts={"on": date(2026, 11, 19), "card_no": "12999999"})
    case = Admission.objects.get(pk=case.pk)
    assert (case.state, case.ended_on, case.member.card_no) == ("done", date(2026, 11, 19), "12999999")
    assert life_of(case.member, TODAY).standing == "official"
    steps = list(Entry.objects.filter(flow="admission").order_by("pk").values_list("step", flat=True))
    assert steps[0] == "start" and steps[-1] == "card"
    assert Entry.objects.filter(flow="party", step="admit").count() == 1


def refused(words, name, case, head, **facts):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        step(name, case, head, today=TODAY, facts=facts)
    assert Entry.objects.count() == before


def test_the_cell_does_not_vote_on_half_a_file(case, cast, head):
    step("apply", case, head, today=TODAY, facts={"on": date(2025, 3, 3), "note": ""})
    refused("Thiếu: Giấy chứng nhận lớp nhận thức", "cell_vote", case, head, **cast_votes(date(2025, 8, 1)))
    filled_but = {"class", "cv", "verified", "opinions"}
    for kind in filled_but:
        paper(case, head, kind, date(2025, 6, 2))
    refused("Cần 2 đảng viên chính thức giới thiệu", "cell_vote", case, head, **cast_votes(date(2025, 8, 1)))
    # a probationary member does not introduce, nor one who has known the person for less than a year
    paper(case, head, "introduction", date(2025, 6, 3), introducer=cast.members["moi"].pk, known_since=date(2020, 1, 1))  # fmt: skip
    paper(case, head, "introduction", date(2025, 6, 3), introducer=cast.members["an"].pk, known_since=date(2024, 8, 2))  # fmt: skip
    refused("mới có 0", "cell_vote", case, head, **cast_votes(date(2025, 8, 1)))
    paper(case, head, "introduction", date(2025, 6, 3), introducer=cast.members["sac"].pk, known_since=date(2020, 1, 1))  # fmt: skip
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2025, 8, 2)))
    assert case.votes.get().passed


def test_papers_grow_old(case, cast, head):
    on = filled(case, cast, head)
    assert on == date(2025, 8, 1)
    refused("Đã quá 12 tháng, phải bổ sung", "cell_vote", case, head, **cast_votes(date(2026, 6, 3)))
    paper(case, head, "supplement", date(2026, 5, 20))
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2026, 6, 3)))
    assert case.votes.get().on == date(2026, 6, 3)


@pytest.mark.parametrize(
    ("born", "words"),
    [
        ("02/08/2007", "chưa đủ 18 tuổi"),
        ("15/06/1965", "quá 60 tuổi"),
        ("6/1990", "đủ ngày, tháng, năm sinh"),
    ],
)
def test_age_stands_in_the_way(cast, head, born, words):
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk, "born": PartialDate.parse(born)}
    case = begin(head, today=TODAY, facts=facts)
    refused(words, "cell_vote", _ready(case, cast, head), head, **cast_votes(date(2025, 8, 1)))


def _ready(case, cast, head):
    filled(case, cast, head)
    return case


def test_over_sixty_takes_the_named_consent(cast, head):
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk, "born": PartialDate.parse("15/06/1965")}
    case = begin(head, today=TODAY, facts=facts)
    filled(case, cast, head)
    paper(case, head, "over_age", date(2025, 7, 1), note="CV 12-CV/TU")
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2025, 8, 1)))
    assert case.votes.get().passed


def test_two_thirds_of_the_official_members_of_the_day(case, cast, head):
    """Four are official in Bến Đá; the probationary one is not counted: three of four are needed, two of three when one is exempt."""
    on = filled(case, cast, head)
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(on, ayes=2, present=4))
    case.refresh_from_db()
    first = case.votes.get()
    assert (first.official, first.counted, first.needed, first.passed) == (4, 4, 3, False)
    assert case.state == "filed"
    assert Entry.objects.filter(flow="admission").latest("pk").step == "cell_vote_short"
    Exemption.objects.create(member=cast.members["sac"], kind=Exemption.EXEMPT, since=on)
    refused("Có mặt 4 là nhiều hơn", "cell_vote", case, head, **cast_votes(on, ayes=2, present=4))
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(on, ayes=2, present=3))
    case.refresh_from_db()
    last = case.votes.latest("pk")
    assert (last.official, last.counted, last.needed, last.needed_of_all, last.passed) == (4, 3, 2, 3, True)
    assert case.state == "cell_agreed"


def test_a_file_of_a_cell_inside_a_grassroots_party_goes_through_its_committee(case, cast, head):
    cell = cast.cells["ben_da"]
    cell.grassroots = False
    cell.save()
    on = filled(case, cast, head)
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(on))
    refused("biểu quyết của đảng ủy cơ sở trước", "send", case, head, on=date(2025, 8, 4))
    votes = cast_votes(date(2025, 8, 4), ayes=9, present=14, size=15)
    step("committee_vote", case, head, today=TODAY, facts=votes)
    case.refresh_from_db()
    assert case.state == "cell_agreed"  # nine of fifteen fall short of ten
    step("committee_vote", case, head, today=TODAY, facts={**votes, "ayes": 10, "noes": 4})
    step("send", case, head, today=TODAY, facts={"on": date(2025, 8, 5)})
    case.refresh_from_db()
    assert case.state == "sent"


def test_a_late_ceremony_takes_consent(case, cast, head):
    """Received on Wednesday 1/10/2025: thirty working days end on 12/11/2025."""
    decided(case, cast, head)
    refused("trước ngày chi bộ nhận quyết định", "admit", case, head, on=date(2025, 9, 30))
    refused("đến hết ngày 12/11/2025", "admit", case, head, on=date(2025, 11, 13))
    step("admit", case, head, today=TODAY, facts={"on": date(2025, 11, 13), "late_consent": "CV 7-CV/TU"})
    case.refresh_from_db()
    assert case.late_consent == "CV 7-CV/TU" and case.member.admitted_on.text() == "13/11/2025"


def probationer(case, cast, head):
    decided(case, cast, head)
    step("admit", case, head, today=TODAY, facts={"on": date(2025, 10, 10)})
    case.refresh_from_db()
    for kind in ("new_class", "self_review", "helped", "opinions_again"):
        paper(case, head, kind, date(2026, 9, 30))


def test_recognition_is_not_considered_before_twelve_months(case, cast, head):
    probationer(case, cast, head)
    refused("10/10/2026 mới hết 12 tháng", "recognition_vote", case, head, **cast_votes(date(2026, 10, 9)))
    refused("chưa biểu quyết đủ hai phần ba", "recognise", case, head, paper="QĐ 50")


def test_three_failed_votes_go_to_the_superior(case, cast, head):
    probationer(case, cast, head)
    short = cast_votes(date(2026, 10, 12), ayes=2, present=4)
    for day in (12, 14, 16):
        step("recognition_vote", case, head, today=TODAY, facts={**short, "on": date(2026, 10, day)})
    case.refresh_from_db()
    refused("báo cáo cấp trên", "recognition_vote", case, head, **short)
    step(
        "rule",
        case,
        head,
        today=TODAY,
        facts={"answer": "yes", "ruling": "Đồng ý công nhận", "paper": "CV 9-CV/TU", "on": TODAY},
    )
    step("recognise", case, head, today=TODAY, facts={"paper": "QĐ 50"})
    case.refresh_from_db()
    assert case.state == "recognised"


def test_the_committee_votes_on_recognition_where_the_cell_lies_inside_a_grassroots_party(case, cast, head):
    probationer(case, cast, head)
    cast.cells["ben_da"].grassroots = False
    cast.cells["ben_da"].save()
    step("recognition_vote", case, head, today=TODAY, facts=cast_votes(date(2026, 11, 2)))
    refused("biểu quyết của đảng ủy cơ sở trước", "recognise", case, head, paper="QĐ 50")
    short = cast_votes(date(2026, 11, 4), ayes=9, present=14, size=15)
    refused("trước ngày chi bộ tán thành", "endorse", case, head, **{**short, "on": date(2026, 11, 1)})
    refused("Chưa có lần biểu quyết nào", "rule", case, head, ruling="Đồng ý", paper="CV", on=TODAY)
    step("endorse", case, head, today=TODAY, facts=short)  # nine of fifteen: ten are needed
    case.refresh_from_db()
    assert case.state == "recognition_agreed"
    step("endorse", case, head, today=TODAY, facts={**short, "ayes": 10, "noes": 4})
    step("recognise", case, head, today=TODAY, facts={"paper": "QĐ 50"})
    case.member.refresh_from_db()
    assert case.member.recognised_on.text() == "10/10/2026"  # however late cell and committee voted


def test_the_superior_decides_where_the_committee_falls_short(case, cast, head):
    probationer(case, cast, head)
    step("recognition_vote", case, head, today=TODAY, facts=cast_votes(date(2026, 11, 2)))
    step("endorse", case, head, today=TODAY, facts=cast_votes(date(2026, 11, 4), ayes=9, present=14, size=15))
    step(
        "rule",
        case,
        head,
        today=TODAY,
        facts={"answer": "yes", "ruling": "Đồng ý công nhận", "paper": "CV 9", "on": TODAY},
    )
    step("recognise", case, head, today=TODAY, facts={"paper": "QĐ 50"})
    case.refresh_from_db()
    assert case.state == "recognised"


def test_a_card_that_another_holds_is_refused(case, cast, head):
    probationer(case, cast, head)
    step("recognition_vote", case, head, today=TODAY, facts=cast_votes(date(2026, 10, 12)))
    step("recognise", case, head, today=TODAY, facts={"paper": "QĐ 50"})
    refused("đã có trong sổ", "card", case, head, on=TODAY, card_no="12345678")


def test_a_case_ends_with_its_reason_but_not_over_a_member(case, cast, head):
    step("close", case, head, today=TODAY, facts={"on": date(2025, 5, 5), "reason": "Chuyển đi làm ăn xa"})
    case.refresh_from_db()
    assert (case.state, case.ended_on, case.until) == ("closed", date(2025, 5, 5), date(2025, 5, 5))
    again = begin(
        head, today=TODAY, facts={**NEWCOMER, "unit": cast.units["ben_da"].pk, "other_person": True}
    )
    probationer(again, cast, head)
    refused("đang là đảng viên", "close", again, head, on=TODAY, reason="không")


def test_who_is_a_member_or_listed_already_is_no_prospect(case, cast, head):
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk}
    with pytest.raises(Refused, match="hồ sơ kết nạp của người trùng"):
        begin(head, today=TODAY, facts=facts)
    an = {"full_name": "Bùi Văn An", "born": PartialDate.parse("20/11/1990")}
    with pytest.raises(AlreadyThere):
        begin(head, today=TODAY, facts={**facts, **an})
    with pytest.raises(AlreadyThere):
        begin(head, today=TODAY, facts={**facts, **an, "citizen_id": "001062012345", "other_person": True})


def test_a_former_member_comes_back_once_after_his_time(cast, head):
    """Struck off elsewhere on 1/8/2022: considered from 1/8/2025 on, with the province's consent."""
    facts = {**NEWCOMER, "unit": cast.units["ben_da"].pk, "formerly": "struck", "out_since": date(2022, 8, 2)}
    case = begin(head, today=TODAY, facts=facts)
    filled(case, cast, head)
    refused(
        "Chưa đủ 36 tháng: sớm nhất là ngày 02/08/2025",
        "cell_vote",
        case,
        head,
        **cast_votes(date(2025, 8, 1)),
    )
    refused("Ban Thường vụ cấp tỉnh đồng ý", "cell_vote", case, head, **cast_votes(date(2025, 8, 2)))
    paper(case, head, "readmission", date(2025, 7, 1), note="CV 40-CV/TU")
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2025, 8, 2)))
    assert case.votes.get().passed


def test_the_list_is_gone_through_in_order_of_days(case, cast, head):
    review(case, head, facts={"on": date(2025, 4, 1), "helper": cast.members["an"].pk})
    case.refresh_from_db()
    assert (case.reviewed_on, case.helper_id) == (date(2025, 4, 1), cast.members["an"].pk)
    with pytest.raises(Refused, match="trước lần rà soát gần nhất"):
        review(case, head, facts={"on": date(2025, 3, 1)})
