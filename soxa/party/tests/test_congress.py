"""Congresses of the small cast: planned within the term, held by two thirds, the committee seated, called off, corrected, seen."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from soxa.kernel.access import Actor, machine
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.law.periods import FOREVER
from soxa.org.models import Office
from soxa.org.roles import CLERK, SECRETARY
from soxa.party.congress.flow import LIFE, enter_held, plan
from soxa.party.congress.lists import standings
from soxa.party.congress.models import Congress
from soxa.party.congress.seating import electable, official_on
from soxa.party.congress.terms import TERM_OF_CELLS, running_term

TODAY = date(2026, 11, 20)
PAST = {
    "term": "2024–2026", "held_on": date(2024, 4, 18), "summoned": 4, "present": 3, "elected": 2,
    "paper": "Nghị quyết đại hội 18/4/2024",
}  # fmt: skip
AHEAD = {"term": "2026–2029", "planned_on": date(2026, 10, 20), "plan_paper": "", "shift_paper": ""}


@pytest.fixture
def unit(cast) -> int:
    return cast.units["ben_da"].pk


@pytest.fixture
def past(cast, head, unit) -> Congress:
    """Held 18/4/2024: due 18/10/2026, from 18/4/2026 to 18/4/2027 with consent."""
    return enter_held(unit, head, PAST)


def counts() -> tuple[int, int, int]:
    return Congress.objects.count(), Office.objects.count(), Entry.objects.count()


def test_the_next_one_is_due_after_thirty_months(cast, past, unit):
    assert running_term(unit, TODAY).due == date(2026, 10, 18)
    assert running_term(unit, date(2024, 4, 17)) is None
    rows = {row.code: row.level for row in standings(cast.accounts["chanh"], TODAY)}
    assert rows == {"99801": "unknown", "99801.01": "late", "99801.02": "unknown"}
    then = {row.code: row.level for row in standings(cast.accounts["chanh"], date(2026, 10, 18))}
    assert then["99801.01"] == "soon"


def test_a_province_may_set_one_congress_in_five_years(past, unit):
    put(TERM_OF_CELLS, True, since=date(2024, 1, 1), actor=machine("thử"))
    assert running_term(unit, TODAY).due == date(2029, 4, 18)


@pytest.mark.parametrize(
    ("on", "paper", "words"),
    [
        (date(2026, 11, 25), "", "phải ghi văn bản cấp trên đồng ý"),
        (date(2027, 4, 19), "CV 1", "chỉ được tổ chức từ 18/04/2026 đến 18/04/2027"),
    ],
)
def test_a_day_outside_the_term_is_refused(past, head, unit, on, paper, words):
    before = counts()
    with pytest.raises(Refused, match=words):
        plan(unit, head, {**AHEAD, "planned_on": on, "shift_paper": paper})
    assert counts() == before


def test_a_shift_with_consent_is_not_late(cast, past, head, unit):
    plan(unit, head, {**AHEAD, "planned_on": date(2027, 1, 15), "shift_paper": "CV 1"})
    row = standings(cast.accounts["chanh"], TODAY)[1]
    assert (row.level, row.due) == ("soon", date(2027, 1, 15))


def test_only_one_is_planned_at_a_time(past, head, unit):
    plan(unit, head, AHEAD)
    with pytest.raises(Refused, match="đã có một đại hội dự kiến"):
        plan(unit, head, AHEAD)


@pytest.mark.parametrize(("present", "held"), [(2, False), (3, True)])
def test_two_thirds_make_it_valid(past, head, unit, present, held):
    made = plan(unit, head, AHEAD)
    facts = {"held_on": date(2026, 10, 20), "summoned": 4, "present": present, "paper": "NQ 1"}
    before = counts()
    if held:
        LIFE.take("hold", made, head, facts)
        assert (made.state, made.held_on, made.present) == ("held", date(2026, 10, 20), 3)
    else:
        with pytest.raises(Refused, match="chưa đủ 2/3"):
            LIFE.take("hold", made, head, facts)
        assert counts() == before
        assert made.held_on is None


def test_the_committee_is_seated_on_the_day_and_the_former_ended(cast, past, unit):
    clerk = Actor("Văn thư", "Văn thư", cast.units["upper"].pk, None, CLERK)
    people = {name: pk for pk, name in electable(unit, past.held_on)}
    assert set(people) == {"Bùi Văn An", "Đặng Thị Ân", "Lò Văn Ấn", "Triệu Thị Âu"}
    facts = {
        "secretary": people["Bùi Văn An"],
        "way": "elected",
        "deputy": people["Lò Văn Ấn"],
        "paper": "QĐ 5",
    }
    LIFE.take("elect", past, clerk, facts)
    seats = Office.objects.filter(unit_id=unit, since=past.held_on).order_by("rank")
    assert [(one.code, one.way, one.until, one.role) for one in seats] == [
        ("cell_secretary", "elected", FOREVER, ""),
        ("cell_deputy", "elected", FOREVER, ""),
    ]
    later = enter_held(unit, clerk, {**PAST, "held_on": date(2026, 10, 20), "term": "2026–2029"})
    LIFE.take("elect", later, clerk, {**facts, "deputy": None, "gives_role": True})
    seats = Office.objects.filter(unit_id=unit, code__startswith="cell_").order_by("since", "rank")
    assert [(one.since.year, one.code, one.until, one.role) for one in seats] == [
        (2024, "cell_secretary", date(2026, 10, 20), ""),
        (2024, "cell_deputy", date(2026, 10, 20), ""),
        (2026, "cell_secretary", FOREVER, "cell_secretary"),
    ]
    with pytest.raises(Refused, match="đã ghi chi ủy"):
        LIFE.take("elect", later, clerk, facts)


def test_a_small_cell_elects_no_committee_and_a_probationary_member_none(cast, past, head, unit):
    ids = {key: cast.members[key].person_id for key in ("an", "sac", "moi", "dang")}
    before = counts()
    facts = {"secretary": ids["an"], "way": "elected", "deputy": None, "paper": "QĐ 5"}
    with pytest.raises(Refused, match="dưới 9 thì không bầu chi ủy"):
        LIFE.take("elect", past, head, {**facts, "committee": [ids["sac"]]})
    with pytest.raises(Refused, match="phải là đảng viên chính thức"):
        LIFE.take("elect", past, head, {**facts, "deputy": ids["moi"]})
    assert counts() == before


def test_who_may_write(cast, past, unit):
    reads = Actor("Bí thư", "Bí thư Đảng ủy", cast.units["upper"].pk, None, SECRETARY)
    with pytest.raises(Refused, match="không làm được việc này"):
        plan(unit, reads, AHEAD)
    with pytest.raises(Refused, match="không làm được việc này"):
        LIFE.take("elect", past, reads, {})


def test_the_book_knows_how_many_were_to_be_summoned(cast, unit):
    assert official_on(unit, TODAY) == 4
    assert official_on(cast.units["upper"].pk, TODAY) == 6
    assert official_on(unit, date(1997, 2, 2)) == 0


# --- pages ---

HELD = {"term": "2024–2026", "held_on": "18/04/2024", "summoned": "4", "present": "3", "paper": "NQ"}


def test_the_forms_write(cast, at, unit):
    browser = at("chanh")
    assert browser.post("/chi-bo/dai-hoi/ghi/99801.01/da-qua/", HELD).status_code == 302
    made = Congress.objects.get()
    assert "75%" in browser.get(f"/chi-bo/dai-hoi/{made.pk}/").content.decode()
    planned = browser.post(
        "/chi-bo/dai-hoi/ghi/99801.01/du-kien/", {"term": "2026–2029", "planned_on": "20/10/2026"}
    )
    assert planned.status_code == 302
    ahead = Congress.objects.get(held_on=None)
    home = f"/chi-bo/dai-hoi/{ahead.pk}/"
    off = browser.post(home + "khong-to-chuc/", {"called_off_on": "19/11/2026", "reason": "Sáp nhập"})
    assert off.status_code == 302
    assert browser.get(home + "doi-ngay/").status_code == 409
    elected = {
        "secretary": cast.members["an"].person_id, "way": "elected", "paper": "QĐ 5", "deputy": "", "card_no": ""
    }  # fmt: skip
    assert browser.post(f"/chi-bo/dai-hoi/{made.pk}/ghi-chi-uy/", elected).status_code == 302
    assert Office.objects.get(code="cell_secretary").role == "cell_secretary"
    assert "Bùi Văn An" in browser.get("/chi-bo/99801.01/").content.decode()


def test_a_secretary_from_another_cell_is_appointed(cast, past, at):
    address = f"/chi-bo/dai-hoi/{past.pk}/ghi-chi-uy/"
    facts = {"card_no": "12.000007", "way": "elected", "paper": "QĐ 5"}
    assert "chỉ làm bí thư khi được chỉ định" in at("chanh").post(address, facts).content.decode()
    assert at("chanh").post(address, {**facts, "way": "appointed"}).status_code == 302
    assert Office.objects.get(code="cell_secretary").person_id == cast.members["long"].person_id


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"present": "5"}, "không được lớn hơn"),
        ({"present": "2"}, "chưa đủ 2/3"),
        ({"held_on": "21/11/2026"}, "chưa đến"),
        ({"held_on": "31/02/2026"}, "không phải ngày có thật"),
        ({"paper": ""}, "bắt buộc"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(at, cast, changed, words):
    before = counts()
    answer = at("chanh").post("/chi-bo/dai-hoi/ghi/99801.01/da-qua/", {**HELD, **changed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert counts() == before


def test_what_was_written_wrong_is_corrected_with_its_basis(at, past):
    address = f"/chi-bo/dai-hoi/{past.pk}/dinh-chinh/"
    changed = {**HELD, "present": "4", "elected": "2", "paper": PAST["paper"]}
    assert at("chanh").post(address, changed).status_code == 422
    assert at("chanh").post(address, {**changed, "basis": "Biên bản gốc"}).status_code == 302
    past.refresh_from_db()
    assert past.present == 4


def test_who_opens_the_pages(at, past):
    home = f"/chi-bo/dai-hoi/{past.pk}/"
    assert at("buong").get(home).status_code == 200
    assert at("buong").get(home + "ghi-chi-uy/").status_code == 403
    assert at("khac").get(home).status_code == 404
    assert at("khac").get("/chi-bo/dai-hoi/ghi/99801.01/du-kien/").status_code == 404
    assert at("nhung").get(home + "ghi-chi-uy/").status_code == 403
    assert at("ubnd").get("/chi-bo/dai-hoi/").status_code == 403


def test_the_list_leaves_the_book_whole(at, past):
    book = at("chanh").post("/chi-bo/dai-hoi/danh-sach.xlsx", {"reason": "above"})
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.content)).get_sheet_by_index(0).to_python()
    assert [(row[1], row[3], row[6]) for row in rows[-3:]] == [
        ("xã Khe Trên", "", "chưa ghi đại hội"),
        ("Chi bộ thôn Bến Đá", "3/4", "quá hạn từ 18/10/2026"),
        ("Chi bộ Trường THCS Khe Trên", "", "chưa ghi đại hội"),
    ]
    assert at("chanh").post("/chi-bo/dai-hoi/danh-sach.pdf", {"reason": "above"}).content[:5] == b"%PDF-"


def test_the_cost_of_the_list_is_fixed(at, past, django_assert_num_queries):
    browser = at("chanh")
    browser.get("/chi-bo/dai-hoi/")
    with django_assert_num_queries(6):
        browser.get("/chi-bo/dai-hoi/")
