"""Rows written wrong put right on one page: within their neighbours, with a basis, sealed; or taken out whole, never wiped out."""

from datetime import date

import pytest

from soxa.kernel.models import Entry, SealedCorrection
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.party.badges.models import TimeOutside
from soxa.party.cadres.flow import add_post, certify, enrol, open_course, put_in, review, take_out
from soxa.party.cadres.models import Attended, Candidate, Course, PlannedPost, PlanReview
from soxa.party.congress.flow import LIFE, enter_held, plan
from soxa.party.congress.models import Congress
from soxa.party.following.flow import Assigned, assign
from soxa.party.posts import FOLLOWER
from soxa.party.tests.cast import TODAY

WHY = "Quyết định gốc số 5"
STRUCK = {"basis": WHY, "struck": "on"}
HELD = {
    "term": "2024–2026", "held_on": date(2024, 4, 18), "summoned": 4, "present": 3, "elected": 2, "paper": "NQ 1",
}  # fmt: skip


@pytest.fixture
def put_right(at):
    """Answer the form of a row; what the page says when it is refused."""

    def answered(kind: str, row, /, **facts: str) -> str:
        answer = at("chanh").post(f"/chi-bo/dinh-chinh/{kind}/{row.pk}/", {"basis": WHY, **facts})
        assert answer.status_code in (302, 422)
        return "" if answer.status_code == 302 else answer.content.decode()

    return answered


def fresh(row):
    return type(row).objects.filter(pk=row.pk).first()


# --- who follows a cell ---


@pytest.fixture
def followers(cast, head) -> tuple[Office, Office]:
    """Long from 1/6/2026, Thụ in his place from 1/9/2026."""
    for who, on in (("long", date(2026, 6, 1)), ("thay", date(2026, 9, 1))):
        said = Assigned(cast.members[who].person, on, "QĐ 20")
        assign([cast.cells["ben_da"]], said, head, today=TODAY)
    first, second = Office.objects.filter(code=FOLLOWER).order_by("since")
    return first, second


def test_who_was_replaced_ends_when_the_next_one_truly_began(put_right, followers):
    first, second = followers
    assert put_right("theo-doi", second, since="15/09/2026", decision="QĐ 21") == ""
    assert (fresh(second).since, fresh(second).decision) == (date(2026, 9, 15), "QĐ 21")
    assert fresh(first).until == date(2026, 9, 15)
    told = Entry.objects.filter(flow="correction").order_by("pk").last()
    assert (told.subject_kind, told.facts["fields"]) == ("cell", ["decision", "since"])
    assert "QĐ 21" not in str(told.facts)
    assert SealedCorrection.objects.filter(entry=told).exists()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"since": "01/06/2026"}, "Trùng với phân công"),  # the day on which the one before began
        ({"since": "21/11/2026"}, "chưa đến"),
        ({"since": "01/01/1990"}, "không phải là đảng viên chính thức"),
        ({"since": "15/09/2026", "basis": ""}, "Ô này phải ghi"),
        ({"since": "01/09/2026"}, "Không có gì thay đổi"),
    ],
)
def test_a_wrong_day_of_an_assignment_is_refused_in_words(put_right, followers, facts, words):
    before = Entry.objects.count()
    assert words in put_right("theo-doi", followers[1], **{"decision": "QĐ 20", **facts})
    assert (fresh(followers[1]).since, Entry.objects.count()) == (date(2026, 9, 1), before)


def test_an_end_may_not_run_into_the_next_one(put_right, followers):
    said = {"since": "01/06/2026", "decision": "QĐ 20"}
    assert "Trùng" in put_right("theo-doi", followers[0], **said, until="02/09/2026")
    assert "Trùng" in put_right("theo-doi", followers[0], **said)  # as if he went on
    assert put_right("theo-doi", followers[0], **said, until="31/08/2026") == ""
    assert fresh(followers[0]).until == date(2026, 8, 31)


def test_an_assignment_that_never_was_leaves_the_former_one_to_go_on(put_right, followers):
    assert put_right("theo-doi", followers[1], **STRUCK) == ""
    assert fresh(followers[1]) is None
    assert fresh(followers[0]).until == FOREVER
    assert set(Entry.objects.filter(flow="correction").values_list("step", flat=True)) == {
        "strike",
        "correct",
    }


