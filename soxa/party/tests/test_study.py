"""Study and commitments: rolls by hand, what is refused and in which words, who sees and writes what, the figures."""

import html
import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from soxa.desk.waiting_study import commitments, rolls, studies
from soxa.kernel.access import Actor
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.org.models import Office, Person
from soxa.org.roles import CELL_SECRETARY, INSPECTOR
from soxa.party.merging.flow import Grounds, merge
from soxa.party.merging.pair import Pair
from soxa.party.models import Exemption, Member
from soxa.party.study import flow
from soxa.party.study.lists import OF_EXEMPT, pledges, roll_of, turnout
from soxa.party.study.models import Attendance, Commitment, Sitting, Studied, Study
from soxa.party.study.rules import ALL, COMMITTEE, SECRETARIES, is_overdue, is_required, undertakes
from soxa.party.tests.cast import TODAY

pytestmark = pytest.mark.django_db
PAPER = {"number": "21-NQ/TW", "issuer": "Ban Chấp hành Trung ương", "about": "xây dựng tổ chức cơ sở đảng"}
ABOUT = {"title": "Nghị quyết 21", "audience": ALL, "form": "conference", "due_on": None, "essays_due_on": None}  # fmt: skip
HELD = {"on": date(2026, 3, 12), "place": "Hội trường", "speaker": "", "masses": 4}


@pytest.fixture
def study(cast, head) -> Study:
    return flow.open_study(cast.units["upper"].pk, ABOUT, PAPER, head, on=date(2026, 3, 1))


@pytest.fixture
def sitting(study, head) -> Sitting:
    return flow.hold(study, HELD, head)


def answers(cast, **said) -> dict[int, str]:
    """Bến Đá's five: present, unless said otherwise."""
    return {cast.members[key].pk: said.get(key, "co") for key in ("dang", "sac", "an", "au", "moi")}


# --- rules ---


@pytest.mark.parametrize(
    ("audience", "offices", "eased", "required"),
    [
        (ALL, (), False, True),
        (ALL, ("cell_secretary",), True, False),
        (COMMITTEE, (), False, False),
        (COMMITTEE, ("cell_committee",), False, True),
        (SECRETARIES, ("cell_committee",), False, False),
        (SECRETARIES, ("cell_deputy",), False, True),
        (SECRETARIES, ("cell_secretary",), True, False),
    ],
)
def test_who_is_to_come(audience, offices, eased, required):
    assert is_required(audience, frozenset(offices), eased=eased) is required


def test_late_is_from_the_day_after():
    due = date(2026, 3, 31)
    assert [is_overdue(due, None, date(2026, 3, 31)), is_overdue(due, None, date(2026, 4, 1))] == [False, True]  # fmt: skip
    assert is_overdue(None, None, TODAY) is False
    assert is_overdue(due, date(2026, 3, 31), TODAY) is False


def test_who_is_to_register():
    assert undertakes(eased=False, exempt_too=False)
    assert not undertakes(eased=True, exempt_too=False)
    assert undertakes(eased=True, exempt_too=True)


# --- the roll ---


def test_the_roll_proposes_those_who_are_to_come(cast, sitting):
    Exemption.objects.create(
        member=cast.members["sac"], kind=Exemption.EXEMPT, since=date(2026, 3, 12), until=date(2026, 3, 13)
    )
    found = {one.name: one.answer for one in roll_of(sitting, cast.units["ben_da"].pk)}
    assert found == {
        "Bùi Văn An": "co",
        "Đặng Thị Ân": "co",
        "Lò Văn Ấn": "khong",
        "Triệu Thị Âu": "co",
        "Vi Thị Bưởi": "co",
    }


def test_a_narrower_study_proposes_its_offices(cast, sitting, study):
    Study.objects.filter(pk=study.pk).moved(study.entry, audience=SECRETARIES)
    Office.objects.create(
        person=cast.members["an"].person, unit=cast.units["ben_da"], code="cell_secretary", title="Bí thư",
        since=date(2026, 3, 12),
    )  # fmt: skip
    fresh = Sitting.objects.select_related("study").get()
    found = [one.name for one in roll_of(fresh, cast.units["ben_da"].pk) if one.answer == "co"]
    assert found == ["Bùi Văn An"]


def test_the_figure_is_the_roll(cast, sitting, head):
    unit = cast.units["ben_da"].pk
    assert flow.call_roll(sitting, unit, answers(cast, moi="vang", sac="khong"), head) == 4
    figure = FIGURES["party.study_attendance"]
    reading = read(figure, Moment.at(TODAY), cast.units["upper"].pk)
    assert (reading.part, reading.whole, reading.text) == (3, 4, "75%")
    before = read(figure, Moment.at(date(2026, 3, 11)), cast.units["upper"].pk)
    assert (before.part, before.whole) == (0, 0)
    assert read(figure, Moment.at(date(2026, 3, 12)), cast.units["upper"].pk).whole == 4
    assert read(figure, Moment.at(TODAY), cast.units["lower"].pk).whole == 0
    rows = {row.name: (row.required, row.present) for row in turnout(sitting, cast.accounts["chanh"])}
    assert rows == {"Chi bộ thôn Bến Đá": (4, 3), "Chi bộ Trường THCS Khe Trên": (0, 0)}


