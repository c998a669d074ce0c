"""Four goods by hand: when a content and a unit are good, the year of a unit step by step, who sees and acts, the figures."""

from datetime import date
from decimal import Decimal
from itertools import product

import pytest
from django.urls import reverse

from soxa.desk.tests.signing_in import queries, words
from soxa.desk.waiting_goods import goods
from soxa.kernel.access import Actor
from soxa.kernel.figures import Moment, find, read, row_filter
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.law.periods import Period
from soxa.meetings.goods import flow, lists
from soxa.meetings.goods.catalogue import ensure_frameworks
from soxa.meetings.goods.models import FourGoods, Framework
from soxa.meetings.goods.rules import PASS, POINTS, all_good, content_good
from soxa.meetings.quality.catalogue import ensure_sheets
from soxa.meetings.tests.test_quality_board import scored
from soxa.meetings.tests.test_quality_figures import met
from soxa.org.roles import CELL_SECRETARY

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
GOOD, SHORT = ("27", "18", "22.5", "22.5"), ("26.9", "20", "25", "25")


@pytest.mark.parametrize(
    ("mark", "most", "way", "good"),
    [("27", 30, POINTS, True), ("26.9", 30, POINTS, False), ("22.5", 25, POINTS, True), ("22.4", 25, POINTS, False),
     ("1", 30, PASS, True), ("0", 30, PASS, False)],
)  # fmt: skip
def test_a_content_at_its_bound(mark, most, way, good):
    assert content_good(Decimal(mark), Decimal(most), way, 90) is good


def test_all_four_or_their_sum():
    """26.9 of 30 is short by itself; with 20 + 25 + 25 the sum is 96.9 of 100."""
    marks = list(zip(map(Decimal, SHORT), map(Decimal, (30, 20, 25, 25)), strict=True))
    assert all_good(marks, POINTS, 90, each=True) is False
    assert all_good(marks, POINTS, 90, each=False) is True
    failed = [(Decimal(1), Decimal(1))] * 3 + [(Decimal(0), Decimal(1))]
    assert all_good(failed, PASS, 90, each=False) is False


@pytest.fixture
def cell(cast):
    ensure_frameworks()
    return cast.units["ben_da"]


def marks(given=GOOD, on=date(2026, 11, 10), remark=""):
    return {"on": on, "marks": {number: (Decimal(one), remark) for number, one in enumerate(given, start=1)}}


def secretary(cast):
    account = cast.accounts["buong"]
    return Actor(account.full_name(), "", cast.units["ben_da"].pk, account.pk, CELL_SECRETARY)


def begun(cell, actor, given=GOOD):
    return flow.assess(cell.pk, 2026, marks(given), actor, today=TODAY)


def test_a_year_step_by_step(cell, cast, head):
    case = begun(cell, secretary(cast))
    assert (case.self_good, case.state) == (True, FourGoods.SELF)
    flow.take("assess", case, secretary(cast), marks(SHORT))
    assert case.self_good is False
    flow.take("appraise", case, head, marks(GOOD, date(2026, 11, 15)))
    assert (case.appraised_good, case.appraised_on) == (True, date(2026, 11, 15))
    flow.take("decide", case, head, {"on": date(2026, 11, 15), "good": True, "paper": "QĐ 1"})
    assert (case.good, case.decision) == (True, "QĐ 1")
    flow.take("reopen", case, head, {"on": TODAY, "why": "khiếu nại"})
    assert (case.good, case.decided_on, case.appraised_on, case.appraised_marks) == (None, None, None, {})
    told = Entry.objects.filter(flow="four_goods").order_by("id")
    assert [one.step for one in told] == ["start", "assess", "appraise", "decide", "reopen"]
    assert not any("marks" in one.facts or "why" in one.facts for one in told)


# from where, by whom, which step: what is not here is refused
LIFE = {
    ("self", "assess", "buong"), ("self", "assess", "chanh"), ("self", "appraise", "chanh"),
    ("appraised", "decide", "chanh"), ("appraised", "reopen", "chanh"), ("decided", "reopen", "chanh"),
}  # fmt: skip


