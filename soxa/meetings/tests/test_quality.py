"""The quality of a meeting by hand: what the book proposes, who scores, both sides beside each other, corrections, sheets."""

from datetime import date, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import words
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.meetings import flow as meetings
from soxa.meetings import lists
from soxa.meetings.models import Meeting, Presence
from soxa.meetings.quality import flow
from soxa.meetings.quality.catalogue import ensure_sheets
from soxa.meetings.quality.filling import proposals
from soxa.meetings.quality.models import Score, ScoreSheet
from soxa.meetings.quality.rules import AVERAGE, FAIR, GOOD, POOR, level_of, mean_of, points_of
from soxa.meetings.tests.conftest import AGENDA, DAY, closing, laid_out
from soxa.org.models import Office
from soxa.org.roles import CELL_SECRETARY, COMMITTEE_MEMBER
from soxa.party.tests.conftest import head_of
from soxa.samples.demo_fixture import settle, standing

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
BOUNDS = (Decimal(90), Decimal(70), Decimal(50))


@pytest.mark.parametrize(
    ("total", "level"),
    [("100", GOOD), ("90", GOOD), ("89.9", FAIR), ("70", FAIR), ("69.9", AVERAGE), ("50", AVERAGE), ("49.9", POOR), ("0", POOR)],
)  # fmt: skip
def test_levels_at_their_bounds(total, level):
    assert level_of(Decimal(total), BOUNDS) == level


@pytest.mark.parametrize(
    ("came", "of", "points"),
    [(27, 30, "9.0"), (4, 5, "8.0"), (30, 30, "10.0"), (2, 3, "6.7"), (1, 3, "3.3"), (29, 40, "7.3"), (5, 4, "10.0")],
)  # fmt: skip
def test_points_are_in_proportion_to_one_decimal_half_up(came, of, points):
    assert points_of(Decimal(10), Fraction(came, of)) == Decimal(points)


def test_a_year_is_the_mean_of_its_months():
    assert mean_of([Decimal(90), Decimal(85), Decimal(80)]) == Decimal("85.00")
    assert mean_of([Decimal("90.5"), Decimal(80), Decimal(80)]) == Decimal("83.50")
    assert mean_of([]) is None


@pytest.fixture(scope="module")
def standing_meeting(standing_cast, django_db_blocker):
    with standing(django_db_blocker):
        ensure_sheets()
        head = head_of(standing_cast)
        meeting = met(laid_out(standing_cast, head), head)
        settle()
        yield meeting.pk


@pytest.fixture
def held(standing_meeting, cast):
    """Bến Đá's meeting of 3 November: 91 minutes, four of five came, one of two points concluded, told the day before without papers."""
    return Meeting.objects.get(pk=standing_meeting)


def met(due, head):
    told = {
        "planned_on": DAY,
        "planned_at": time(19, 30),
        "place": "",
        "why": "",
        "theme": "",
        "agenda": AGENDA,
    }
    meetings.take("convene", due, head, {**told, "papers": False, "on": date(2026, 11, 2)})
    meetings.take("open", due, head, {"on": DAY, "began_at": time(19, 30), "place": "", "agenda": AGENDA})
    people = [one.person_id for one in lists.roll_of(due, DAY)]
    meetings.call_roll(due, dict.fromkeys(people, Presence.PRESENT) | {people[0]: Presence.EXCUSED}, head)
    meetings.take("close", due, head, closing(people[1], ended_at=time(21, 1)))
    return due


@pytest.fixture
def follower(cast, held):
    """Người theo follows Bến Đá since July and has an account."""
    cast.office("theo", COMMITTEE_MEMBER.code, "ben_da", "Đảng ủy viên theo dõi chi bộ")
    row = Office.objects.get(person__full_name="Người theo")
    row.code, row.since = "cell_follower", date(2026, 7, 1)
    row.save()
    return cast.accounts["theo"]