def test_what_was_called_is_corrected_with_its_basis(cast, sitting, head):
    unit = cast.units["ben_da"].pk
    flow.call_roll(sitting, unit, answers(cast), head)
    with pytest.raises(Refused, match="Không có gì thay đổi"):
        flow.call_roll(sitting, unit, answers(cast), head)
    with pytest.raises(Refused, match="căn cứ đính chính"):
        flow.call_roll(sitting, unit, answers(cast, an="vang"), head)
    assert Attendance.objects.filter(present=True).count() == 5
    flow.call_roll(sitting, unit, answers(cast, an="vang", au="khong"), head, basis="danh sách ký tên")
    assert Attendance.objects.filter(present=True).count() == 3
    assert Attendance.objects.count() == 4


def test_nobody_to_come_is_refused(cast, sitting, head):
    nobody = dict.fromkeys(answers(cast), "khong")
    with pytest.raises(Refused, match="Chưa có đồng chí nào phải dự"):
        flow.call_roll(sitting, cast.units["ben_da"].pk, nobody, head)
    assert not Attendance.objects.exists()


def test_the_journal_counts_and_names_nobody(cast, sitting, head):
    flow.call_roll(sitting, cast.units["ben_da"].pk, answers(cast, an="vang"), head)
    entry = Entry.objects.filter(flow="sitting").get()
    assert entry.facts == {"rows": 5, "present": 4}


def test_essays(cast, sitting, head):
    unit, an = cast.units["ben_da"].pk, cast.members["an"].pk
    flow.call_roll(sitting, unit, answers(cast), head)
    with pytest.raises(Refused, match="12/03/2026"):
        flow.essays(sitting, unit, [an], head, on=date(2026, 3, 11))
    assert flow.essays(sitting, unit, [an], head, on=date(2026, 3, 12)) == 1
    with pytest.raises(Refused, match="đều đã nộp"):
        flow.essays(sitting, unit, [an], head, on=date(2026, 3, 13))


# --- a study's life ---


def test_documents_count_from_the_first_sitting(cast, study, head):
    upper = cast.units["upper"].pk
    papers = FIGURES["party.studied_papers"]
    assert read(papers, Moment.at(TODAY), upper).part == 0
    flow.hold(study, {**HELD, "on": date(2026, 5, 5)}, head)
    flow.add_paper(study, {**PAPER, "number": "22-KL/TW"}, head, on=date(2026, 5, 6))
    flow.hold(study, HELD, head)
    assert set(Studied.objects.values_list("studied_on", flat=True)) == {date(2026, 3, 12)}
    assert read(papers, Moment.at(date(2026, 3, 12)), upper).part == 2
    assert read(FIGURES["party.study_sittings"], Moment.at(TODAY), upper).part == 2
    with pytest.raises(Refused, match="12/03/2026"):
        flow.hold(study, HELD, head)
    with pytest.raises(Refused, match="đã có"):
        flow.add_paper(study, PAPER, head, on=TODAY)


def test_a_plan_once_and_a_review_after_the_sitting(study, head):
    seen = {"on": date(2026, 6, 1), "review": "tốt"}
    with pytest.raises(Refused, match="sau khi đã tổ chức"):
        flow.review(study, seen, head)
    flow.hold(study, HELD, head)
    issued = {"on": date(2026, 3, 20), "paper": "12-KH/ĐU"}
    flow.issue_plan(study, issued, head)
    with pytest.raises(Refused, match="20/03/2026"):
        flow.issue_plan(study, issued, head)
    flow.review(study, seen, head)
    with pytest.raises(Refused, match="01/06/2026"):
        flow.review(study, seen, head)
    assert (study.plan_on, study.reviewed_on) == (date(2026, 3, 20), date(2026, 6, 1))


# --- commitments ---


def share(cast, on):
    found = read(FIGURES["party.commitments"], Moment.at(on), cast.units["upper"].pk)
    return found.part, found.whole