# --- planning of cadres, courses ---


@pytest.fixture
def planned(cast, head) -> Candidate:
    post = add_post(
        cast.units["upper"].pk, head, {"term": "2030–2035", "title": "Bí thư", "paper": ""}, today=TODAY
    )
    put_in(post, cast.members["an"].person, head, on=date(2026, 3, 20), paper="QĐ 2", today=TODAY)
    return Candidate.objects.get()


def test_a_planning_is_put_right_and_ended_or_begun_again(cast, head, put_right, planned):
    assert "không phải là đảng viên" in put_right("quy-hoach", planned, since="01/01/1990", paper="QĐ 2")
    assert put_right("quy-hoach", planned, since="21/03/2026", paper="QĐ 3") == ""
    assert (fresh(planned).since, fresh(planned).paper) == (date(2026, 3, 21), "QĐ 3")
    take_out(fresh(planned), head, {"on": date(2026, 6, 1), "paper": "QĐ 9", "reason": "Nhầm"}, today=TODAY)
    assert put_right("quy-hoach", planned, since="21/03/2026", paper="QĐ 3") == ""
    assert (fresh(planned).until, fresh(planned).closing_paper, fresh(planned).reason) == (FOREVER, "", "")


def test_a_post_goes_only_when_nobody_stands_in_it(put_right, planned, head):
    post = planned.post
    add_post(post.unit_id, head, {"term": post.term, "title": "Phó Bí thư", "paper": ""}, today=TODAY)
    assert "đã có chức danh" in put_right("chuc-danh", post, term=post.term, title="Phó Bí thư")
    assert "đã có người trong quy hoạch" in put_right("chuc-danh", post, **STRUCK)
    assert put_right("quy-hoach", planned, **STRUCK) == ""
    assert put_right("chuc-danh", post, **STRUCK) == ""
    assert (fresh(planned), fresh(post), PlannedPost.objects.count()) == (None, None, 1)


def test_a_review_moves_to_its_year_once_a_year(put_right, planned, head):
    term, unit = planned.post.term, planned.post.unit_id
    for on in (date(2025, 5, 5), date(2026, 5, 5)):
        review(unit, head, {"term": term, "on": on, "paper": "KL 3"}, today=TODAY)
    one = PlanReview.objects.get(year=2025)
    assert "Năm 2026 đã ghi" in put_right("ra-soat", one, on="04/05/2026", paper="KL 3")
    assert "chưa đến" in put_right("ra-soat", one, on="21/11/2026", paper="KL 3")
    assert put_right("ra-soat", one, on="31/12/2024", paper="KL 3") == ""
    assert fresh(one).year == 2024


@pytest.fixture
def attended(cast, head) -> Attended:
    facts = {
        "kind": "theory", "title": "Sơ cấp khóa 3", "level": "", "starts_on": date(2026, 3, 2),
        "ends_on": date(2026, 4, 2), "place": "", "paper": "",
    }  # fmt: skip
    course = open_course(cast.units["upper"].pk, head, facts, today=TODAY)
    enrol(course, [cast.members["an"].person], head, today=TODAY)
    certify(Attended.objects.get(), head, on=date(2026, 4, 10), number="12", today=TODAY)
    return Attended.objects.get()


def test_a_certificate_and_its_course_agree(put_right, attended):
    course = attended.course
    facts = {"kind": "theory", "title": course.title, "ends_on": "30/04/2026"}
    assert "đã có chứng chỉ cấp ngày 10/04/2026" in put_right("lop", course, **facts, starts_on="11/04/2026")
    assert put_right("lop", course, **facts, starts_on="10/04/2026") == ""
    assert "không cấp trước đó" in put_right(
        "hoc-vien", attended, certified_on="09/04/2026", certificate_no="13"
    )
    assert "Ghi cả số và ngày" in put_right("hoc-vien", attended, certificate_no="13")
    assert put_right("hoc-vien", attended) == ""
    assert (fresh(attended).certified_on, fresh(attended).certificate_no) == (None, "")
    assert "bỏ từng học viên" in put_right("lop", course, **STRUCK)
    assert put_right("hoc-vien", attended, **STRUCK) == ""
    assert put_right("lop", course, **STRUCK) == ""
    assert Course.objects.count() == 0


