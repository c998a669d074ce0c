"""Beside the straight way of discipline: deferral, notice from outside, a level changed after a complaint, one's own case."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.org.models import Office
from soxa.org.roles import OFFICE_HEAD
from soxa.party.admission.flow import begin as list_prospect
from soxa.party.discipline import flow
from soxa.party.discipline.lists import notice_words
from soxa.party.discipline.models import Discipline, DisciplineDeferral
from soxa.party.flow import take as act
from soxa.party.inspection.flow import LIFE as INSPECTION
from soxa.party.inspection.models import Inspection
from soxa.party.standing import life_of
from soxa.party.striking import flow as striking
from soxa.party.striking.flow import begin as raise_strike_off
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_admission import NEWCOMER
from soxa.party.tests.test_discipline import opened, refused, take, votes

HOME = "/dang-vien/ky-luat/"
DECISION = {"body": "standing", "paper": "QĐ 2-QĐ/ĐU"}


def test_a_small_child_defers_the_case_until_it_is_twelve_months(cast, head):
    """Born on 10/6/2025: considered again from 10/6/2026, not on the day before."""
    case = opened(cast, head)
    facts = {
        "on": date(2026, 3, 5),
        "kind": "child",
        "child_born": date(2025, 6, 10),
        "paper": "Giấy khai sinh số 4",
    }
    take(case, head, "defer", **facts)
    refused(
        "đến trước ngày 10/06/2026", case, head, "decide", level="reprimand", on=date(2026, 6, 9), **DECISION
    )
    refused("đến trước ngày 10/06/2026", case, head, "vote", **votes(date(2026, 6, 9), 3), level="reprimand")
    take(case, head, "decide", level="reprimand", on=date(2026, 6, 10), **DECISION)
    assert case.decided_on == date(2026, 6, 10)


def test_a_child_of_twelve_months_defers_nothing(cast, head):
    case = opened(cast, head)
    old = {"on": date(2026, 6, 10), "kind": "child", "child_born": date(2025, 6, 10), "paper": "GKS"}
    refused("con đã đủ 12 tháng", case, head, "defer", **old)
    take(case, head, "defer", **{**old, "on": date(2026, 6, 9)})


def test_an_illness_defers_until_somebody_says_that_it_is_over_and_stays_sealed(cast, head, at):
    case = opened(cast, head)
    refused("không đang hoãn", case, head, "resume", on=date(2026, 3, 5))
    take(case, head, "defer", on=date(2026, 3, 5), kind="ill", child_born=None, paper="Giấy ra viện số 214")
    refused("Đang hoãn xem xét", case, head, "decide", level="reprimand", on=date(2026, 9, 9), **DECISION)
    refused(
        "đang hoãn xem xét", case, head, "defer", on=date(2026, 4, 5), kind="ill", child_born=None, paper="x"
    )
    stored = str(DisciplineDeferral.objects.values().get()) + str(list(Entry.objects.values_list("facts")))
    assert "bệnh nặng" not in stored and "214" not in stored
    page = at("chanh").get(f"{HOME}{case.pk}/").content.decode()
    assert "Đang hoãn xem xét từ ngày 05/03/2026" in page and "bệnh nặng" not in page
    read = at("chanh").post(f"{HOME}{case.pk}/ly-do-hoan/")
    assert "bệnh nặng, đang điều trị (Giấy ra viện số 214)" in read.content.decode()
    assert read["Cache-Control"] == "no-store" and Entry.objects.get(flow="sealed").facts == {
        "field": "lý do hoãn xem xét kỷ luật"
    }
    assert at("buong").post(f"{HOME}{case.pk}/ly-do-hoan/").status_code == 403
    assert at("khac").post(f"{HOME}{case.pk}/ly-do-hoan/").status_code == 404
    take(case, head, "resume", on=date(2026, 9, 9))
    take(case, head, "decide", level="reprimand", on=date(2026, 9, 9), **DECISION)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (date(2026, 3, 9), "báo đúng hạn"),
        (date(2026, 3, 10), "báo muộn"),
        (None, "chưa ghi ngày báo; hạn báo 09/03/2026"),
    ],
)
def test_what_the_state_decided_is_told_within_five_days(cast, told, words):
    """Decided on Monday 2/3/2026: the fifth day is a Saturday, so Monday 9/3 is in time."""
    assert words in notice_words(Discipline(outside_on=date(2026, 3, 2), told_on=told))


def announced(cast, head, level, key="an") -> Discipline:
    case = opened(cast, head, key)
    if level == "expulsion":
        take(case, head, "vote", **votes(date(2026, 4, 10), 3), level=level)
    take(case, head, "decide", level=level, on=date(2026, 4, 10), **DECISION)
    take(case, head, "announce", on=date(2026, 4, 15))
    take(case, head, "complain", on=date(2026, 5, 15))
    return case


def test_another_level_after_a_complaint_keeps_the_decision_before(cast, head):
    case = announced(cast, head, "warning")
    changed = {"on": date(2026, 7, 1), "outcome": "changed", "paper": "QĐ 9-QĐ/TU", "body": "above"}
    refused("phải khác hình thức", case, head, "settle", **changed, level="warning")
    refused("Không áp dụng được hình thức cách chức", case, head, "settle", **changed, level="removal")
    take(case, head, "settle", **changed, level="reprimand")
    was = case.revisions.get()
    assert (was.level_was, was.decision_was, was.in_force_until_was) == (
        "warning",
        "QĐ 2-QĐ/ĐU",
        date(2027, 4, 15),
    )
    assert (case.level, case.decision, case.in_force_until) == ("reprimand", "QĐ 9-QĐ/TU", date(2027, 7, 1))
    assert case.announced_on == date(2026, 4, 15)


def test_a_change_to_expulsion_ends_the_spells_and_one_from_it_waits_for_the_restoration(cast, head):
    graver = announced(cast, head, "warning")
    take(
        graver,
        head,
        "settle",
        on=date(2026, 7, 1),
        outcome="changed",
        paper="QĐ 9",
        level="expulsion",
        body="above",
        unvoted="BA 1",
    )
    gone = life_of(cast.members["an"], TODAY)
    assert (gone.standing, gone.homes[0].until) == ("expelled", date(2026, 7, 1))
    milder = announced(cast, head, "expulsion", "sac")
    changed = {
        "on": date(2026, 7, 1),
        "outcome": "changed",
        "paper": "QĐ 9",
        "level": "warning",
        "body": "above",
    }
    refused("phục hồi đảng tịch", milder, head, "settle", **changed)
    act(
        "restore",
        cast.members["sac"],
        head,
        today=TODAY,
        facts={"on": date(2026, 7, 1), "paper": "QĐ 9", "unit": None},
    )
    take(milder, head, "settle", **changed)
    assert (milder.level, life_of(cast.members["sac"], TODAY).standing) == ("warning", "official")


# --- one's own case ---


@pytest.fixture
def himself(cast) -> Actor:
    """An office head who is the member Bùi Văn An."""
    account = cast.accounts["chanh"]
    account.person = cast.members["an"].person
    account.save()
    Office.objects.create(
        person=account.person, unit=cast.units["upper"], role="office_head", title="Chánh Văn phòng", since=date(2020, 1, 1)
    )  # fmt: skip
    return Actor("Bùi Văn An", "Chánh Văn phòng", cast.units["upper"].pk, account.pk, OFFICE_HEAD)


def test_nobody_writes_or_decides_his_own_case(cast, head, himself):
    other = Actor(
        "Người khác", "Chánh Văn phòng", cast.units["upper"].pk, cast.accounts["khac"].pk, OFFICE_HEAD
    )
    own, words = cast.members["an"], "việc của chính đồng chí"
    case, before = opened(cast, other), Entry.objects.count()
    checked = Inspection(member=own, unit=cast.units["upper"], state="planned")
    tries = (
        lambda: opened(cast, himself, act_on=date(2025, 1, 1)),
        lambda: flow.step(
            "decide", case, himself, today=TODAY, facts={"level": "reprimand", "on": TODAY, **DECISION}
        ),
        lambda: raise_strike_off(
            own, himself, today=TODAY, facts={"ground": "card", "on": TODAY, "source": "x", "detail": ""}
        ),
        lambda: act("left", own, himself, today=TODAY, facts={"on": TODAY, "paper": "QĐ"}),
    )
    for tried in tries:
        with pytest.raises(Refused, match=words):
            tried()
    assert Entry.objects.count() == before
    assert words in INSPECTION.steps["drop"].refusal(checked, himself)
    assert INSPECTION.steps["drop"].refusal(checked, other) == ""
    # anybody else's is his to write
    assert opened(cast, himself, "sac").pk
    assert list_prospect(himself, today=TODAY, facts={**NEWCOMER, "unit": cast.units["ben_da"].pk}).pk


def another(cast) -> Actor:
    """Another office head than the one the case is about."""
    return Actor("Người khác", "x", cast.units["upper"].pk, cast.accounts["khac"].pk, OFFICE_HEAD)


def test_the_page_says_so_beside_the_grey_button(cast, himself, at):
    case = opened(cast, another(cast))
    assert "không ai tự ghi" in at("chanh").get(f"{HOME}{case.pk}/").content.decode()
    assert at("chanh").get(f"{HOME}{case.pk}/quyet-dinh/").status_code == 409


def pages(browser, case, room=HOME) -> str:
    """What the list, the case, the record and the sheet show of a case."""
    sheet = browser.post(f"{room}danh-sach.docx", {"reason": "check"})
    with ZipFile(BytesIO(sheet.content)) as packed:
        text = packed.read("word/document.xml").decode()
    shown = [
        browser.get(one).content.decode()
        for one in (room, f"{room}{case.pk}/", f"/dang-vien/{case.member_id}/")
    ]
    return " ".join([*shown, text])


def test_whom_a_case_is_about_reads_that_it_stands_and_its_outcome_never_its_source(cast, himself, at):
    head = another(cast)
    case = opened(cast, head, source="Đơn của ông Phùng Văn Tố", violation="Lấn chiếm đất công")
    facts = {"on": date(2026, 4, 1), "kind": "ill", "child_born": None, "paper": "GRV 7"}
    take(case, head, "defer", **facts)
    take(case, head, "resume", on=date(2026, 4, 2))
    take(case, head, "vote", **votes(date(2026, 4, 10), 3), level="warning")
    take(case, head, "decide", level="warning", on=date(2026, 4, 20), body="standing", paper="QĐ 77-QĐ/ĐU")
    own = pages(at("chanh"), case)
    for word in ("Phùng Văn Tố", "Lấn chiếm", "cảnh cáo", "77-QĐ", "Tán thành", "06/05/2024"):
        assert word not in own.replace("khiển trách, cảnh cáo", ""), word
    assert "có quyết định, chờ công bố" in own and "về chính đồng chí" in own
    assert at("chanh").get(f"/chi-bo/dinh-chinh/ky-luat/{case.pk}/").status_code == 404
    assert at("chanh").get(f"/chi-bo/dinh-chinh/bieu-quyet-ky-luat/{case.votes.get().pk}/").status_code == 404
    take(case, head, "announce", on=date(2026, 4, 24))
    own = pages(at("chanh"), case)
    assert "Phùng Văn Tố" not in own
    assert "Lấn chiếm" in own and "Cảnh cáo" in own and "Tán thành 3/4" in own


def test_of_his_own_strike_off_he_reads_that_it_stands(cast, himself, at):
    head = another(cast)
    facts = {
        "ground": "card",
        "on": date(2026, 8, 4),
        "source": "Đơn của ông Phùng Văn Tố",
        "detail": "ném thẻ",
    }
    case = raise_strike_off(cast.members["an"], head, today=TODAY, facts=facts)
    striking.step("vote", case, head, today=TODAY, facts=votes(date(2026, 9, 3), 3))
    own = pages(at("chanh"), case, "/dang-vien/xoa-ten/")
    assert "Phùng Văn Tố" not in own and "ném thẻ" not in own and "Tán thành" not in own
    assert "Chi bộ đã tán thành" in own
    assert at("chanh").get(f"/chi-bo/dinh-chinh/xoa-ten/{case.pk}/").status_code == 404


# --- what a list costs ---


@pytest.mark.parametrize("home", [HOME, "/dang-vien/xoa-ten/"])
def test_a_list_costs_the_same_for_one_and_for_many(cast, head, at, home):
    browser, keys = at("chanh"), ("an", "sac", "dang", "au", "moi", "long")

    def one(key):
        if home == HOME:
            return opened(cast, head, key)
        facts = {"ground": "card", "on": TODAY, "source": "x", "detail": ""}
        return raise_strike_off(cast.members[key], head, today=TODAY, facts=facts)

    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(home).status_code == 200
        return len(caught)

    one(keys[0])
    asked()
    first = asked()
    for key in keys[1:]:
        one(key)
    assert asked() == first
    text = browser.get(home).content.decode()
    assert all(cast.members[key].person.full_name in text for key in keys)