def as_actor(account, title, unit, role):
    return Actor(account.full_name(), title, unit.pk, account.pk, role)


def given(*points, on=DAY, notes=()):
    """Points in order of the criteria; what the book proposed is what the record says."""
    says = dict(notes)
    proposed = {1: Decimal("8.0"), 2: Decimal("13.3"), 3: Decimal("15.0"), 4: None, 5: Decimal("20.0")}
    told = {
        number: (Decimal(one), proposed[number], says.get(number, ""))
        for number, one in enumerate(points, start=1)
    }
    return flow.Given(points=told, on=on)


AS_PROPOSED = ("8.0", "13.3", "15.0", "18", "20.0")


def test_what_the_book_proposes(held):
    """4 of 5 came: 8 of 10. Told before, on its day, no papers: 2 of 3 of 20 = 13.3. 1 of 2 points concluded: 15 of 30."""
    sheet = flow.sheet_of(held)
    found = proposals(held, list(sheet.criteria.all()), TODAY)
    assert {number: one.points for number, one in found.items()} == {
        1: Decimal("8.0"), 2: Decimal("13.3"), 3: Decimal("15.0"), 4: None, 5: Decimal("20.0"),
    }  # fmt: skip
    assert found[1].why == ("Có mặt 4/5 (80%)",)
    assert found[2].why == (
        "Báo nội dung trước ngày họp",
        "Họp đúng ngày đã định",
        "Không thấy gửi tài liệu trước",
    )
    assert found[3].why == ("1/2 nội dung có kết luận",)
    assert found[5].why == ("Họp 91 phút", "Có chủ trì, thư ký", "Đã gửi kết quả")


def test_minutes_at_the_bound(held):
    criteria = list(flow.sheet_of(held).criteria.all())
    held.minutes = 90
    assert proposals(held, criteria, TODAY)[5].points == Decimal("20.0")
    held.minutes = 89
    short = proposals(held, criteria, TODAY)[5]
    assert short.points == Decimal("13.3")
    assert short.why[0] == "Họp 89 phút, quy định 90 phút"


def test_papers_the_day_before_are_in_time_those_of_the_day_are_not(held):
    criteria = list(flow.sheet_of(held).criteria.all())
    held.papers_on = date(2026, 11, 2)
    assert proposals(held, criteria, TODAY)[2].points == Decimal("20.0")
    held.papers_on = DAY
    assert proposals(held, criteria, TODAY)[2].points == Decimal("13.3")


def test_speakers_of_those_who_came(held):
    """One of four spoke: a quarter, of the 30 % that is full, is 25/30 of 20 = 16.7; a second makes it full."""
    criteria = list(flow.sheet_of(held).criteria.all())
    held.opinions.create(number=1, name="Bùi Văn An", text="Đồng ý")
    held.opinions.create(number=2, name="Bùi Văn An", text="Thêm một ý")
    assert proposals(held, criteria, TODAY)[4].points == Decimal("16.7")
    held.opinions.create(number=3, name="Lò Văn Ấn", text="Nhất trí")
    assert proposals(held, criteria, TODAY)[4].points == Decimal("20.0")


def test_the_cell_and_its_follower_beside_each_other(held, head, follower, cast):
    own = flow.score(held, Score.SELF, given(*AS_PROPOSED), head, today=TODAY)
    assert (own.total, own.level) == (Decimal("74.3"), FAIR)
    theo = as_actor(follower, "", cast.units["ben_da"], COMMITTEE_MEMBER)
    notes = {2: "gửi tài liệu bằng giấy", 3: "kết luận miệng"}
    other = flow.score(
        held, Score.FOLLOWER, given("8.0", "18", "28", "17", "20.0", on=date(2026, 11, 10), notes=notes), theo, today=TODAY
    )  # fmt: skip
    assert (other.total, other.level) == (Decimal("91"), GOOD)
    own.refresh_from_db()
    assert (own.since, own.until) == (DAY, date(2026, 11, 10))
    assert other.until.year == 9999
    told = [one.facts for one in Entry.objects.filter(flow="meeting", step__startswith="score_")]
    assert told == [{"total": "74.3", "grade": FAIR}, {"total": "91.0", "grade": GOOD}]


