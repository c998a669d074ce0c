"""What was written of study put right with its basis, and what units register for a year."""

from datetime import date

import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.party.study import flow, mending
from soxa.party.study.models import Commitment, Sitting, Studied, UnitCommitment
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_study import answers, sitting, study  # noqa: F401 – fixtures

FACTS = {"place": "Nhà văn hóa", "speaker": "", "masses": 4}
OWN = {"on": date(2026, 2, 10), "content": "Nêu gương trong chuyển đổi số", "paper": "KH 2"}
HOME = "/hoc-tap/cam-ket/"


def corrections() -> int:
    return Entry.objects.filter(flow="correction").count()


# --- sittings ---


def test_a_sitting_moves_and_its_documents_with_it(study, sitting, head):  # noqa: F811
    on = sitting.held_on.replace(day=sitting.held_on.day + 1)
    mending.mend_sitting(sitting, {"on": on, **FACTS}, head, basis="Biên bản hội nghị")
    assert (sitting.held_on, sitting.masses) == (on, 4)
    assert set(Studied.objects.filter(study=study).values_list("studied_on", flat=True)) == {on}


def test_two_sittings_of_a_day_are_refused(study, sitting, head):  # noqa: F811
    later = date(2026, 11, 18)
    other = flow.hold(study, {"on": later, **FACTS}, head)
    before = corrections()
    with pytest.raises(Refused, match="đã ghi một buổi"):
        mending.mend_sitting(other, {"on": sitting.held_on, **FACTS}, head, basis="x")
    assert corrections() == before


def test_a_sitting_is_taken_back_while_nobodys_coming_is_written(cast, study, sitting, head):  # noqa: F811
    other = flow.hold(study, {"on": date(2026, 11, 18), **FACTS}, head)
    flow.call_roll(sitting, cast.units["ben_da"].pk, answers(cast, an=flow.PRESENT), head)
    with pytest.raises(Refused, match="đã ghi điểm danh"):
        mending.mend_sitting(sitting, {"taken_back": True}, head, basis="x")
    mending.mend_sitting(other, {"taken_back": True}, head, basis="Ghi nhầm")
    assert list(Sitting.objects.all()) == [sitting]


def test_the_plan_and_the_review_are_put_right_where_they_are_written(at, study, sitting, head):  # noqa: F811
    page = f"/hoc-tap/{study.pk}/dinh-chinh/"
    browser = at("chanh")
    assert "Ngày ban hành kế hoạch" not in browser.get(page).content.decode()
    flow.issue_plan(study, {"on": TODAY, "paper": "KH 9"}, head)
    flow.review(study, {"on": TODAY, "review": "Đã làm"}, head)
    facts = {
        "title": study.title, "audience": study.audience, "form": study.form, "plan_on": "19/11/2026",
        "plan_paper": "KH 8", "reviewed_on": "20/11/2026", "review": "Đã làm một phần", "basis": "Kế hoạch số 8",
    }  # fmt: skip
    early = f"{sitting.held_on.day - 1}/{sitting.held_on.month}/{sitting.held_on.year}"
    for wrong in ({"reviewed_on": early}, {"plan_on": "21/11/2026"}, {"plan_paper": ""}):
        assert browser.post(page, facts | wrong).status_code == 422
    assert corrections() == 0
    assert browser.post(page, facts).status_code == 302
    study.refresh_from_db()
    assert (study.plan_on, study.plan_paper, study.review) == (date(2026, 11, 19), "KH 8", "Đã làm một phần")


# --- commitments of members ---


def test_a_commitment_is_put_right_or_taken_back(cast, head):
    ben_da, key = cast.units["ben_da"].pk, cast.members["an"].pk
    flow.register(ben_da, 2026, [key], head, on=date(2026, 2, 10))
    one = Commitment.objects.get()
    for wrong in (date(2024, 12, 31), date(2027, 1, 1)):
        with pytest.raises(Refused, match="trong năm 2026 hoặc cuối năm trước"):
            mending.mend_commitment(one, {"made_on": wrong}, head, basis="x")
    mending.mend_commitment(one, {"made_on": date(2025, 12, 31)}, head, basis="Sổ đăng ký")
    flow.review_commitments(ben_da, 2026, [key], Commitment.DONE, head, on=date(2026, 11, 12))
    one.refresh_from_db()
    review = {"made_on": one.made_on, "reviewed_on": date(2025, 12, 30), "result": Commitment.WELL}
    with pytest.raises(Refused, match="không trước ngày đăng ký"):
        mending.mend_commitment(one, review, head, basis="x")
    mending.mend_commitment(one, {**review, "reviewed_on": one.made_on}, head, basis="Biên bản")
    one.refresh_from_db()
    assert (one.made_on, one.reviewed_on, one.result) == (date(2025, 12, 31), date(2025, 12, 31), "well")
    mending.mend_commitment(one, {"taken_back": True}, head, basis="Ghi nhầm người")
    assert not Commitment.objects.exists()


# --- what units register ---


