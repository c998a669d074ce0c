"""Discipline of organisations: the life against a table written by hand, levels, time limits, who sees, the figure."""

from datetime import date
from itertools import product

import pytest

from soxa.kernel.access import Actor
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.periods import Period
from soxa.org.roles import AUDITOR, CELL_SECRETARY, CLERK, INSPECTOR, OFFICE_HEAD, ORGANISER
from soxa.party.censure.dissolving import asked_of
from soxa.party.censure.flow import LIFE, begin
from soxa.party.censure.lists import lapse_of
from soxa.party.censure.models import Censure
from soxa.party.censure.rules import COMMITTEE, ORGANISATION, levels_of

HOME = "/dang-vien/ky-luat/to-chuc/"
ALLOWED = {("opened", "decide"), ("opened", "drop"), ("decided", "announce")}
WRITERS = (OFFICE_HEAD, ORGANISER, INSPECTOR)
DECISION = {"body": "standing", "paper": "QĐ 7-QĐ/ĐU"}


@pytest.mark.parametrize("role", [*WRITERS, AUDITOR, CELL_SECRETARY, CLERK], ids=lambda role: role.code)
def test_life(role):
    actor = Actor("Người thử", "x", None, None, role)
    for (state, _title), name in product(Censure.STATES, LIFE.steps):
        allowed = LIFE.steps[name].refusal(Censure(state=state), actor) == ""
        assert allowed is ((state, name) in ALLOWED and role in WRITERS), (state, name)


def test_an_organisation_has_three_levels():
    for subject in (ORGANISATION, COMMITTEE):
        assert levels_of(subject) == ("reprimand", "warning", "dissolution")


def opened(cast, head, key="school", **facts) -> Censure:
    given = {
        "unit": cast.units[key].pk, "subject": ORGANISATION, "violation": "Ba tháng không họp chi bộ", "never_lapses": False,
        "act_on": date(2021, 5, 4), "on": date(2026, 3, 2), "source": "Kết luận 03-KL/UBKT", **facts,
    }  # fmt: skip
    return begin(head, facts=given)


def take(case, head, name, **facts):
    LIFE.take(name, case, head, facts)
    case.refresh_from_db()


def refused(words, case, head, name, **facts):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        LIFE.take(name, case, head, facts)
    assert Entry.objects.count() == before


def test_from_the_opening_to_the_lapse(cast, head):
    """The violation ended on 4/5/2021: a reprimand is in time until 4/5/2026, a warning five years longer."""
    case = opened(cast, head)
    refused("hết thời hiệu xử lý bằng hình thức khiển trách", case, head, "decide", level="reprimand", on=date(2026, 5, 5), **DECISION)  # fmt: skip
    refused(
        "trước ngày bắt đầu xem xét", case, head, "decide", level="warning", on=date(2026, 3, 1), **DECISION
    )
    take(case, head, "decide", level="reprimand", on=date(2026, 5, 4), **DECISION)
    refused("trước ngày quyết định", case, head, "announce", on=date(2026, 5, 3))
    take(case, head, "announce", on=date(2026, 5, 8))
    assert (case.state, case.in_force_until) == ("announced", date(2027, 5, 8))
    assert not Entry.objects.filter(flow="censure", facts__icontains="không họp").exists()


def test_a_dissolution_does_not_lapse_and_counts_once_announced(cast, head):
    case = opened(cast, head, act_on=date(2012, 1, 1))
    take(case, head, "decide", level="dissolution", on=date(2026, 5, 5), **DECISION)
    assert figure("party.organisations_disciplined", cast) == "0"
    take(case, head, "announce", on=date(2026, 6, 30))
    assert case.in_force_until is None
    assert (
        figure("party.organisations_disciplined", cast)
        == figure("party.organisations_dissolution", cast)
        == "1"
    )
    assert figure("party.organisations_warning", cast) == figure("party.disciplined", cast) == "0"


def figure(code, cast):
    return read(FIGURES[code], Moment.over(Period.parse("2026-H1")), cast.units["upper"].pk).text


def test_one_violation_has_one_case_of_the_organisation_and_one_of_its_committee(cast, head):
    case = opened(cast, head)
    with pytest.raises(Refused, match="chỉ xử lý một lần"):
        opened(cast, head)
    assert opened(cast, head, subject=COMMITTEE).pk
    take(case, head, "drop", on=date(2026, 4, 1), reason="Không có vi phạm")
    assert opened(cast, head).pk
    with pytest.raises(Refused, match="trước ngày vi phạm"):
        opened(cast, head, "ben_da", act_on=date(2026, 3, 3))


@pytest.mark.parametrize(
    ("login", "listed", "page", "act"),
    [
        ("chanh", True, 200, 200),
        ("buong", False, 404, 404),
        ("nhung", True, 200, 403),
        ("khac", False, 404, 404),
        ("ubnd", False, 403, 403),
    ],
)
def test_who_sees_and_who_acts(at, cast, head, login, listed, page, act):
    case, browser = opened(cast, head), at(login)
    shown = browser.get(HOME)
    assert ("Ba tháng không họp chi bộ" in shown.content.decode()) is listed
    assert browser.get(f"{HOME}{case.pk}/").status_code == page
    assert browser.get(f"{HOME}{case.pk}/quyet-dinh/").status_code == act
    assert browser.get(f"{HOME}lap/").status_code == (200 if login in ("chanh", "khac") else 403)