def test_the_cell_s_own_score_may_be_the_one_that_decides(held, head, follower, cast):
    put(flow.WHOSE, Score.SELF, since=date(2026, 1, 1), actor=head)
    theo = as_actor(follower, "", cast.units["ben_da"], COMMITTEE_MEMBER)
    flow.score(held, Score.FOLLOWER, given(*AS_PROPOSED), theo, today=TODAY)
    own = flow.score(held, Score.SELF, given(*AS_PROPOSED, on=date(2026, 11, 5)), head, today=TODAY)
    other = Score.objects.get(side=Score.FOLLOWER)
    assert (own.until.year, other.until) == (9999, date(2026, 11, 5))


@pytest.mark.parametrize(
    ("points", "more", "said"),
    [
        (("11", *AS_PROPOSED[1:]), {"notes": {1: "đông"}}, "Tiêu chí 1: điểm từ 0 đến 10"),
        (("7", *AS_PROPOSED[1:]), {}, "Tiêu chí 1: cho điểm khác sổ đề xuất thì ghi vì sao"),
        (AS_PROPOSED[:4], {}, "Phiếu chấm điểm vừa đổi"),
        (AS_PROPOSED, {"on": date(2026, 11, 2)}, "Ngày chấm từ ngày họp 03/11/2026 đến hôm nay 20/11/2026"),
        (AS_PROPOSED, {"on": date(2026, 11, 21)}, "Ngày chấm từ ngày họp 03/11/2026 đến hôm nay 20/11/2026"),
    ],
)
def test_a_score_that_cannot_be(held, head, points, more, said):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=said):
        flow.score(held, Score.SELF, given(*points, **more), head, today=TODAY)
    assert (Score.objects.count(), Entry.objects.count()) == (0, before)


def test_who_may_score(held, head, cast, follower):
    secretary = as_actor(cast.accounts["buong"], "", cast.units["ben_da"], CELL_SECRETARY)
    elsewhere = as_actor(follower, "", cast.units["school"], COMMITTEE_MEMBER)
    for actor, side, why in (
        (secretary, Score.FOLLOWER, "không làm được việc này"),
        (elsewhere, Score.FOLLOWER, "không được phân công"),
        (elsewhere, Score.SELF, "không làm được việc này"),
    ):
        with pytest.raises(Refused, match=why):
            flow.score(held, side, given(*AS_PROPOSED), actor, today=TODAY)
    assert flow.score(held, Score.SELF, given(*AS_PROPOSED), secretary, today=TODAY).pk
    # the office writes down what the follower scored on paper, of a cell that was followed on the day
    assert flow.score(held, Score.FOLLOWER, given(*AS_PROPOSED), head, today=TODAY).pk


def test_who_follows_only_since_the_day_after_does_not_score(held, head, cast, follower):
    row = Office.objects.get(person=follower.person_id, code="cell_follower")
    theo = as_actor(follower, "", cast.units["ben_da"], COMMITTEE_MEMBER)
    assert flow.objection(held, Score.FOLLOWER, theo, DAY, TODAY) == ""
    row.since = held.held_on + timedelta(days=1)
    row.save()
    assert "chưa có đồng chí được phân công" in flow.objection(held, Score.FOLLOWER, theo, DAY, TODAY)
    other = cast.members["au"].person
    seat = {"unit": row.unit, "title": row.title, "role": row.role, "code": row.code}
    Office(person=other, since=date(2026, 1, 1), **seat).save()
    assert "đồng chí chưa được phân công" in flow.objection(held, Score.FOLLOWER, theo, DAY, TODAY)


