"""Shortcomings: stated, reported, confirmed or sent back, counted by day, waiting for who answers; what cannot be is told."""

from datetime import date, timedelta

import pytest

from soxa.desk.tests.signing_in import markup
from soxa.desk.waiting_shortcomings import shortcomings as waiting
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, read_many
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.org.models import Account, Office
from soxa.steering.models import Righting, Shortcoming
from soxa.steering.reviews import flow
from soxa.steering.reviews.lists import carried
from soxa.tasks.models import Task

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]

STATED, DUE = date(2026, 7, 10), date(2026, 9, 30)


def commune():
    return tree().codes["99901"]


def head():
    """Whoever heads an agency of the commune and signs in: the account, and the agency."""
    account = Account.objects.get(username="kien.phung")
    return account, Office.objects.filter(person=account.person).order_by("rank").first()


def stated(**more):
    facts = {
        "content": "Thu gom rác ở ba thôn còn chậm", "cause": "", "remedy": "Tăng chuyến xe", "lead_unit": None,
        "person": head()[0].person_id, "since": STATED, "due_on": DUE, "review": None, "paper": "Báo cáo số 70-BC/ĐU",
    }  # fmt: skip
    return flow.state(commune(), {**facts, **more}, machine("test"), today=STATED)


def told(**more):
    given = {
        "content": "Thu gom rác ở ba thôn còn chậm", "cause": "", "remedy": "Tăng chuyến xe", "lead_unit": "",
        "person": head()[0].person_id, "since": "10/07/2026", "due_on": "30/09/2026", "review": "",
        "paper": "Báo cáo số 70-BC/ĐU",
    }  # fmt: skip
    return {**given, **more}


def counts(on, since=date(2026, 7, 1)):
    codes = ("stated", "put_right", "open", "overdue")
    moment = Moment(on, since, on + timedelta(days=1))
    readings = read_many([FIGURES[f"shortcomings.{code}"] for code in codes], moment, [commune()])
    return tuple(readings[f"shortcomings.{code}", commune()].part for code in codes)


def test_each_is_counted_by_its_days_alone():
    none = counts(date(2026, 7, 9))
    first, second = stated(), stated(content="Họp muộn", due_on=date(2026, 8, 31))
    at_start = counts(STATED)
    assert (at_start[0] - none[0], at_start[2] - none[2]) == (2, 2)
    flow.take("report", first, machine("test"), {"on": date(2026, 9, 1), "words": "xong", "paper": "BB 1"})
    flow.take("confirm", first, machine("test"), {"on": date(2026, 9, 5), "found": ""})
    # open on the day before it was confirmed, put right on the day; the other is overdue from the day after its last
    base = lambda on: counts_of_others(on, first, second)  # noqa: E731
    assert minus(counts(date(2026, 9, 4)), base(date(2026, 9, 4))) == (2, 0, 2, 1)
    assert minus(counts(date(2026, 9, 5)), base(date(2026, 9, 5))) == (2, 1, 1, 1)
    assert minus(counts(date(2026, 8, 31)), base(date(2026, 8, 31))) == (2, 0, 2, 0)
    assert minus(counts(date(2026, 9, 1)), base(date(2026, 9, 1))) == (2, 0, 2, 1)


def minus(one, other):
    return tuple(here - there for here, there in zip(one, other, strict=True))


def counts_of_others(on, *but):
    """The same four numbers, counted by hand over every other row."""
    rows = Shortcoming.objects.filter(unit_id=commune()).exclude(pk__in=[one.pk for one in but])
    standing = [one for one in rows if one.since <= on < one.until]
    return (
        sum(date(2026, 7, 1) <= one.since <= on for one in rows),
        sum(one.confirmed_on is not None and date(2026, 7, 1) <= one.confirmed_on <= on for one in rows),
        len(standing),
        sum(one.due_on < on for one in standing),
    )


def test_what_the_last_period_left_is_five_three_two():
    rows = [stated(content=f"Hạn chế {number}", due_on=date(2026, 8, number)) for number in range(11, 16)]
    for one in rows[:3]:
        flow.take("report", one, machine("test"), {"on": date(2026, 9, 1), "words": "xong", "paper": "BB 1"})
        flow.take("confirm", one, machine("test"), {"on": date(2026, 9, 1), "found": ""})
    later = stated(content="Nêu sau", since=date(2026, 10, 2), due_on=date(2026, 12, 1))
    left = carried([*rows, later], date(2026, 8, 1), date(2026, 10, 1))
    assert (len(left.before), len(left.put_right), len(left.left), len(left.overdue)) == (5, 3, 2, 2)