def test_the_whole_life(cell, cast, head):
    actors = {"buong": secretary(cast), "chanh": head}
    for state, (name, step), who in product(
        ("self", "appraised", "decided"), flow.FLOW.steps.items(), actors
    ):
        case = FourGoods(unit=cell, year=2026, state=state)
        allowed = (state, name, who) in LIFE
        assert (step.refusal(case, actors[who]) == "") is allowed, (state, name, who)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (marks(("31", "18", "22", "22")), "Nội dung 1: điểm từ 0 đến 30"),
        (marks(("27", "18", "22")), "Khung đánh giá vừa đổi"),
        (marks(on=date(2026, 11, 21)), "từ đầu năm 2026 đến hôm nay 20/11/2026"),
        (marks(on=date(2025, 12, 31)), "từ đầu năm 2026 đến hôm nay 20/11/2026"),
    ],
)
def test_what_cannot_be_said(cell, cast, facts, said):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=said):
        flow.assess(cell.pk, 2026, facts, secretary(cast), today=TODAY)
    assert (FourGoods.objects.count(), Entry.objects.count()) == (0, before)


def test_twice_and_out_of_order(cell, cast, head):
    case = begun(cell, secretary(cast), SHORT)
    with pytest.raises(Refused, match="đã tự đánh giá rồi"):
        begun(cell, secretary(cast))
    with pytest.raises(Refused, match="không trước ngày tự đánh giá 10/11/2026"):
        flow.take("appraise", case, head, marks(on=date(2026, 11, 9)))
    flow.take("appraise", case, head, marks(SHORT))
    with pytest.raises(Refused, match="không công nhận bốn tốt được"):
        flow.take("decide", case, head, {"on": TODAY, "good": True, "paper": "QĐ"})
    flow.take("decide", case, head, {"on": TODAY, "good": False, "paper": "QĐ"})
    assert case.good is False


def test_a_commune_is_not_assessed(cell, cast, head):
    with pytest.raises(Refused, match="không đánh giá bốn tốt"):
        flow.assess(cast.units["upper"].pk, 2026, marks(), head, today=TODAY)


def facts_of(since, **more):
    contents = (("Một", Decimal(40)), ("Hai", Decimal(20)), ("Ba", Decimal(20)), ("Bốn", Decimal(20)))
    return {
        "since": since,
        "way": POINTS,
        "share": 80,
        "each": True,
        "paper": "HD 1",
        "contents": contents,
        **more,
    }


def test_a_new_framework_leaves_what_was_assessed(cell, cast, head):
    case, upper = begun(cell, secretary(cast)), cast.units["upper"].pk
    made = flow.new_framework(upper, "cell", facts_of(date(2026, 12, 31)), head, today=TODAY)
    assert flow.framework_of(cell.pk, 2026) == made
    assert flow.framework_of(cell.pk, 2025).unit_id is None
    assert case.framework.unit_id is None
    with pytest.raises(Refused, match="phải từ một ngày sau"):
        flow.new_framework(upper, "cell", facts_of(date(2026, 12, 31)), head, today=TODAY)
    with pytest.raises(Refused, match="không làm được"):
        flow.new_framework(upper, "cell", facts_of(date(2027, 1, 1)), secretary(cast), today=TODAY)
    assert Framework.objects.filter(unit_id=upper).count() == 1


def told(code, cut, unit):
    moment = Moment.over(Period.parse("2026"), cut=cut)
    reading = read(find(code), moment, unit.pk)
    assert row_filter(find(code), moment, unit.pk).count() == reading.part
    return reading.part, reading.whole