def test_nobody_writes_for_a_follower_where_there_was_none(held, head):
    with pytest.raises(Refused, match="chưa có đồng chí được phân công theo dõi"):
        flow.score(held, Score.FOLLOWER, given(*AS_PROPOSED), head, today=TODAY)


def test_a_meeting_that_was_not_held_is_not_scored(held, head, cast):
    other = Meeting.objects.get(unit=cast.units["school"])
    with pytest.raises(Refused, match="họp rồi mới chấm"):
        flow.score(other, Score.SELF, given(*AS_PROPOSED), head, today=TODAY)


def test_a_score_is_corrected_with_its_basis(held, head):
    first = flow.score(held, Score.SELF, given(*AS_PROPOSED), head, today=TODAY)
    better = given(*AS_PROPOSED[:3], "20", "20.0")
    with pytest.raises(Refused, match="căn cứ"):
        flow.score(held, Score.SELF, better, head, today=TODAY)
    flow.score(held, Score.SELF, better, head, today=TODAY, basis="Chi ủy xem lại")
    first.refresh_from_db()
    assert first.total == Decimal("76.3")
    assert Entry.objects.filter(flow="correction").count() == 1


def test_a_roll_mended_after_the_score_is_told_beside_it(held, head, at):
    """Four of five came when it was scored: 8 of 10; of these two stayed away: 4 of 10. The score is not touched, who scores is told."""
    flow.score(held, Score.SELF, given(*AS_PROPOSED), head, today=TODAY)
    client, address = at("buong"), reverse("meeting", args=[held.pk])
    assert "nay sổ đề xuất" not in words(client.get(address))
    here = held.presences.filter(answer=Presence.PRESENT).values_list("person_id", flat=True)[1:3]
    meetings.call_roll(held, dict.fromkeys(here, Presence.ABSENT), head, basis="Đối chiếu danh sách ký")
    shown = words(client.get(address))
    assert "Chi bộ tự chấm khi sổ đề xuất 8; nay sổ đề xuất 4" in shown
    assert "Số liệu buổi họp đã sửa sau khi chấm" in shown
    flow.score(held, Score.SELF, mended(given(*AS_PROPOSED)), head, today=TODAY, basis="Điểm danh đã sửa")
    assert "nay sổ đề xuất" not in words(client.get(address))


def mended(told):
    """The same, but for attendance as the book proposes it now."""
    return flow.Given(points={**told.points, 1: (Decimal("4.0"), Decimal("4.0"), "")}, on=told.on)


def version(since, most="100"):
    return flow.Version(
        kind="cell",
        since=since,
        paper="Hướng dẫn 05-HD/ĐU",
        bounds=BOUNDS,
        criteria=(("Chung", Decimal(most), ""),),
    )


def test_a_new_sheet_from_a_day_leaves_what_was_scored(held, head, cast):
    old = flow.score(held, Score.SELF, given(*AS_PROPOSED), head, today=TODAY)
    sheet = flow.new_version(cast.units["upper"].pk, version(DAY), head, today=TODAY)
    assert flow.sheet_of(held) == sheet
    held.held_on = date(2026, 11, 2)
    assert flow.sheet_of(held).unit_id is None
    old.refresh_from_db()
    assert old.sheet.criteria.count() == 5
    with pytest.raises(Refused, match="phải từ một ngày sau"):
        flow.new_version(cast.units["upper"].pk, version(DAY), head, today=TODAY)
    with pytest.raises(Refused, match="giảm dần"):
        flow.new_version(cast.units["upper"].pk, version(date(2026, 12, 1), "89.9"), head, today=TODAY)
    assert ScoreSheet.objects.filter(unit=cast.units["upper"]).count() == 1


def page(held, slug="tu-cham"):
    return reverse("meeting_score", args=[held.pk, slug])


