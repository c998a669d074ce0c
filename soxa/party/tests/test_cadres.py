"""Planning of cadres and courses: who is planned for what over time, what is to be said of it, and certificates that raise a level."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from soxa.kernel.access import machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.law.periods import FOREVER
from soxa.party.cadres.bounds import MOST, bounds_on
from soxa.party.cadres.flow import add_post, certify, enrol, open_course, put_in, review, take_out
from soxa.party.cadres.lists import planning
from soxa.party.cadres.models import Attended, Candidate, Course, PlannedPost
from soxa.party.cadres.rules import Bounds, higher, post_finding, short_of, too_many_posts

TODAY = date(2026, 11, 20)
TERM = "2030–2035"
BOUNDS = Bounds(fewest=2, most=3, posts_most=3, young_percent=20, women_percent=20, young_age=40)
OUT = {"on": date(2026, 6, 1), "paper": "QĐ 9", "reason": "Chuyển công tác"}
COURSE = {
    "kind": "theory", "title": "Trung cấp khóa 12", "level": "trung cấp", "starts_on": date(2026, 3, 2),
    "ends_on": date(2026, 9, 30), "place": "Tỉnh", "paper": "",
}  # fmt: skip


@pytest.mark.parametrize(("people", "said"), [(1, "too_few"), (2, ""), (3, ""), (4, "too_many")])
def test_two_or_three_for_a_post(people, said):
    assert post_finding(people, BOUNDS) == said


def test_three_posts_for_a_person_and_a_fifth_of_women():
    assert [too_many_posts(posts, BOUNDS) for posts in (3, 4)] == [False, True]
    assert [short_of(part, 10, 20) for part in (1, 2)] == [True, False]
    assert not short_of(0, 0, 20)


@pytest.mark.parametrize(
    ("level", "held", "raised"),
    [
        ("trung cấp", "", True),
        ("trung cấp", "Sơ cấp", True),
        ("trung cấp", "trung cấp", False),
        ("sơ cấp", "cao cấp", False),
    ],
)
def test_a_level_only_rises(level, held, raised):
    assert higher(level, held) is raised


def test_the_bounds_are_settings_not_yet_confirmed():
    assert not MOST.confirmed


@pytest.fixture
def post(cast, head) -> PlannedPost:
    facts = {"term": TERM, "title": "Phó Chủ tịch UBND xã", "paper": "QĐ 1"}
    return add_post(cast.units["upper"].pk, head, facts, today=TODAY)


def planned(cast, head, post, *who: str, on: date = date(2026, 3, 20)) -> None:
    for key in who:
        put_in(post, cast.members[key].person, head, on=on, paper="QĐ 2", today=TODAY)


def test_a_planning_as_it_stood_on_a_day(cast, head, post):
    planned(cast, head, post, "an", "dang", "sac")
    take_out(Candidate.objects.get(member=cast.members["sac"]), head, OUT, today=TODAY)
    unit = cast.units["upper"].pk

    def names(on: date) -> list[str]:
        return [one.person.full_name for one in planning(unit, TERM, on).rows[0].people]

    assert names(date(2026, 3, 19)) == []
    assert names(date(2026, 5, 31)) == ["Bùi Văn An", "Đặng Thị Ân", "Lò Văn Ấn"]
    assert names(date(2026, 6, 1)) == ["Bùi Văn An", "Đặng Thị Ân"]
    found = planning(unit, TERM, TODAY)
    # An is 36 today, Ân 64 and a woman: one of two is young, one of two a woman; nobody reviewed it this year
    assert (found.people, found.young, found.women) == (2, 1, 1)
    assert found.findings == ["Năm 2026 chưa ghi rà soát, bổ sung quy hoạch."]
    review(unit, head, {"term": TERM, "on": TODAY, "paper": "KL 3"}, today=TODAY)
    assert planning(unit, TERM, TODAY).findings == []
    with pytest.raises(Refused, match="Năm 2026 đã ghi rà soát"):
        review(unit, head, {"term": TERM, "on": TODAY, "paper": "KL 3"}, today=TODAY)


def test_what_is_to_be_said(cast, head, post):
    planned(cast, head, post, "sac")
    found = planning(cast.units["upper"].pk, TERM, TODAY)
    assert found.rows[0].finding == "mới có 1, cần ít nhất 2"
    assert found.findings[:2] == [
        "Cán bộ trẻ (từ 40 tuổi trở xuống) 0/1, dưới 20%.",
        "Cán bộ nữ 0/1, dưới 20%.",
    ]
    put(MOST, 4, since=date(2026, 1, 1), actor=machine("thử"))
    assert bounds_on(TODAY).most == 4


@pytest.mark.parametrize(
    ("who", "on", "words"),
    [
        ("moi", date(2026, 3, 20), "không phải là đảng viên chính thức"),
        ("an", date(2026, 11, 21), "chưa đến"),
        ("dang", date(2026, 4, 1), "đã ở trong quy hoạch"),
    ],
)
def test_who_may_not_be_planned(cast, head, post, who, on, words):
    planned(cast, head, post, "dang")
    before = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        planned(cast, head, post, who, on=on)
    assert Entry.objects.count() == before


def test_a_planning_ends_once_and_after_it_began(cast, head, post):
    planned(cast, head, post, "an")
    row = Candidate.objects.get()
    with pytest.raises(Refused, match="chỉ đưa ra từ ngày sau đó"):
        take_out(row, head, {**OUT, "on": date(2026, 3, 20)}, today=TODAY)
    take_out(row, head, OUT, today=TODAY)
    with pytest.raises(Refused, match="đã đưa ra khỏi quy hoạch từ ngày 01/06/2026"):
        take_out(row, head, OUT, today=TODAY)
    assert "Chuyển công tác" not in str(list(Entry.objects.values_list("facts", flat=True)))


def test_a_certificate_raises_the_level_of_theory(cast, head):
    course = open_course(cast.units["upper"].pk, head, COURSE, today=TODAY)
    enrol(course, [cast.members["an"].person, cast.members["dang"].person], head, today=TODAY)
    row = Attended.objects.get(member=cast.members["an"])
    with pytest.raises(Refused, match="không cấp trước đó"):
        certify(row, head, on=date(2026, 3, 1), number="12", today=TODAY)
    certify(row, head, on=date(2026, 9, 30), number="12/TC", today=TODAY)
    person = cast.members["an"].person
    person.refresh_from_db()
    assert person.theory == "trung cấp"
    with pytest.raises(Refused, match="Đã ghi chứng chỉ"):
        certify(row, head, on=date(2026, 9, 30), number="12/TC", today=TODAY)
    with pytest.raises(Refused, match="Đã có trong danh sách lớp: Bùi Văn An"):
        enrol(course, [person], head, today=TODAY)


# --- pages ---

POST = {"term": TERM, "title": "Bí thư Đảng ủy", "paper": "QĐ 1"}


def test_the_forms_of_planning(cast, at):
    browser = at("chanh")
    assert "Sổ chưa ghi quy hoạch" in browser.get("/chi-bo/quy-hoach/").content.decode()
    assert browser.post("/chi-bo/quy-hoach/them/", POST).status_code == 302
    assert browser.post("/chi-bo/quy-hoach/them/", POST).status_code == 422
    post = PlannedPost.objects.get()
    facts = {"card_no": "12.345678", "on": "20/03/2026", "paper": "QĐ 2"}
    assert browser.post(f"/chi-bo/quy-hoach/{post.pk}/dua-vao/", facts).status_code == 302
    assert (
        browser.post(f"/chi-bo/quy-hoach/{post.pk}/dua-vao/", {**facts, "card_no": "12.000009"}).status_code
        == 422
    )
    assert "Bí thư Đảng ủy" in browser.get(f"/dang-vien/{cast.members['an'].pk}/").content.decode()
    assert "Quy hoạch" not in at("buong").get(f"/dang-vien/{cast.members['an'].pk}/").content.decode()
    book = browser.post("/chi-bo/quy-hoach/danh-sach.xlsx", {"reason": "above"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert rows[-1][1:5] == ["Bí thư Đảng ủy", "Bùi Văn An", "36", ""]
    row = Candidate.objects.get()
    gone = browser.post(
        f"/chi-bo/quy-hoach/dua-ra/{row.pk}/", {"on": "20/11/2026", "paper": "QĐ 3", "reason": "x"}
    )
    assert gone.status_code == 302
    row.refresh_from_db()
    assert row.until == TODAY != FOREVER


def test_the_forms_of_courses(cast, at):
    browser = at("chanh")
    facts = {**COURSE, "starts_on": "02/03/2026", "ends_on": "30/09/2026"}
    wrong = browser.post("/chi-bo/dao-tao/ghi/", {**facts, "kind": "other", "ends_on": "01/03/2026"})
    assert wrong.status_code == 422
    assert "Chỉ lớp lý luận chính trị" in wrong.content.decode()
    assert "Ngày cuối không được trước ngày đầu" in wrong.content.decode()
    assert browser.post("/chi-bo/dao-tao/ghi/", facts).status_code == 302
    course = Course.objects.get()
    home = f"/chi-bo/dao-tao/{course.pk}/"
    bad = browser.post(home + "hoc-vien/", {"cards": "12.345678\n12.000009"})
    assert "Dòng 2, “12.000009”" in bad.content.decode()
    assert not Attended.objects.exists()
    assert browser.post(home + "hoc-vien/", {"cards": "12.345678\n\n12000001\n"}).status_code == 302
    row = Attended.objects.get(member=cast.members["an"])
    assert browser.post(f"{home}hoc-vien/{row.pk}/", {"on": "30/09/2026", "number": "7"}).status_code == 302
    assert "7, 30/09/2026" in browser.get(home).content.decode()
    assert browser.post(home + "danh-sach.pdf", {"reason": "above"}).content[:5] == b"%PDF-"
    assert "<b>1</b> lớp" in browser.get("/chi-bo/dao-tao/").content.decode()


@pytest.mark.parametrize("login", ["buong", "ubnd"])
def test_planning_is_for_the_partys_offices(at, login):
    for address in ("/chi-bo/quy-hoach/", "/chi-bo/dao-tao/", "/chi-bo/quy-hoach/them/"):
        assert at(login).get(address).status_code == 403


def test_what_is_anothers_does_not_exist(cast, at, head, post):
    course = open_course(cast.units["upper"].pk, head, COURSE, today=TODAY)
    planned(cast, head, post, "an")
    row = Candidate.objects.get().pk
    for address in (
        f"/chi-bo/quy-hoach/{post.pk}/dua-vao/", f"/chi-bo/quy-hoach/dua-ra/{row}/", f"/chi-bo/dao-tao/{course.pk}/",
        f"/chi-bo/dao-tao/{course.pk}/hoc-vien/", f"/chi-bo/dao-tao/{course.pk}/danh-sach.pdf",
    ):  # fmt: skip
        assert at("khac").get(address).status_code == 404
    assert at("nhung").get(f"/chi-bo/quy-hoach/{post.pk}/dua-vao/").status_code == 403


def test_the_cost_of_the_pages_is_fixed(cast, at, head, post, django_assert_num_queries):
    browser = at("chanh")
    browser.get("/chi-bo/quy-hoach/")
    planned(cast, head, post, "an", "dang")
    with django_assert_num_queries(9):
        browser.get("/chi-bo/quy-hoach/")
    open_course(cast.units["upper"].pk, head, COURSE, today=TODAY)
    with django_assert_num_queries(6):
        browser.get("/chi-bo/dao-tao/")