def test_figures_by_day(cell, cast, head):
    """Bến Đá says good on the 10th and is recognised on the 15th; the school says less on the 12th."""
    case = begun(cell, head)
    flow.assess(cast.units["school"].pk, 2026, marks(SHORT, date(2026, 11, 12)), head, today=TODAY)
    flow.take("appraise", case, head, marks(on=date(2026, 11, 14)))
    flow.take("decide", case, head, {"on": date(2026, 11, 15), "good": True, "paper": "QĐ"})
    upper = cast.units["upper"]
    assert told("meetings.four_goods_self", date(2026, 11, 9), upper) == (0, 0)
    assert told("meetings.four_goods_self", date(2026, 11, 11), upper) == (1, 1)
    assert told("meetings.four_goods_self", TODAY, upper) == (1, 2)
    assert told("meetings.four_goods", date(2026, 11, 14), upper) == (0, 0)
    assert told("meetings.four_goods", date(2026, 11, 15), upper) == (1, 1)


def test_its_pages(cell, cast, at):
    client = at("buong")
    home = reverse("four_goods_unit", args=["99801.01"])
    assert client.get(reverse("four_goods")).url == home
    assert "Năm này chưa tự đánh giá" in words(client.get(home))
    step = reverse("four_goods_step", args=["99801.01", 2026, "tu-danh-gia"])
    sent = {
        "on": "10/11/2026",
        "m1": "27",
        "m2": "18",
        "m3": "22,5",
        "m4": "23",
        "r2": "11/11 buổi đúng ngày",
    }
    wrong = client.post(step, {**sent, "m1": "31"})
    assert (wrong.status_code, "Nhiều nhất 30 điểm." in words(wrong)) == (422, True)
    assert client.post(step, sent).status_code == 302
    shown = words(client.get(home))
    for said in ("Tự đánh giá 27 (tốt) · thẩm định – · tối đa 30", "11/11 buổi đúng ngày", "Chờ thẩm định"):
        assert said in shown
    appraise = reverse("four_goods_step", args=["99801.01", 2026, "tham-dinh"])
    assert client.get(appraise).status_code == 403
    office = at("chanh")
    assert "Tự nhận" not in words(office.get(home)) and "Thẩm định" in words(office.get(home))
    assert office.post(appraise, {**sent, "on": "12/11/2026"}).status_code == 302
    decide = reverse("four_goods_step", args=["99801.01", 2026, "quyet-dinh"])
    assert "Thẩm định ngày 12/11/2026: tốt." in words(office.get(decide))
    assert office.post(decide, {"on": "15/11/2026", "good": "1", "paper": "QĐ 9"}).status_code == 302
    assert "Bến Đá Bốn tốt tốt tốt" in words(office.get(reverse("four_goods")))
    assert office.get(decide).status_code == 409
    reopen = reverse("four_goods_step", args=["99801.01", 2026, "mo-lai"])
    assert "quyết định đang ghi sẽ thôi hiệu lực" in words(office.get(reopen))


def test_the_content_on_meetings_is_fed_by_their_scores(cell, cast, at):
    """Means of 88 and 84.5 are 86.25 of 100; of 20 points that is 17.25, to one decimal 17.3."""
    ensure_sheets()
    for month, total in ((9, "88"), (10, "84.5")):
        scored(met(cell, month), "self", total, "fair")
    found = lists.proposed(cell.pk, 2026, flow.framework_of(cell.pk, 2026), TODAY)
    assert found == (Decimal("17.3"), "Bình quân 2 buổi đã chấm: 86,25/100 điểm → 17,3")
    assert lists.proposed(cell.pk, 2025, flow.framework_of(cell.pk, 2025), TODAY) is None
    shown = at("buong").get(reverse("four_goods_step", args=["99801.01", 2026, "tu-danh-gia"]))
    assert 'value="17,3"' in shown.content.decode()
    assert "Bình quân 2 buổi đã chấm" in words(shown)


@pytest.mark.parametrize(
    ("login", "status"), [("chanh", 200), ("nhung", 200), ("khac", 404), ("ubnd", 403), ("la", 403)]
)
def test_who_sees_a_unit(cell, at, login, status):
    assert at(login).get(reverse("four_goods_unit", args=["99801.01"])).status_code == status
    assert at(login).get(reverse("four_goods_unit", args=["99801"])).status_code in (403, 404)