def test_who_answers_for_it_reports_and_the_office_confirms(at):
    case = stated()
    page = at("kien.phung").get(f"/nghi-quyet/han-che/{case.pk}/")
    assert "Báo đã khắc phục" in markup(page)
    assert "Xác nhận đã khắc phục</a>" not in markup(page)
    given = {"on": "20/07/2026", "words": "Đã tăng hai chuyến", "paper": "Hợp đồng 5"}
    assert at("kien.phung").post(f"/nghi-quyet/han-che/{case.pk}/bao-khac-phuc/", given).status_code == 302
    assert at("kien.phung").get(f"/nghi-quyet/han-che/{case.pk}/xac-nhan/").status_code == 409
    back = {"on": "25/07/2026", "found": "Thôn Bến Đá chưa có xe"}
    assert at("tuyet.ngo").post(f"/nghi-quyet/han-che/{case.pk}/tra-lai/", back).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.reported_on) == ("stated", None)
    assert at("kien.phung").post(f"/nghi-quyet/han-che/{case.pk}/bao-khac-phuc/", given).status_code == 302
    assert at("tuyet.ngo").post(f"/nghi-quyet/han-che/{case.pk}/xac-nhan/", {"on": "01/08/2026", "found": ""}).status_code == 302  # fmt: skip
    case.refresh_from_db()
    assert (case.state, case.until, case.confirmed_on) == ("confirmed", date(2026, 8, 1), date(2026, 8, 1))
    assert [row.done for row in Righting.objects.filter(shortcoming=case)] == [False, True]
    # words that people say stay out of the journal
    assert "Bến Đá" not in str(list(Entry.objects.filter(flow="shortcoming").values_list("facts", flat=True)))


def test_another_does_not_report_it(at):
    case = stated(person=head()[0].person_id)
    assert "Báo đã khắc phục" not in markup(at("nhung.tran").get(f"/nghi-quyet/han-che/{case.pk}/"))
    given = {"on": "20/07/2026", "words": "Đã xong", "paper": "x"}
    assert at("buong.luc").post(f"/nghi-quyet/han-che/{case.pk}/bao-khac-phuc/", given).status_code == 409
    assert not Righting.objects.filter(shortcoming=case).exists()


