"""The table of an issued review: a year later each number opens the rows it was counted from, whatever became of them."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from soxa.desk.tests.signing_in import markup
from soxa.kernel import files
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, read, row_filter
from soxa.kernel.figures.row_sets import RowSet
from soxa.kernel.paper.model import Number
from soxa.kernel.units.tree import forget_tree, tree
from soxa.law.periods import Period
from soxa.samples.demo_fixture import standing
from soxa.steering.models import FrozenCell, FrozenCount, Resolution, Review
from soxa.steering.reviews import issuing
from soxa.steering.reviews.review_forms import period_of
from soxa.steering.works.models import CapitalPlan, Disbursement
from soxa.values.models import ReportedValue

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

TODAY = date(2026, 11, 20)


def begun(symbol="05-NQ/ĐU", kind="h1", year=2026):
    about = Resolution.objects.get(symbol=symbol)
    facts = {
        "kind": "half" if kind in ("h1", "h2") else kind,
        "period": period_of(kind, year),
        "about": about,
    }
    return issuing.begin(about.unit_id, facts, machine("test"), today=TODAY)


@pytest.fixture(scope="class")
def standing_review(demo_book, django_db_blocker):
    """The review of the half-year, issued."""
    with standing(django_db_blocker):
        made = begun()
        issuing.take("issue", made, machine("test"), {"on": TODAY, "signer": "", "paper": ""})
        yield made.pk


@pytest.fixture
def review(standing_review, db):
    forget_tree()
    return Review.objects.get(pk=standing_review)


def lines(review):
    """The numbers of the table by target, as the paper prints them."""
    paper, _told = issuing.paper_now(review, TODAY)
    found = {}
    for row in paper.appendices[0].blocks[0].rows:
        numbers = [run for cell in row for run in cell if isinstance(run, Number)]
        if numbers:
            found[row[1][0].text] = numbers
    return found


def the_number(review, code):
    (found,) = [
        one
        for numbers in lines(review).values()
        for one in numbers
        if one.code == code and one.href.endswith("-1/")
    ]
    return found


class TestIssued:
    """What was kept with the review when it was issued."""

    def test_every_number_of_the_table_is_kept_and_leads_to_what_was_kept(self, review):
        numbers = [one for found in lines(review).values() for one in found]
        places = {
            f"/nghi-quyet/tong-ket/{review.pk}/o/{one.place}/": one
            for one in FrozenCell.objects.filter(review=review)
        }
        assert numbers
        assert {one.href for one in numbers} == set(places)
        for one in numbers:
            kept = places[one.href]
            assert (kept.code, kept.text, kept.part_rows) == (one.code, one.text, one.fingerprint)

    def test_a_counted_number_opens_the_same_rows_after_they_changed(self, review, at):
        """14 admitted in the half-year, as the commune printed it; then one admission turns out to be of July."""
        number = the_number(review, "party.admitted")
        assert number.text == "14"
        office = at("tuyet.ngo")
        before = markup(office.get(number.href))
        assert "<b>14</b> dòng" in before and "đã sửa hoặc thay" not in before
        moment = Moment.over(Period.parse("2026-H1"), cut=date(2026, 6, 15))
        figure = FIGURES["party.admitted"]
        one = row_filter(figure, moment, tree().codes["99901"]).order_by("pk").first()
        setattr(one, figure.source.on, date(2026, 7, 2))
        one.save()
        assert read(figure, moment, tree().codes["99901"]).part == 13
        after = markup(office.get(number.href))
        assert '<span class="num">14</span>' in after
        assert "<b>14</b> dòng" in after
        assert after.count("<b>đã sửa hoặc thay</b>") == 1
        assert re.search(r"Sổ hôm nay:\s*<a[^>]*>13", after)
        assert the_number(review, "party.admitted").text == "14"

    def test_a_reported_number_opens_the_value_that_was_printed(self, review, at):
        number = the_number(review, "poverty.rate")
        assert number.text == "2,41% (ước)"
        old = ReportedValue.objects.get(
            measure__code="poverty.rate", unit_id=tree().codes["99901"], since=date(2026, 1, 1), until=date(2026, 7, 1), sort="estimate", replaced_by=None,
        )  # fmt: skip
        old.replaced_by = old
        old.save()
        old.replaced_by = ReportedValue.objects.create(
            measure=old.measure,
            unit_id=old.unit_id,
            since=old.since,
            until=old.until,
            sort="estimate",
            value="3.1",
        )
        old.save()
        page = markup(at("tuyet.ngo").get(number.href))
        assert '<span class="num">2,41% (ước)</span>' in page
        assert ">2,41%</td>" in page
        assert ">3,1%</td>" not in page
        assert re.search(r"Sổ hôm nay:\s*<a[^>]*>3,1%", page)
        assert page.count("<b>đã sửa hoặc thay</b>") == 1

    def test_what_works_were_paid_opens_the_capital_of_the_works(self, review, at):
        """54,43 %: 18.615 of 34.200 million đồng, the sum of the works' rows, not the percentage that was typed."""
        number = the_number(review, "budget.public_investment")
        assert number.text == "54,43%"
        kept = FrozenCell.objects.get(review=review, code="budget.public_investment", place__endswith="-1")
        rows = RowSet.read(files.fetch(kept.part_rows))
        assert rows.source == "works.capital_plans"
        plans = CapitalPlan.objects.filter(pk__in=list(rows.rows))
        paid = Disbursement.objects.filter(work__in=plans.values("work"), year=2026, on__lte=kept.on)
        assert sum(one.amount for one in plans) == 34_200 * 10**6
        assert sum(one.amount for one in paid) == 18_615 * 10**6
        assert "54,43%" in markup(at("tuyet.ngo").get(number.href))

    def test_a_reader_without_sight_of_the_rows_is_told_how_many_there_are(self, review, at):
        page = markup(at("buong.luc").get(the_number(review, "poverty.rate").href))
        assert "0 hiển thị, 1 ngoài phạm vi" in page
        assert "Sổ hôm nay" not in page

    def test_a_review_of_before_its_numbers_were_kept_says_that_they_open_the_book_of_today(self, review, at):
        office, address = at("tuyet.ngo"), f"/nghi-quyet/tong-ket/{review.pk}/"
        assert "trước khi sổ giữ dòng của từng số" not in markup(office.get(address))
        paper = json.loads(files.fetch(review.content))
        live = {one.code: one.href for found in lines(begun(kind="h2")).values() for one in found}
        for row in paper["paper"]["appendices"][0]["blocks"][0]["rows"]:
            for one in (run for cell in row for run in cell if run["is"] == "Number"):
                one |= {"fingerprint": "", "href": live.get(one["code"], "")}
        review.content = files.keep(json.dumps(paper).encode())
        review.save(update_fields=["content"])
        told = markup(office.get(address))
        assert "trước khi sổ giữ dòng của từng số" in told and 'href="/so-lieu/' in told

    def test_lost_rows_are_told_with_what_to_do(self, review, at):
        number = the_number(review, "party.admitted")
        count = FrozenCount.objects.get(review=review, code="targets")
        office, held = at("tuyet.ngo"), Path(settings.DATA_DIR) / "files"
        for digest, address, said in (
            (number.fingerprint, number.href, "đã in là 14"),
            (count.rows, f"/nghi-quyet/tong-ket/{review.pk}/dong/targets/", f"đã in là {count.count}"),
            (review.content, f"/nghi-quyet/tong-ket/{review.pk}/", "Bản nội dung"),
        ):
            place = held / digest[:2] / digest[2:]
            whole = place.read_bytes()
            try:
                place.write_bytes(b"x")
                answer = office.get(address)
                assert answer.status_code == 404
                assert said in markup(answer) and "không còn đúng như lúc giữ" in markup(answer)
            finally:
                place.write_bytes(whole)
            assert office.get(address).status_code == 200

    def test_a_place_that_is_none_and_a_draft_have_no_kept_rows(self, review, at):
        office = at("tuyet.ngo")
        assert office.get(f"/nghi-quyet/tong-ket/{review.pk}/o/99-1/").status_code == 404
        draft = begun(kind="h2")
        assert office.get(f"/nghi-quyet/tong-ket/{draft.pk}/o/1-1/").status_code == 404
        hrefs = {one.href for found in lines(draft).values() for one in found}
        assert all(one.startswith("/so-lieu/") for one in hrefs)