def test_a_case_is_opened_and_decided_on_its_pages(at, cast):
    browser, unit = at("chanh"), cast.units["school"].pk
    said = {
        "unit": unit, "subject": "committee", "violation": "Buông lỏng lãnh đạo", "act_on": "1/2/2026", "on": "2/3/2026",
        "source": "KL 4",
    }  # fmt: skip
    wrong = browser.post(f"{HOME}lap/", {**said, "unit": cast.units["dong_cham"].pk})
    assert wrong.status_code == 422 and not Censure.objects.exists()
    assert browser.post(f"{HOME}lap/", said).status_code == 302
    case = Censure.objects.get()
    decided = {"level": "warning", "body": "standing", "on": "4/5/2026", "paper": "QĐ 7"}
    assert browser.post(f"{HOME}{case.pk}/quyet-dinh/", decided).status_code == 302
    text = browser.get(f"{HOME}{case.pk}/").content.decode()
    assert "Cấp ủy: Chi bộ Trường THCS Khe Trên" in text and "Ghi công bố quyết định" in text
    assert browser.get(f"{HOME}{case.pk}/quyet-dinh/").status_code == 409
    assert "Kỷ luật tổ chức đảng" in browser.get("/dang-vien/ky-luat/").content.decode()
    assert browser.post(f"{HOME}danh-sach.xlsx", {"reason": "above"}).content[:2] == b"PK"


def test_the_list_costs_the_same_for_one_and_for_many(at, cast, head, django_assert_max_num_queries):
    browser = at("chanh")
    opened(cast, head)
    browser.get(HOME)
    for key, subject in (
        ("ben_da", ORGANISATION),
        ("ben_da", COMMITTEE),
        ("school", COMMITTEE),
        ("upper", ORGANISATION),
    ):
        opened(cast, head, key, subject=subject)
    with django_assert_max_num_queries(8):
        assert browser.get(HOME).content.decode().count("Ba tháng không họp") == 5


def test_a_dissolution_lists_what_it_asks_for(at, cast, head):
    """Announced on 31/10/2026: a complaint until 30/11; one member at home; the unit stands."""
    case = opened(cast, head)
    assert asked_of(case, date(2026, 11, 20)) == []
    take(case, head, "decide", level="dissolution", on=date(2026, 10, 30), **DECISION)
    assert [one.light[1] for one in asked_of(case, date(2026, 10, 30))][2:] == [
        "chưa",
        "còn 2 đồng chí",
        "chưa",
    ]
    take(case, head, "announce", on=date(2026, 10, 31))
    on_the_last, after = (asked_of(case, date(2026, *day)) for day in ((11, 30), (12, 1)))
    assert (on_the_last[3].light[1], after[3].light[1]) == ("còn hạn", "đã hết hạn")
    assert "đến hết ngày 30/11/2026" in on_the_last[3].words
    text = at("chanh").get(f"{HOME}{case.pk}/").content.decode()
    assert "Ít nhất 2/3 cấp ủy viên của cấp trên trực tiếp" in text
    assert "chưa xác nhận với văn bản" in text


def test_a_new_violation_keeps_the_decision_before_it(cast, head, at):
    """Warned on 20/3/2025 until 20/3/2026; a violation of the last day in force was warned on 4/5/2026."""
    cases = []
    for act_on, on, decided in (
        (date(2025, 1, 6), date(2025, 2, 3), date(2025, 3, 20)),
        (date(2026, 3, 19), date(2026, 4, 1), date(2026, 5, 4)),
    ):
        cases.append(opened(cast, head, act_on=act_on, on=on))
        take(cases[-1], head, "decide", level="warning", on=decided, **DECISION)
        take(cases[-1], head, "announce", on=decided)
    assert lapse_of(cases[0]) == lapse_of(cases[1]) == date(2027, 5, 4)
    page = at("chanh").get(HOME).content.decode()
    assert page.count("có hiệu lực đến hết 03/05/2027") == 2 and "hết hiệu lực từ" not in page
    Censure.objects.filter(pk=cases[1].pk).moved(Entry.objects.first(), act_on=date(2026, 3, 20))
    assert lapse_of(cases[0]) == date(2026, 3, 20)


def test_time_runs_anew_from_a_new_violation(cast, head):
    """Of 4/5/2021: out of time for a reprimand on 5/5/2026 – unless there was a violation meanwhile."""
    case, reprimand = opened(cast, head), {"level": "reprimand", "on": date(2026, 5, 5), **DECISION}
    refused("hết thời hiệu", case, head, "decide", **reprimand)
    opened(cast, head, act_on=date(2023, 1, 9))
    take(case, head, "decide", **reprimand)