def test_it_waits_for_him_then_for_the_office_and_late_for_the_office():
    case = stated(content="Rác thôn Bến Đá")
    account, office = head()[0], Account.objects.get(username="tuyet.ngo")
    own = [one for one in waiting(account, date(2026, 8, 1)) if "Rác thôn Bến Đá" in one.title]
    assert [(one.on, one.level) for one in own] == [(DUE, "quiet")]
    assert not [
        one for one in waiting(office, date(2026, 9, 30)) if "Rác thôn Bến Đá" in one.title + one.detail
    ]
    late = [
        one
        for one in waiting(Account.objects.get(username="tuyet.ngo"), date(2026, 10, 1))
        if "quá hạn" in one.title
    ]
    assert len(late) == 1
    flow.take("report", case, machine("test"), {"on": date(2026, 9, 1), "words": "xong", "paper": "BB"})
    assert not [one for one in waiting(account, date(2026, 10, 1)) if "Rác thôn Bến Đá" in one.title]
    mine = [one for one in waiting(office, date(2026, 10, 1)) if "Rác thôn Bến Đá" in one.title]
    assert [one.words for one in mine] == ["Chờ xác nhận"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"due_on": "09/07/2026"}, "Hạn khắc phục không trước ngày nêu 10/07/2026."),
        ({"paper": " "}, "Ghi nơi nêu"),
        ({"person": ""}, "Chọn đơn vị hoặc người khắc phục."),
        ({"since": "01/01/2030", "due_on": "02/01/2030"}, "chưa đến"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(at, more, said):
    before = Shortcoming.objects.count()
    answer = at("tuyet.ngo").post("/nghi-quyet/han-che/ghi/?don-vi=99901", told(**more))
    assert (answer.status_code, said in markup(answer)) == (422, True)
    assert Shortcoming.objects.count() == before


def test_due_on_the_very_day_it_was_stated(at):
    answer = at("tuyet.ngo").post("/nghi-quyet/han-che/ghi/?don-vi=99901", told(due_on="10/07/2026"))
    assert answer.status_code == 302


def test_who_holds_no_office_now_cannot_answer_for_it():
    gone = Office.objects.filter(until__lt=date(2026, 7, 1)).exclude(
        person__in=Office.objects.filter(Office.standing(STATED)).values("person")
    )
    person = gone.values_list("person_id", flat=True).first()
    if person is None:
        pytest.skip("everybody of the demo commune holds an office")
    with pytest.raises(Refused, match="không giữ chức vụ"):
        stated(person=person)


@pytest.mark.parametrize(
    ("name", "facts", "said"),
    [("report", {"on": date(2026, 7, 9), "words": "x", "paper": "y"}, "không trước ngày nêu")],
)
def test_a_step_before_its_day_is_refused(name, facts, said):
    case = stated()
    with pytest.raises(Refused, match=said):
        flow.take(name, case, machine("test"), facts)
    flow.take("report", case, machine("test"), {"on": STATED, "words": "x", "paper": "y"})
    with pytest.raises(Refused, match="không trước ngày báo"):
        flow.take("confirm", case, machine("test"), {"on": date(2026, 7, 9), "found": ""})


def test_the_remedy_becomes_one_task_that_leads_back(at):
    case = stated(due_on=date(2027, 3, 31))
    office = at("tuyet.ngo")
    assert office.post(f"/nghi-quyet/han-che/{case.pk}/giao-viec/").status_code == 302
    case.refresh_from_db()
    assert (case.task.due_on, case.task.source_kind, case.task.giver_unit_id) == (
        date(2027, 3, 31),
        "shortcoming",
        commune(),
    )
    assert f"/nghi-quyet/han-che/{case.pk}/" in office.get(f"/nhiem-vu/{case.task_id}/").content.decode()
    before = Task.objects.count()
    office.post(f"/nghi-quyet/han-che/{case.pk}/giao-viec/")
    assert Task.objects.count() == before


def test_a_day_is_moved_with_its_basis(at):
    case = stated()
    given = told(due_on="31/10/2026")
    assert at("tuyet.ngo").post(f"/nghi-quyet/han-che/{case.pk}/dinh-chinh/", given).status_code == 422
    assert at("tuyet.ngo").post(f"/nghi-quyet/han-che/{case.pk}/dinh-chinh/", {**given, "basis": "KL 12"}).status_code == 302  # fmt: skip
    case.refresh_from_db()
    assert case.due_on == date(2026, 10, 31)


def test_the_list_finds_without_marks_and_leaves_as_a_file(at):
    stated(content="Thu gom rác ở ba thôn còn chậm")
    stated(content="Họp muộn")
    page = markup(at("tuyet.ngo").get("/nghi-quyet/han-che/?muc=tat-ca&q=thu+gom+rac"))
    assert "Thu gom rác" in page
    assert "Họp muộn" not in page
    assert at("tuyet.ngo").get("/nghi-quyet/han-che/tep/pdf/").status_code == 200


def test_another_commune_s_cell_does_not_see_a_cell_s_own(at):
    case = stated()
    own = flow.state(
        tree().codes["99901.15"],
        {
            "content": "Của chi bộ khác", "cause": "", "remedy": "x", "lead_unit": tree().codes["99901.15"], "person": None,
            "since": STATED, "due_on": DUE, "review": None, "paper": "NQ",
        },
        machine("test"), today=STATED,
    )  # fmt: skip
    assert at("buong.luc").get(f"/nghi-quyet/han-che/{case.pk}/").status_code == 200
    assert at("buong.luc").get(f"/nghi-quyet/han-che/{own.pk}/").status_code == 404


def test_who_only_looks_at_the_book_reports_nothing_of_the_unit_he_looks_at(at):
    case = stated(person=None, lead_unit=commune())
    given = {"on": "20/07/2026", "words": "Đã xong", "paper": "x"}
    assert "Báo đã khắc phục" not in markup(at("nhung.tran").get(f"/nghi-quyet/han-che/{case.pk}/"))
    assert at("nhung.tran").post(f"/nghi-quyet/han-che/{case.pk}/bao-khac-phuc/", given).status_code == 409
    assert not Righting.objects.filter(shortcoming=case).exists()
    assert at("tuyet.ngo").post(f"/nghi-quyet/han-che/{case.pk}/bao-khac-phuc/", given).status_code == 302