def test_a_number_of_a_draft_opens_its_figure_at_the_day_it_was_read():
    """The party's numbers of the half-year are cut off on 15 June: the door asks for that day and not for the 30th."""
    draft = begun()
    days = {
        one.href.partition("ngay=")[2]
        for found in lines(draft).values()
        for one in found
        if one.code.startswith("party.") and "ngay=" in one.href
    }
    assert days <= {"2026-06-15", "2025-12-31"}


def test_years_that_have_not_begun_have_no_column():
    about = Resolution.objects.get(symbol="01-NQ/ĐH")
    facts = {"kind": Review.FIVE, "period": period_of("five", 2030), "about": about}
    review = issuing.begin(about.unit_id, facts, machine("test"), today=TODAY)
    assert [one.key for one in issuing.record_of(review, TODAY).periods] == ["2026"]


def test_a_cell_s_secretary_issues_the_review_of_his_cell_under_its_own_number(at):
    review = begun("03-KH/CB")
    door = f"/nghi-quyet/tong-ket/{review.pk}/ban-hanh/"
    assert at("tuyet.ngo").get(door).status_code == 200  # the committee's office answers for the cells below
    assert at("nhung.tran").get(door).status_code == 403
    form = at("buong.luc").get(door)
    assert (form.status_code, "Lục Văn Bường" in markup(form)) == (200, True)
    answer = at("buong.luc").post(door, {"on": "20/11/2026", "signer": "Lục Văn Bường", "paper": ""})
    assert answer.status_code == 302
    review.refresh_from_db()
    assert (review.state, review.signer) == ("issued", "Lục Văn Bường")
    assert review.document.notation.endswith("-BC/CB")
    assert review.document.unit_id == review.unit_id
    paper, _told = issuing.paper_now(review, TODAY)
    assert paper.signature.name == "Lục Văn Bường"
    page = markup(at("buong.luc").get(f"/nghi-quyet/tong-ket/{review.pk}/"))
    assert f"{review.document.notation} trong sổ văn bản" in page