def test_a_unit_registers_once_a_year_and_is_reviewed_once(cast, head):
    unit = cast.units["upper"].pk
    with pytest.raises(Refused, match="trong năm 2026"):
        flow.register_unit(unit, 2026, {**OWN, "on": date(2024, 2, 10)}, head)
    made = flow.register_unit(unit, 2026, OWN, head)
    with pytest.raises(Refused, match="đã đăng ký năm 2026"):
        flow.register_unit(unit, 2026, OWN, head)
    review = {"on": date(2026, 2, 9), "result": Commitment.WELL, "review": "Đã làm"}
    with pytest.raises(Refused, match="không trước ngày đăng ký"):
        flow.review_unit(made, review, head)
    flow.review_unit(made, {**review, "on": date(2026, 2, 10)}, head)
    with pytest.raises(Refused, match="Đã kiểm điểm ngày 10/02/2026"):
        flow.review_unit(made, {**review, "on": TODAY}, head)
    assert "Nêu gương" not in str(list(Entry.objects.values_list("facts", flat=True)))
    facts = {
        **OWN,
        "made_on": date(2026, 2, 1),
        "reviewed_on": TODAY,
        "result": Commitment.DONE,
        "review": "",
    }
    mending.mend_unit_commitment(made, facts, head, basis="Kế hoạch số 2")
    made.refresh_from_db()
    assert (made.made_on, made.reviewed_on, made.result) == (date(2026, 2, 1), TODAY, "done")
    mending.mend_unit_commitment(made, {"taken_back": True}, head, basis="Ghi nhầm đơn vị")
    assert not UnitCommitment.objects.exists()


def test_the_pages_of_a_cell(at, cast, head):
    cell, other = f"{HOME}99801.01/don-vi/", f"{HOME}99801.02/don-vi/"
    browser = at("buong")
    assert [browser.get(one).status_code for one in (cell, other, f"{HOME}99801/don-vi/")] == [200, 404, 404]
    assert at("khac").get(cell).status_code == 404
    assert at("ubnd").get(cell).status_code == 403
    assert at("nhung").post(cell, {"on": "10/2/2026", "content": "x"}).status_code == 403
    assert browser.post(cell, {"on": "10/2/2026", "content": ""}).status_code == 422
    assert browser.post(cell, {"on": "21/11/2026", "content": "Nêu gương"}).status_code == 422
    assert not UnitCommitment.objects.exists()
    text = browser.post(cell, {"on": "10/2/2026", "content": "Nêu gương"}, follow=True).content.decode()
    assert "Ghi kiểm điểm việc thực hiện" in text
    made = UnitCommitment.objects.get()
    mend = f"{HOME}don-vi/{made.pk}/"
    assert mend in text
    assert at("khac").get(mend).status_code == 404
    assert at("nhung").get(mend).status_code == 403
    assert browser.post(mend, {"made_on": "9/2/2026", "content": "Nêu gương"}).status_code == 422
    browser.post(mend, {"made_on": "9/2/2026", "content": "Nêu gương", "basis": "Kế hoạch"})
    made.refresh_from_db()
    assert made.made_on == date(2026, 2, 9)
    browser.post(cell, {"on": "12/11/2026", "result": "well", "review": ""})
    assert browser.post(cell, {"on": "12/11/2026", "result": "well"}).status_code == 404
    assert "chi bộ đã đăng ký của đơn vị <b>1</b>/2" in at("chanh").get(HOME).content.decode()
    assert "Nêu gương" in browser.get(f"{HOME}99801.01/").content.decode()


def test_the_pages_of_corrections(at, cast, study, sitting, head):  # noqa: F811
    flow.register(cast.units["ben_da"].pk, 2026, [cast.members["an"].pk], head, on=date(2026, 2, 10))
    one = Commitment.objects.get()
    pages = [f"/hoc-tap/buoi/{sitting.pk}/dinh-chinh/", f"{HOME}dinh-chinh/{one.pk}/"]
    assert [at("chanh").get(page).status_code for page in pages] == [200, 200]
    assert [at("khac").get(page).status_code for page in pages] == [404, 404]
    assert [at("nhung").get(page).status_code for page in pages] == [403, 403]
    browser = at("buong")
    assert [browser.get(page).status_code for page in pages] == [403, 200]
    assert pages[1] in browser.get(f"{HOME}99801.01/").content.decode()
    assert browser.post(pages[1], {"made_on": "21/11/2026", "basis": "x"}).status_code == 422
    assert browser.post(pages[1], {"made_on": "11/2/2026", "basis": ""}).status_code == 422
    browser.post(pages[1], {"made_on": "11/2/2026", "basis": "Sổ đăng ký"})
    one.refresh_from_db()
    assert one.made_on == date(2026, 2, 11)
    facts = {"on": "2/11/2026", "place": "", "speaker": "", "masses": "0"}
    assert at("chanh").post(pages[0], facts).status_code == 422
    at("chanh").post(pages[0], {**facts, "basis": "Biên bản"})
    sitting.refresh_from_db()
    assert sitting.held_on == date(2026, 11, 2)