@pytest.mark.parametrize(
    ("login", "slug", "status"),
    [
        ("chanh", "tu-cham", 200), ("buong", "tu-cham", 200), ("nhung", "tu-cham", 403), ("theo", "tu-cham", 403),
        ("theo", "theo-doi", 200), ("chanh", "theo-doi", 200), ("buong", "theo-doi", 403), ("khac", "theo-doi", 404),
        ("ubnd", "tu-cham", 403), ("la", "tu-cham", 403), ("chanh", "khac", 404),
    ],
)  # fmt: skip
def test_who_opens_the_sheet(held, follower, at, login, slug, status):
    assert at(login).get(page(held, slug)).status_code == status


def test_a_sheet_filled_and_sent_on_its_page(held, at, follower):
    client = at("buong")
    shown = words(client.get(page(held)))
    assert "Có mặt 4/5 (80%) → 8" in shown
    told = {"on": "03/11/2026", "p1": "8", "p2": "13,3", "p3": "15", "p4": "18.5", "p5": "20", "note": "Tốt"}
    assert client.post(page(held), told).status_code == 302
    client = at("theo")
    shown = words(client.get(page(held, "theo-doi")))
    assert "Chi bộ tự chấm: 18,5" in shown
    answer = client.post(page(held, "theo-doi"), {**told, "p1": "9", "n1": ""})
    assert answer.status_code == 422
    assert "Sổ đề xuất 8 điểm; cho điểm khác thì ghi vì sao." in words(answer)
    assert (
        client.post(page(held, "theo-doi"), {**told, "p1": "9", "n1": "Tôi có mặt, đủ người"}).status_code
        == 302
    )
    shown = words(client.get(reverse("meeting", args=[held.pk])))
    for said in ("Tổng điểm 74,8 75,8 +1", "8 9 +1", "Tôi có mặt, đủ người", "đồng chí theo dõi chấm"):
        assert said in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"p4": "mười"}, "Ghi điểm bằng số, ví dụ 8,5."), ({"p4": "21"}, "Nhiều nhất 20"), ({"p4": "1,25"}, "một chữ số")],
)  # fmt: skip
def test_points_that_are_none(held, at, wrong, said):
    told = {"on": "03/11/2026", "p1": "8", "p2": "13,3", "p3": "15", "p4": "18", "p5": "20"} | wrong
    answer = at("buong").post(page(held), told)
    assert answer.status_code == 422
    assert said in words(answer)
    assert not Score.objects.exists()


def test_a_correction_asks_its_basis_and_says_what_another_wrote(held, head, at):
    flow.score(held, Score.SELF, given(*AS_PROPOSED), head, today=TODAY)
    client = at("buong")
    told = {"on": "03/11/2026", "p1": "8", "p2": "13,3", "p3": "15", "p4": "20", "p5": "20"}
    assert client.post(page(held), told).status_code == 422
    assert client.post(page(held), {**told, "basis": "Chi ủy xem lại"}).status_code == 302
    assert Score.objects.get().total == Decimal("76.3")


def test_sheets_are_shown_and_changed(held, at, cast):
    client = at("chanh")
    assert "chưa xác nhận" in words(client.get(reverse("score_sheets")))
    told = {"since": "01/12/2026", "t0": "Dự họp", "m0": "40", "f0": "attendance", "t1": "Nội dung", "m1": "60",
            "good": "90", "fair": "70", "average": "50"}  # fmt: skip
    address = reverse("score_sheet_new", args=["thuong-ky"])
    assert client.post(address, {**told, "good": "101"}).status_code == 422
    assert client.post(address, {**told, "m1": ""}).status_code == 422
    assert client.post(address, told).status_code == 302
    made = ScoreSheet.objects.get(unit=cast.units["upper"])
    assert [(one.title, one.most, one.fills) for one in made.criteria.all()] == [
        ("Dự họp", Decimal("40.0"), "attendance"), ("Nội dung", Decimal("60.0"), ""),
    ]  # fmt: skip
    assert at("buong").get(address).status_code == 403
    assert "Dự họp" not in words(at("khac").get(reverse("score_sheets")))
