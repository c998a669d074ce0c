"""Reviews: written from the record, each number with its rows, words by people beside; frozen once issued."""

from datetime import date, timedelta

import pytest

from soxa.desk.tests.signing_in import markup
from soxa.documents.models import Document
from soxa.kernel.access import machine
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.steering.models import FrozenCount, PlannedValue, Resolution, Review, Shortcoming, Target
from soxa.steering.reviews import flow, issuing
from soxa.steering.reviews.record import counted_of, record_of
from soxa.steering.reviews.review_forms import period_of
from soxa.values.models import Measure, ReportedValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

TODAY = date(2026, 11, 20)


def commune():
    return tree().codes["99901"]


def text(symbol):
    return Resolution.objects.get(symbol=symbol)


def begun(symbol="05-NQ/ĐU", kind="h1", year=2026, unit=None):
    facts = {
        "kind": "half" if kind in ("h1", "h2") else kind,
        "period": period_of(kind, year),
        "about": text(symbol),
    }
    return issuing.begin(unit or commune(), facts, machine("test"), today=TODAY)


def issued(review, on=TODAY):
    issuing.take("issue", review, machine("test"), {"on": on, "signer": "", "paper": ""})
    return review


def told(review, on):
    return record_of(review, on)


def count(review, on, code):
    return len(counted_of(review, on).counts[code].rows)


def of_the_cell():
    """A draft of the cell's own plan: it has no table of targets."""
    return begun("03-KH/CB", unit=text("03-KH/CB").unit_id)


def test_the_demo_s_review_of_2025_stated_five_and_three_are_put_right(at):
    """As the demo commune tells it: the last review named five shortcomings, three are put right, two are left."""
    found = Review.objects.get(kind="year")
    assert (found.state, found.paper, found.shortcomings.count()) == ("issued", "12-BC/ĐU", 5)
    page = markup(at("tuyet.ngo").get("/nghi-quyet/han-che/"))
    assert "nêu <b>5</b>; đã khắc phục <b>3</b>, còn <b>2</b>." in page
    paper = markup(at("tuyet.ngo").get(f"/nghi-quyet/tong-ket/{found.pk}/"))
    assert "2. Hạn chế, khuyết điểm" in paper
    assert "V. Phương hướng" not in paper  # nobody wrote there: an issued paper has no empty heading


def test_the_next_review_carries_what_the_last_one_left(at):
    following = begun("01-NQ/ĐH", "h1", 2026)
    found = counted_of(following, date(2026, 6, 30)).counts
    counts = {
        code: len(found[code].rows) for code in ("before", "before_right", "before_left", "before_overdue")
    }
    assert counts == {"before": 5, "before_right": 3, "before_left": 2, "before_overdue": 0}
    # on the last day of October the product of OCOP is not late yet, the day after it is
    assert count(following, date(2026, 10, 31), "before_overdue") == 0
    assert count(following, date(2026, 11, 1), "before_overdue") == 1
    page = markup(at("tuyet.ngo").get(f"/nghi-quyet/tong-ket/{following.pk}/"))
    assert "Kỳ trước nêu" in page


def test_the_targets_of_a_half_year_are_those_of_its_assessment():
    """24 targets, 14 green, 5 yellow, 3 red, 2 not due: the half-year as the commune printed it."""
    found = told(begun(), date(2026, 6, 30))
    levels = (
        "targets",
        "targets_green",
        "targets_yellow",
        "targets_red",
        "targets_not_due",
        "targets_no_value",
    )
    assert [found.count(code) for code in levels] == [24, 14, 5, 3, 2, 0]
    poor = next(
        one for one in found.lines if one.title.startswith("Hộ nghèo") or "nghèo" in one.title.lower()
    )
    assert poor.cells[0].text.startswith("2,41%")
    assert poor.against_plan == "+0,21 điểm %"