def test_the_board_asks_as_much_of_more_cells(cell, cast, at, head):
    client = at("chanh")
    before = queries(client, reverse("four_goods"))
    begun(cell, head)
    flow.assess(cast.units["school"].pk, 2026, marks(SHORT), head, today=TODAY)
    assert queries(client, reverse("four_goods")) == before
    for ending in ("pdf", "docx", "xlsx"):
        assert client.get(reverse("four_goods_file", args=[ending])).status_code == 200


def waits(cast, login, on):
    return [(one.title, one.detail, one.words) for one in goods(cast.accounts[login], on)]


@pytest.mark.parametrize(
    ("on", "asked"),
    [(date(2026, 10, 31), []), (date(2026, 11, 1), [(2026, "Trong năm 2026")]), (date(2027, 1, 1), [(2026, "Năm đã hết")]),
     (date(2027, 3, 31), [(2026, "Năm đã hết")]), (date(2027, 4, 1), [])],
)  # fmt: skip
def test_when_a_cell_is_asked(cell, cast, head, on, asked):
    found = [(f"Tự đánh giá bốn tốt năm {year}", "Chi bộ thôn Bến Đá", said) for year, said in asked]
    assert waits(cast, "buong", on) == found
    begun(cell, head)
    assert waits(cast, "buong", on) == []


def test_a_commune_asks_later(cell, cast, head):
    put(flow.ASKED_FROM, 12, since=date(2026, 1, 1), actor=head, unit_id=cast.units["upper"].pk)
    assert waits(cast, "buong", TODAY) == []
    assert len(waits(cast, "buong", date(2026, 12, 1))) == 1
    assert flow.ASKED_FROM.check(13) and flow.ASKED_FROM.check(0) and not flow.ASKED_FROM.check("12")


def test_what_waits_for_the_office(cell, cast, head, at):
    """One line a stage; the silent ones only when the year is over, until the end of March."""
    assert waits(cast, "chanh", TODAY) == waits(cast, "nhung", date(2027, 1, 1)) == []
    (late,) = waits(cast, "chanh", date(2027, 3, 31))
    assert late[::2] == ("2 tổ chức chưa tự đánh giá bốn tốt năm 2026", "Năm đã hết")
    assert waits(cast, "chanh", date(2027, 4, 1)) == []
    case, school = begun(cell, head), cast.units["school"]
    flow.assess(school.pk, 2026, marks(), head, today=TODAY)
    assert waits(cast, "chanh", TODAY) == [
        ("2 tổ chức chờ thẩm định bốn tốt năm 2026", "Đã tự đánh giá.", "Không có hạn")
    ]
    flow.take("appraise", case, head, marks(on=date(2026, 11, 15)))
    assert [one[0] for one in waits(cast, "chanh", TODAY)] == [
        "1 tổ chức chờ thẩm định bốn tốt năm 2026", "1 tổ chức chờ quyết định bốn tốt năm 2026",
    ]  # fmt: skip
    (line,) = [one for one in goods(cast.accounts["chanh"], TODAY) if "quyết định" in one.title]
    shown = words(at("chanh").get(line.address))
    assert "Bến Đá Chờ quyết định" in shown and "Chờ thẩm định (1)" in shown
    assert school.code not in at("chanh").get(line.address).content.decode().split("<table")[1]


def test_frameworks_are_shown_and_changed(cell, cast, at):
    client = at("chanh")
    assert "chưa xác nhận" in words(client.get(reverse("four_goods_frameworks")))
    address = reverse("four_goods_framework_new", args=["chi-bo"])
    sent = {"since": "01/01/2027", "way": PASS, "share": "90", "each": "on", "paper": ""}
    sent |= {f"t{n}": f"Nội dung {n}" for n in range(1, 5)} | {f"m{n}": "25" for n in range(1, 5)}
    assert client.post(address, {**sent, "m4": ""}).status_code == 422
    assert client.post(address, {**sent, "m4": "0"}).status_code == 422
    assert client.post(address, sent).status_code == 302
    assert Framework.objects.get(unit=cast.units["upper"]).way == PASS
    assert at("buong").get(address).status_code == 403
