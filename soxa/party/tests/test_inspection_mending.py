"""What was written of an inspection put right: days in their order, a conclusion with what it asks for, answers with what was found."""

# ruff: noqa: F401, F811 – the fixtures are those of the life of an inspection

from datetime import date

import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.party.inspection import mending, programme
from soxa.party.inspection.models import Inspection, Recommendation, Stage
from soxa.party.tests.test_inspection import approved, asked, inspector, planned, walk, year

pytestmark = pytest.mark.django_db
SAID = {"paper": "TB 9", "note": ""}
FOUND = {"report_paper": "BC 2", "conclusion": "Có thiếu sót"}


@pytest.fixture
def concluded(approved, inspector) -> Inspection:
    """Concluded on 31 March 2026, with a recommendation due on 30 April."""
    walk(approved, inspector, "conclude")
    asked(approved, inspector)
    return approved


def stage(case, code) -> Stage:
    return Stage.objects.get(inspection=case, code=code)


def test_a_conclusion_moves_with_what_it_asks_for(concluded, inspector):
    day = date(2026, 4, 2)
    mending.mend_stage(
        stage(concluded, "conclude"), {"on": day, **SAID, **FOUND}, inspector, basis="Thông báo số 9"
    )
    concluded.refresh_from_db()
    row = Recommendation.objects.get()
    assert (concluded.concluded_on, row.since, stage(concluded, "conclude").done_on) == (day, day, day)
    assert concluded.conclusion == "Có thiếu sót"
    assert "thiếu sót" not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    ("code", "on", "words"),
    [
        ("carry_out", date(2026, 2, 8), "Bước trước ghi ngày 09/02/2026"),
        ("carry_out", date(2026, 4, 1), "Bước sau ghi ngày 31/03/2026"),
        ("follow_up", date(2026, 4, 1), "chưa ghi"),
        ("conclude", date(2026, 5, 1), "Kiến nghị số 1 có hạn ngày 30/04/2026"),
    ],
)
def test_days_stay_in_their_order(concluded, inspector, code, on, words):
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        mending.mend_stage(stage(concluded, code), {"on": on, **SAID, **FOUND}, inspector, basis="x")
    concluded.refresh_from_db()
    assert (concluded.concluded_on, Entry.objects.count()) == (date(2026, 3, 31), entries)


@pytest.mark.parametrize("on", [date(2026, 2, 9), date(2026, 3, 31)])
def test_the_day_of_the_stage_beside_is_in_time(concluded, inspector, on):
    mending.mend_stage(stage(concluded, "carry_out"), {"on": on, **SAID}, inspector, basis="x")
    assert stage(concluded, "carry_out").done_on == on


def test_a_recommendation_is_put_right_and_taken_back_while_nobody_answered(concluded, inspector):
    row = Recommendation.objects.get()
    said = {"text": row.text, "addressee": "Chi ủy", "due_on": date(2026, 3, 30)}
    with pytest.raises(Refused, match="không trước ngày kết luận"):
        mending.mend_recommendation(row, said, inspector, basis="x")
    mending.mend_recommendation(row, {**said, "due_on": date(2026, 3, 31)}, inspector, basis="x")
    row.refresh_from_db()
    assert (row.addressee, row.due_on) == ("Chi ủy", date(2026, 3, 31))
    programme.answer(row, {"on": date(2026, 4, 20), "words": "Đã bổ sung", "paper": ""}, inspector)
    with pytest.raises(Refused, match="đã có báo cáo"):
        mending.mend_recommendation(row, {"taken_back": True}, inspector, basis="x")
    other = asked(concluded, inspector)
    mending.mend_recommendation(other, {"taken_back": True}, inspector, basis="Ghi nhầm cuộc khác")
    assert [one.pk for one in Recommendation.objects.all()] == [row.pk]


def test_what_was_found_of_an_answer_follows_its_correction(concluded, inspector):
    row = Recommendation.objects.get()
    told = {"on": date(2026, 4, 20), "words": "Đã bổ sung", "paper": ""}
    programme.answer(row, told, inspector)
    programme.verify(row, {"on": date(2026, 4, 25), "outcome": "done", "found": ""}, inspector)
    answer = row.answers.get()
    found = {**told, "checked_on": date(2026, 4, 26), "outcome": "done", "found": "Đủ"}
    with pytest.raises(Refused, match="không trước ngày báo cáo 20/04/2026"):
        mending.mend_answer(answer, {**found, "checked_on": date(2026, 4, 19)}, inspector, basis="x")
    mending.mend_answer(answer, found, inspector, basis="Biên bản xác minh")
    row.refresh_from_db()
    assert row.verified_on == date(2026, 4, 26)
    mending.mend_answer(answer, {**found, "outcome": "not"}, inspector, basis="Biên bản xác minh")
    row.refresh_from_db()
    assert row.verified_on is None
    programme.answer(row, {**told, "on": date(2026, 4, 28)}, inspector)


def test_the_pages(at, concluded, cast):
    case = f"/kiem-tra/{concluded.pk}/"
    pages = [f"{case}buoc/conclude/", f"{case}buoc/prepare/", f"{case}kien-nghi/1/dinh-chinh/"]
    browser = at("ubkt")
    assert [browser.get(one).status_code for one in pages] == [200, 200, 200]
    assert (
        browser.get(f"{case}buoc/file/").status_code
        == browser.get(f"{case}kien-nghi/7/dinh-chinh/").status_code
        == 404
    )
    assert {at("khac").get(one).status_code for one in pages} == {404}
    assert {at("nhung").get(one).status_code for one in pages} == {403}
    assert at("nhung").get(case).status_code == 200
    assert pages[0] in browser.get(case).content.decode()
    facts = {"on": "01/4/2026", "report_paper": "BC 1", "paper": "TB 9", "conclusion": "Đúng"}
    assert browser.post(pages[0], facts).status_code == 422
    assert not Entry.objects.filter(flow="correction").exists()
    browser.post(pages[0], {**facts, "basis": "Thông báo số 9"})
    concluded.refresh_from_db()
    assert (concluded.concluded_on, concluded.conclusion) == (date(2026, 4, 1), "Đúng")