def test_ten_years_of_one_resolution_stand_year_by_year():
    """18,4% poor in 2015, two points less each year to 2025: what a reader subtracts himself agrees."""
    decade = text("06-NQ/TU")
    reported = ReportedValue.objects.values("measure")
    measure = Measure.objects.filter(kind=Measure.SHARE).exclude(pk__in=reported).order_by("pk").first()
    target = Target.objects.create(
        unit_id=commune(), code=measure.code, title="Tỷ lệ hộ nghèo", higher=False, span="term", resolution=decade,
        since=date(2016, 1, 1), until=date(2026, 1, 1), baseline_met=1840, baseline_of=10000, baseline="18.4",
    )  # fmt: skip
    PlannedValue.objects.create(
        target=target, since=date(2016, 1, 1), until=date(2026, 1, 1), giver="province", value="3"
    )
    for step, year in enumerate(range(2016, 2026), start=1):
        met = 1840 - 150 * step
        ReportedValue.objects.create(
            measure=measure, unit_id=commune(), since=date(year, 1, 1), until=date(year + 1, 1, 1), sort="actual",
            value=f"{met / 100:.2f}", met=met, of=10000,
        )  # fmt: skip
    review = Review.objects.get(kind="ten")
    found = told(review, date(2025, 12, 31))
    (line,) = found.lines
    assert [one.key for one in found.periods] == [str(year) for year in range(2016, 2026)]
    assert [one.text for one in line.cells] == [
        "16,9%", "15,4%", "13,9%", "12,4%", "10,9%", "9,4%", "7,9%", "6,4%", "4,9%", "3,4%",
    ]  # fmt: skip
    assert (line.before.text, line.change) == ("18,4%", "−15 điểm %")


def test_words_are_kept_version_by_version_and_two_hands_do_not_lose_each_other(at):
    review, office = of_the_cell(), at("buong.luc")
    address = f"/nghi-quyet/tong-ket/{review.pk}/"
    assert office.post(address, {"p-strengths": "Thu ngân sách vượt", "v-strengths": "0"}).status_code == 302
    late = office.post(address, {"p-strengths": "Khác hẳn", "v-strengths": "0"})
    assert (late.status_code, "người khác đã sửa mục" in markup(late), "Khác hẳn" in markup(late)) == (
        422,
        True,
        True,
    )
    assert "Thu ngân sách vượt" in markup(office.get(address))
    assert office.post(address, {"p-nowhere": "x", "v-nowhere": "0"}).status_code == 422


def test_an_issued_review_stays_as_it_was_and_its_rows_too(at):
    review = issued(begun("01-NQ/ĐH", "h1", 2026), TODAY)
    assert Document.objects.get(pk=review.document_id).origin_kind == "review"
    kept = FrozenCount.objects.get(review=review, code="before_left")
    one = Shortcoming.objects.filter(until__gt=TODAY).order_by("pk").first()
    flow.take("report", one, machine("test"), {"on": TODAY, "words": "xong", "paper": "BB"})
    flow.take("confirm", one, machine("test"), {"on": TODAY, "found": ""})
    rows = markup(at("tuyet.ngo").get(f"/nghi-quyet/tong-ket/{review.pk}/dong/before-left/"))
    assert kept.count == 2
    assert ("<b>2</b> dòng" in rows, "các dòng như khi ban hành" in rows, one.content in rows) == (
        True,
        True,
        True,
    )
    assert "Kỳ trước nêu" in markup(at("tuyet.ngo").get(f"/nghi-quyet/tong-ket/{review.pk}/"))
    given = {"p-strengths": "muộn", "v-strengths": "0"}
    assert "không sửa được nữa" in markup(at("tuyet.ngo").post(f"/nghi-quyet/tong-ket/{review.pk}/", given))


def test_every_number_of_a_draft_opens_as_many_rows(at):
    review, office = begun("01-NQ/ĐH", "h1", 2026), at("tuyet.ngo")
    counts = counted_of(review, date(2026, 6, 30)).counts
    for code in ("tasks-given", "programmes", "targets-red", "before", "stated"):
        page = markup(office.get(f"/nghi-quyet/tong-ket/{review.pk}/dong/{code}/"))
        assert f"<b>{len(counts[code.replace('-', '_')].rows)}</b> dòng" in page, code
    assert office.get(f"/nghi-quyet/tong-ket/{review.pk}/dong/khong-co/").status_code == 404