def test_a_cell_s_secretary_neither_issues_what_is_the_commune_s_nor_decides_its_assessment(at):
    assert at("buong.luc").get(f"/nghi-quyet/tong-ket/{begun().pk}/ban-hanh/").status_code == 403


def test_who_begins_a_review_chooses_of_his_unit_s_own_texts(at):
    secretary = at("buong.luc")
    asked = markup(secretary.get("/nghi-quyet/tong-ket/lap/?don-vi=99901.14"))
    plan = Resolution.objects.get(symbol="03-KH/CB")
    assert f'value="van-ban:{plan.pk}"' in asked
    assert f'value="van-ban:{Resolution.objects.get(symbol="05-NQ/ĐU").pk}"' not in asked
    answer = secretary.post("/nghi-quyet/tong-ket/lap/?don-vi=99901.14", {"about": f"van-ban:{plan.pk}"})
    assert (answer.status_code, answer["Location"]) == (302, f"/nghi-quyet/tong-ket/lap/?van-ban={plan.pk}")
    assert secretary.get(answer["Location"]).status_code == 200
    bad = secretary.post("/nghi-quyet/tong-ket/lap/?don-vi=99901.14", {"about": "van-ban:1:2"})
    assert bad.status_code == 422
    assert (
        secretary.get("/nghi-quyet/tong-ket/lap/").status_code == 403
    )  # the commune's own are not his to write
    assert "Lập bản sơ kết, tổng kết" in markup(secretary.get("/nghi-quyet/tong-ket/?don-vi=99901.14"))
    assert "Lập bản sơ kết, tổng kết</a>" not in markup(secretary.get("/nghi-quyet/tong-ket/"))
    assert at("nhung.tran").get("/nghi-quyet/tong-ket/lap/").status_code == 403


def test_the_usual_signer_stands_first_in_the_form(at):
    form = markup(at("tuyet.ngo").get(f"/nghi-quyet/tong-ket/{begun().pk}/ban-hanh/"))
    assert re.search(r'<option value="Đặng Hữu Thuần"[^>]*selected', form)
    assert "giữ nguyên, dù sổ có thay đổi" in form


def test_a_row_of_the_text_changed_since_is_marked_and_told_as_of_then(at):
    """Five stated in the review of 2025, three put right since: on issue none was; then one is written anew."""
    first = Review.objects.get(kind="year")
    address = f"/nghi-quyet/tong-ket/{first.pk}/dong/stated/"
    before = markup(at("tuyet.ngo").get(address))
    assert "<b>5</b> dòng" in before
    assert "đã khắc phục ngày" not in before
    assert "đã sửa sau khi ban hành" not in before
    one = first.shortcomings.order_by("pk").last()
    one.content = "Viết lại cho nhẹ đi"
    one.save()
    after = markup(at("tuyet.ngo").get(address))
    assert "<b>5</b> dòng" in after
    assert after.count("đã sửa sau khi ban hành") == 1