# --- congresses ---


def test_a_committee_seated_wrongly_is_taken_out_and_the_right_one_seated(cast, head, put_right):
    unit, people = cast.units["ben_da"].pk, cast.members
    found = enter_held(unit, head, HELD)
    before = Office.objects.create(
        person=people["sac"].person,
        unit_id=unit,
        code="cell_secretary",
        title="Bí thư cũ",
        since=date(2022, 1, 1),
    )
    seats = {"secretary": people["an"].person_id, "way": "elected", "deputy": None, "committee": [], "paper": "QĐ"}  # fmt: skip
    LIFE.take("elect", found, head, seats)
    assert fresh(before).until == date(2024, 4, 18)
    assert "bỏ chi ủy ghi nhầm trước" in put_right("dai-hoi", found, **STRUCK)
    assert put_right("chi-uy", found) == ""
    assert [one.title for one in Office.objects.filter(unit_id=unit, until=FOREVER, role="")] == ["Bí thư cũ"]
    LIFE.take("elect", found, head, {**seats, "secretary": people["dang"].person_id})
    assert fresh(before).until == date(2024, 4, 18)
    assert put_right("chi-uy", found) == ""
    assert put_right("dai-hoi", found, **STRUCK) == ""
    assert Congress.objects.count() == 0


def test_a_planned_congress_keeps_within_its_term(cast, head, put_right):
    unit = cast.units["ben_da"].pk
    enter_held(unit, head, HELD)
    ahead = plan(
        unit,
        head,
        {"term": "2026–2029", "planned_on": date(2026, 10, 20), "plan_paper": "", "shift_paper": ""},
    )
    said = {"term": "2026–2029", "plan_paper": "KH 4"}
    assert "chỉ được tổ chức từ" in put_right("dai-hoi", ahead, **said, planned_on="19/04/2027")
    assert put_right("dai-hoi", ahead, **said, planned_on="21/10/2026") == ""
    assert (fresh(ahead).planned_on, fresh(ahead).plan_paper) == (date(2026, 10, 21), "KH 4")


# --- time outside the Party ---


def test_time_outside_is_put_right_and_party_age_follows(cast, put_right, at):
    member = cast.members["an"]
    time = TimeOutside.objects.create(
        member=member, since=date(2001, 1, 1), until=date(2005, 1, 1), reason="Bỏ", paper="QĐ"
    )
    TimeOutside.objects.create(
        member=member, since=date(2010, 1, 1), until=date(2010, 2, 1), reason="Bỏ", paper="QĐ"
    )
    said = {"reason": "Bỏ", "paper": "QĐ"}
    assert "trước ngày vào Đảng 15/03/1996" in put_right("ngoai-dang", time, **said, since="14/03/1996", until="01/01/2002")  # fmt: skip
    assert "Trùng" in put_right("ngoai-dang", time, **said, since="01/01/2001", until="02/01/2010")
    assert "sau ngày bắt đầu" in put_right("ngoai-dang", time, **said, since="01/01/2001", until="01/01/2001")
    assert put_right("ngoai-dang", time, **said, since="01/01/2001", until="01/01/2002") == ""
    assert fresh(time).until == date(2002, 1, 1)
    page = at("chanh").get(f"/dang-vien/{member.pk}/").content.decode()
    assert f"/chi-bo/dinh-chinh/ngoai-dang/{time.pk}/" in page
    assert put_right("ngoai-dang", time, **STRUCK) == ""
    assert fresh(time) is None


# --- who may ---


def test_who_opens_the_page(at, followers, planned):
    row = f"/chi-bo/dinh-chinh/theo-doi/{followers[1].pk}/"
    page = at("chanh").get(row)
    assert page.status_code == 200
    assert 'value="01/09/2026"' in page.content.decode()
    assert at("khac").get(row).status_code == 404
    assert at("khac").get(f"/chi-bo/dinh-chinh/quy-hoach/{planned.pk}/").status_code == 404
    assert at("buong").get(row).status_code == 403
    assert at("ubnd").get(row).status_code == 403
    assert at("chanh").get(f"/chi-bo/dinh-chinh/la/{planned.pk}/").status_code == 404
    assert at("chanh").get("/chi-bo/dinh-chinh/quy-hoach/99999/").status_code == 404