@pytest.mark.parametrize(
    ("symbol", "kind", "year", "said"),
    [
        ("05-NQ/ĐU", "year", 2025, "Văn bản thực hiện từ ngày 09/01/2026; kỳ này hết trước ngày ấy."),
        ("05-NQ/ĐU", "year", 2027, "Kỳ này chưa bắt đầu."),
    ],
)
def test_a_period_that_does_not_fit_is_told(symbol, kind, year, said):
    with pytest.raises(Refused, match=said):
        begun(symbol, kind, year)


def test_a_period_has_one_review():
    first = of_the_cell()
    with pytest.raises(Refused, match="đã có bản"):
        of_the_cell()
    issued(first)
    with pytest.raises(Refused, match="đã có bản"):
        of_the_cell()
    issuing.take("withdraw", first, machine("test"), {"reason": "sai số"})
    of_the_cell()


def test_a_review_is_not_issued_before_its_period_begins():
    review = begun("03-KH/CB", "h2", 2026, unit=text("03-KH/CB").unit_id)
    with pytest.raises(Refused, match="không ban hành trước ngày ấy"):
        issued(review, date(2026, 6, 30))
    issued(review, TODAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("who", "status"), [("tuyet.ngo", 200), ("thuan.dang", 200), ("diep.cao", 200), ("buong.luc", 403), ("nhung.tran", 403)]
)  # fmt: skip
def test_who_issues_the_commune_s_review(at, who, status):
    assert at(who).get(f"/nghi-quyet/tong-ket/{begun().pk}/ban-hanh/").status_code == status


def test_another_cell_s_review_does_not_exist(at):
    plan = Resolution.objects.create(
        unit_id=tree().codes["99901.15"], kind="plan", title="Khác", issuer="Chi bộ khác", adopted_on=date(2026, 2, 1),
        since=date(2026, 2, 1),
    )  # fmt: skip
    facts = {"kind": "half", "period": period_of("h1", 2026), "about": plan}
    review = issuing.begin(plan.unit_id, facts, machine("test"), today=TODAY)
    assert at("buong.luc").get(f"/nghi-quyet/tong-ket/{review.pk}/").status_code == 404
    assert at("buong.luc").get(f"/nghi-quyet/tong-ket/{review.pk}/dong/stated/").status_code == 404


def test_a_cell_reviews_its_own_plan(at):
    key = text("03-KH/CB").pk
    answer = at("buong.luc").post(f"/nghi-quyet/tong-ket/lap/?van-ban={key}", {"kind": "h1", "year": "2026"})
    assert answer.status_code == 302
    page = markup(at("buong.luc").get(answer["Location"]))
    assert "Kết quả nhiệm vụ 1" in page
    for ending in ("pdf", "docx"):
        assert at("buong.luc").get(f"{answer['Location']}tep/{ending}/").status_code == 200


def test_what_this_period_stated_and_what_was_not_issued_is_not_of_the_last(at):
    following = begun("01-NQ/ĐH", "h1", 2026)
    facts = {"content": "Nêu trong kỳ", "cause": "", "remedy": "Làm", "lead_unit": None, "person": None, "due_on": date(2026, 12, 1)}  # fmt: skip
    stated = {**facts, "since": date(2026, 5, 10), "review": None, "paper": "Thông báo 5"}
    flow.state(commune(), stated, machine("test"), today=TODAY)
    draft = begun("01-NQ/ĐH", "h2", 2025)
    drafted = {**facts, "since": date(2025, 12, 20), "review": draft.pk, "paper": ""}
    flow.state(commune(), drafted, machine("test"), today=TODAY)
    assert count(following, date(2026, 6, 30), "before") == 5
    before = {**stated, "since": date(2025, 12, 31)}
    flow.state(commune(), before, machine("test"), today=TODAY)
    assert count(following, date(2026, 6, 30), "before") == 6


def test_a_signer_who_was_not_in_office_on_the_day_is_told():
    review = begun()
    with pytest.raises(Refused, match="chưa giữ chức vụ"):
        issuing.take("issue", review, machine("test"), {"on": TODAY, "signer": "Ai Đó", "paper": ""})