def test_commitments_of_a_year(cast, head):
    unit, day = cast.units["ben_da"].pk, date(2026, 2, 10)
    two = [cast.members[key].pk for key in ("an", "au")]
    assert flow.register(unit, 2026, two, head, on=day) == 2
    assert [share(cast, date(2026, 2, 9)), share(cast, day)] == [(0, 7), (2, 7)]
    assert share(cast, date(2027, 1, 1)) == (0, 7)
    with pytest.raises(Refused, match="đều đã đăng ký"):
        flow.register(unit, 2026, two, head, on=TODAY)
    with pytest.raises(Refused, match="năm 2026"):
        flow.register(unit, 2026, [cast.members["dang"].pk], head, on=date(2027, 1, 5))
    assert Commitment.objects.count() == 2
    with pytest.raises(Refused, match="chưa đăng ký"):
        flow.review_commitments(unit, 2026, [*two, cast.members["dang"].pk], "well", head, on=TODAY)
    with pytest.raises(Refused, match="không trước ngày đăng ký"):
        flow.review_commitments(unit, 2026, two, "well", head, on=date(2026, 2, 9))
    assert flow.review_commitments(unit, 2026, two, "well", head, on=TODAY) == 2
    row = pledges([unit], 2026, TODAY)[0]
    assert (row.required, row.made, row.missing, row.reviewed) == (5, 2, 3, 2)


def test_the_exempt_register_only_where_the_commune_says_so(cast, head):
    Exemption.objects.create(member=cast.members["sac"], kind=Exemption.EXEMPT, since=date(2026, 1, 1))
    assert share(cast, TODAY) == (0, 6)
    put(OF_EXEMPT, True, since=date(2026, 11, 20), actor=head)
    assert share(cast, TODAY) == (0, 7)
    assert share(cast, date(2026, 11, 19)) == (0, 6)


# --- who sees and writes ---


@pytest.mark.parametrize(
    ("login", "status"),
    [("chanh", 200), ("buong", 200), ("nhung", 200), ("khac", 404), ("ubnd", 403), ("la", 403)],
)
def test_who_sees_a_study(at, sitting, login, status):
    browser = at(login)
    assert browser.get(f"/hoc-tap/{sitting.study_id}/").status_code == status
    assert browser.get(f"/hoc-tap/buoi/{sitting.pk}/").status_code == status


def test_a_cell_writes_its_own_roll_and_no_other(at, cast, sitting):
    browser, before = at("buong"), Entry.objects.count()
    own = {f"m{key}": said for key, said in answers(cast, moi="vang").items()}
    assert browser.post(f"/hoc-tap/buoi/{sitting.pk}/99801.02/", own).status_code == 404
    assert browser.post(f"/hoc-tap/{sitting.study_id}/buoi/", {"on": "13/03/2026", "masses": 0}).status_code == 403  # fmt: skip
    assert browser.post(f"/hoc-tap/{sitting.study_id}/so-ket/", {}).status_code == 403
    assert browser.get("/hoc-tap/cam-ket/99801.02/").status_code == 404
    assert Entry.objects.count() == before
    assert browser.post(f"/hoc-tap/buoi/{sitting.pk}/99801.01/", own).status_code == 302
    assert Attendance.objects.filter(present=True, unit=cast.units["ben_da"]).count() == 4
    text = browser.get(f"/hoc-tap/buoi/{sitting.pk}/").content.decode()
    assert "Bến Đá" in text
    assert "Trường THCS" not in text


@pytest.mark.parametrize("login", ["nhung", "ubkt"])
def test_who_only_reads_writes_nothing(at, cast, sitting, login):
    cast.office("ubkt", "inspector", "upper", "Chủ nhiệm Ủy ban Kiểm tra")
    browser, before = at(login), Entry.objects.count()
    answered = [
        browser.post("/hoc-tap/them/", {}),
        browser.post(f"/hoc-tap/{sitting.study_id}/ke-hoach/", {}),
        browser.post(f"/hoc-tap/buoi/{sitting.pk}/99801.01/", {}),
        browser.post("/hoc-tap/cam-ket/99801.01/", {}),
    ]
    assert {one.status_code for one in answered} == {403}
    assert Entry.objects.count() == before
    assert not INSPECTOR.may(flow.WRITE)


def test_two_records_that_both_registered_and_came_become_one(cast, sitting, head):
    """The answer "came" and the earlier registration stand; the others go with the merger, sealed."""
    an, unit = cast.members["an"], cast.units["ben_da"]
    person = Person.named("Bùi Văn An")
    person.save()
    twin = Member.objects.create(person=person)
    for member, present, day in ((an, False, date(2026, 3, 1)), (twin, True, date(2026, 2, 10))):
        Attendance.objects.create(sitting=sitting, unit=unit, member=member, present=present)
        Commitment.objects.create(member=member, unit=unit, year=2026, made_on=day)
    merge(Pair(an.person, twin.person), {}, head, grounds=Grounds("hồ sơ gốc"), unit_id=None)
    assert list(Attendance.objects.values_list("member", "present")) == [(an.pk, True)]
    assert list(Commitment.objects.values_list("member", "made_on")) == [(an.pk, date(2026, 2, 10))]


# --- pages ---


def test_from_the_plan_to_the_roll_without_a_script(at, cast):
    browser = at("chanh")
    facts = {
        **PAPER,
        "title": "Nghị quyết 21",
        "audience": "all",
        "form": "conference",
        "due_on": "31/3/2026",
    }
    assert browser.post("/hoc-tap/them/", facts).status_code == 302
    made = Study.objects.get()
    held = {"on": "12/03/2026", "place": "Hội trường", "masses": "0"}
    assert browser.post(f"/hoc-tap/{made.pk}/buoi/", held).status_code == 302
    own = {f"m{key}": said for key, said in answers(cast, an="vang").items()}
    sitting = made.sittings.get()
    assert browser.post(f"/hoc-tap/buoi/{sitting.pk}/99801.01/", own).status_code == 302
    again = browser.post(f"/hoc-tap/buoi/{sitting.pk}/99801.01/", {**own, f"m{cast.members['an'].pk}": "co"})
    assert again.status_code == 422
    assert "căn cứ đính chính" in html.unescape(again.content.decode())
    picked = {"act": "register", "on": "10/02/2026", "members": [cast.members["an"].pk]}
    assert browser.post("/hoc-tap/cam-ket/99801.01/?nam=2026", picked).status_code == 302
    assert Commitment.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"members": []}, "Chưa chọn đồng chí nào"),
        ({"act": "review"}, "Ghi kết quả thực hiện"),
        ({"on": "21/11/2026"}, "chưa đến"),
        ({"members": ["999999"]}, "Đồng chí"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(at, cast, changed, words):
    given = {"act": "register", "on": "10/02/2026", "members": [cast.members["an"].pk], **changed}
    answer = at("chanh").post("/hoc-tap/cam-ket/99801.01/", given)
    assert answer.status_code == 422
    assert words in html.unescape(answer.content.decode())
    assert not Commitment.objects.exists()


def test_lists_cost_the_same_however_long(at, cast, head, django_assert_max_num_queries):
    for place in range(60):
        made = flow.open_study(
            cast.units["upper"].pk, {**ABOUT, "title": f"Nội dung {place}"}, PAPER, head, on=date(2026, 3, 1)
        )
    flow.call_roll(flow.hold(made, HELD, head), cast.units["ben_da"].pk, answers(cast), head)
    browser = at("chanh")
    for address, most in (("/hoc-tap/", 14), ("/hoc-tap/buoi/1/", 10), ("/hoc-tap/cam-ket/", 10)):
        if "buoi" in address:
            address = f"/hoc-tap/buoi/{Sitting.objects.get().pk}/"
        browser.get(address)
        with django_assert_max_num_queries(most):
            assert browser.get(address).status_code == 200
    assert browser.get("/hoc-tap/?trang=2").status_code == 200


def test_tables_leave_the_book(at, cast, sitting, head):
    flow.call_roll(sitting, cast.units["ben_da"].pk, answers(cast, an="vang"), head)
    browser = at("chanh")
    data = browser.get(f"/hoc-tap/buoi/{sitting.pk}/in.xlsx").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert ["1", "Chi bộ thôn Bến Đá", "5", "4", "1", "80%"] in rows
    assert browser.get(f"/hoc-tap/buoi/{sitting.pk}/in.pdf").content.startswith(b"%PDF")
    assert browser.get("/hoc-tap/cam-ket/in.docx?nam=2026").content.startswith(b"PK")
    assert browser.get("/hoc-tap/cam-ket/in.exe").status_code == 404


# --- what waits ---


def test_what_waits(cast, head, study):
    office, cell = cast.accounts["chanh"], cast.accounts["buong"]
    Study.objects.filter(pk=study.pk).moved(study.entry, due_on=date(2026, 12, 20))
    assert studies(office, date(2026, 11, 19)) == []
    assert [one.on for one in studies(office, TODAY)] == [date(2026, 12, 20)]
    assert studies(cell, TODAY) == []
    held = flow.hold(study, {**HELD, "on": date(2026, 11, 10)}, head)
    assert studies(office, TODAY) == []
    assert len(rolls(cell, TODAY)) == 1
    assert rolls(office, TODAY) == []
    secretary = Actor("Bường", "Bí thư", cast.units["ben_da"].pk, cell.pk, CELL_SECRETARY)
    flow.call_roll(held, cast.units["ben_da"].pk, answers(cast), secretary)
    assert rolls(cell, TODAY) == []
    assert "5 đảng viên" in commitments(cell, TODAY)[0].title
    assert "7 đảng viên" in commitments(office, TODAY)[0].title
    flow.register(cast.units["ben_da"].pk, 2026, list(answers(cast)), secretary, on=TODAY)
    assert commitments(cell, TODAY) == []
    assert "2 đảng viên" in commitments(office, TODAY)[0].title
