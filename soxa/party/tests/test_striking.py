"""Strike-off: raised by a question, voted, decided by people; never by the book."""

from datetime import date

import pytest

from soxa.desk.waiting_discipline import disciplines, strike_offs
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.org.models import Office
from soxa.party.discipline.models import Discipline
from soxa.party.dues import lists
from soxa.party.dues.lists import months_missed
from soxa.party.dues.models import DuesLine, DuesMonth, DuesRelief
from soxa.party.models import Exemption
from soxa.party.standing import life_of
from soxa.party.striking import flow as striking
from soxa.party.striking import sources
from soxa.party.striking.models import StrikeOff
from soxa.party.striking.sources import Missed, findings
from soxa.party.tests.cast import TODAY
from soxa.party.tests.paper import WHY
from soxa.party.tests.test_discipline import opened, votes


def raised(cast, head, key="an", **facts) -> StrikeOff:
    given = {"ground": "absent", "detail": "tháng 3, 5, 8/2026", "on": date(2026, 9, 7), "source": "BB chi bộ", **facts}  # fmt: skip
    return striking.begin(cast.members[key], head, today=TODAY, facts=given)


def test_a_person_decides_and_the_book_never_does(cast, head):
    case = raised(cast, head)
    with pytest.raises(Refused, match="đang có một hồ sơ"):
        raised(cast, head)
    with pytest.raises(Refused, match="chưa biểu quyết đủ"):
        striking.step("decide", case, head, today=TODAY, facts={"on": date(2026, 10, 1), "paper": "QĐ"})
    for _again in range(3):
        striking.step("vote", case, head, today=TODAY, facts=votes(date(2026, 9, 10), 2))
    with pytest.raises(Refused, match="báo cáo cấp trên"):
        striking.step("vote", case, head, today=TODAY, facts=votes(date(2026, 9, 10), 4))
    striking.step(
        "rule",
        case,
        head,
        today=TODAY,
        facts={"on": TODAY, "answer": "yes", "ruling": "Xem lại", "paper": "CV 3"},
    )
    striking.step("vote", case, head, today=TODAY, facts=votes(date(2026, 9, 20), 3))
    striking.step("decide", case, head, today=TODAY, facts={"on": date(2026, 10, 1), "paper": "QĐ 7-QĐ/ĐU"})
    case.refresh_from_db()
    home = life_of(cast.members["an"], TODAY).homes[0]
    assert (case.state, home.closed_by, home.until) == ("decided", "struck_off", date(2026, 10, 1))


def test_the_ground_of_probation_is_for_the_probationary(cast, head):
    with pytest.raises(Refused, match="chỉ dùng với đảng viên dự bị"):
        raised(cast, head, ground="probation")
    assert raised(cast, head, "moi", ground="probation").pk


def test_months_missed_raise_a_question_and_nothing_else(cast, head, monkeypatch):
    """Ân missed three months, Ấn two, Âu one month on two grounds; the school's member is another cell's."""
    absent = [("an", 3), ("an", 5), ("an", 8), ("an", 8), ("sac", 1), ("sac", 2), ("au", 4), ("long", 1), ("long", 2), ("long", 3)]  # fmt: skip
    unpaid = [("au", 4)]
    monkeypatch.setattr(sources, "SOURCES", {"absent": [], "unpaid": []})
    for ground, told in (("absent", absent), ("unpaid", unpaid)):
        rows = [Missed(cast.members[key].pk, 2026, month) for key, month in told]
        sources.tell(ground, lambda years, on, homes, rows=rows: rows if 2026 in years else [])
    seen = [(one.name, one.ground, one.months, one.says) for one in findings(cast.accounts["buong"], TODAY)]
    assert seen == [
        ("Bùi Văn An", "absent", (3, 5, 8), "reached"),
        ("Lò Văn Ấn", "absent", (1, 2), "soon"),
    ]
    assert len(findings(cast.accounts["chanh"], TODAY)) == 3
    assert findings(cast.accounts["khac"], TODAY) == []
    assert StrikeOff.objects.count() == 0
    (line,) = strike_offs(cast.accounts["buong"], TODAY)
    assert line.title.startswith("2 đảng viên") and line.level == "bad"
    raised(cast, head)
    assert [one.name for one in findings(cast.accounts["buong"], TODAY)] == ["Lò Văn Ấn"]


def owes(cast, key, months, **facts):
    for month in months:
        first = date(2026, month, 1)
        sheet, _made = DuesMonth.objects.get_or_create(
            unit=cast.units["ben_da"], month=first, defaults={"collected_on": date(2026, month, 3)}
        )
        given = {"due": 25_000, "name_key": key, **facts}
        DuesLine.objects.create(sheet=sheet, unit=sheet.unit, month=first, member=cast.members[key], **given)


def test_the_books_of_dues_tell_of_months_not_paid(cast):
    """Three months owed raise a case, two a warning; excused, paid or owing one month, nobody."""
    owes(cast, "an", (2, 4, 7))
    owes(cast, "sac", (4, 7))
    owes(cast, "dang", (4,))
    owes(cast, "au", (2, 4, 7), excused=True)
    DuesRelief.objects.create(
        member=cast.members["au"], kind="delayed", ground="away", paper="NQ 3", since=date(2026, 1, 1)
    )
    owes(cast, "moi", (2, 4, 7), amount=25_000, paid_on=date(2026, 7, 30), way="cash")
    assert [
        (one.name, one.ground, one.months, one.says) for one in findings(cast.accounts["buong"], TODAY)
    ] == [
        ("Bùi Văn An", "unpaid", (2, 4, 7), "reached"),
        ("Lò Văn Ấn", "unpaid", (4, 7), "soon"),
    ]
    assert findings(cast.accounts["khac"], TODAY) == []


def test_of_cells_out_of_sight_nothing_is_asked(cast):
    """A member owes in Bến Đá; the books of dues are asked about one's own cells only, and the province about all."""
    owes(cast, "an", (2, 4, 7))
    asked = {
        login: {
            row.member_id
            for row in months_missed((2026,), TODAY, sources.homes_seen(cast.accounts[login], TODAY))
        }
        for login in ("buong", "chanh", "khac", "ubnd", "la")
    }
    an = {cast.members["an"].pk}
    assert asked == {"buong": an, "chanh": an, "khac": set(), "ubnd": set(), "la": set()}


def test_a_years_months_stand_in_the_next_year_until_a_case_answers_them(cast, head):
    """An owes October to December 2026; Ấn, with two, is warned of within the year only."""
    owes(cast, "an", (10, 11, 12))
    owes(cast, "sac", (11, 12))
    days = (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 6, 30))

    def found(on: date) -> list[tuple[str, int, tuple[int, ...], str]]:
        return [(one.name, one.year, one.months, one.says) for one in findings(cast.accounts["buong"], on)]

    an, sac = "Bùi Văn An", "Lò Văn Ấn"
    assert [found(on) for on in days] == [
        [(an, 2026, (10, 11), "soon")],
        [(an, 2026, (10, 11, 12), "reached"), (sac, 2026, (11, 12), "soon")],
        [(an, 2026, (10, 11, 12), "reached")],
        [(an, 2026, (10, 11, 12), "reached")],
    ]
    owing = lists.arrears_counted(cast.accounts["buong"], days[2])
    assert [(row["name"], row["year"], row["months"]) for row in owing] == [(an, 2026, 3), (sac, 2026, 2)]
    case = {"member": cast.members["an"], "unit": cast.units["ben_da"], "ground": "unpaid", "source": "x"}
    held = StrikeOff.objects.create(**case, raised_on=date(2026, 11, 30), dropped_on=date(2026, 12, 1))
    assert len(found(days[2])) == 1
    StrikeOff.objects.filter(pk=held.pk).moved(Entry.objects.first(), raised_on=date(2027, 1, 10))
    assert found(days[3]) == []


def test_who_may_pay_later_owes_when_the_grant_has_ended(cast):
    owes(cast, "au", (1, 2, 3), excused=True)
    DuesRelief.objects.create(
        member=cast.members["au"], kind="delayed", ground="away", paper="NQ 3",
        since=date(2026, 1, 1), until=date(2026, 7, 1),
    )  # fmt: skip
    counted = [
        [row["months"] for row in lists.arrears_counted(cast.accounts["buong"], on)]
        for on in (date(2026, 6, 30), date(2026, 7, 1))
    ]
    assert counted == [[], [3]]


# --- pages ---


@pytest.fixture
def case(cast, head) -> Discipline:
    return opened(cast, head)


HOME = "/dang-vien/ky-luat/"


@pytest.mark.parametrize(
    ("login", "listed", "page", "act"),
    [
        ("chanh", True, 200, 200),
        ("buong", True, 200, 403),
        ("nhung", True, 200, 403),
        ("khac", False, 404, 404),
    ],
)
def test_who_sees_and_who_acts(at, cast, case, login, listed, page, act):
    browser = at(login)
    assert ("Bùi Văn An" in browser.get(HOME).content.decode()) is listed
    assert browser.get(f"{HOME}{case.pk}/").status_code == page
    assert browser.get(f"{HOME}{case.pk}/quyet-dinh/").status_code == act
    for ending in ("pdf", "docx", "xlsx"):
        assert browser.post(f"{HOME}danh-sach.{ending}", WHY)["Cache-Control"] == "no-store"
    member = browser.get(f"/dang-vien/{cast.members['an'].pk}/").content.decode()
    assert (f"{HOME}{case.pk}/" in member) is listed


def test_a_committee_member_sees_members_but_not_their_faults(at, cast, case):
    cast.office("uyvien", "committee_member", "upper", "Đảng ủy viên")
    browser = at("uyvien")
    member = browser.get(f"/dang-vien/{cast.members['an'].pk}/")
    assert member.status_code == 200 and "ky-luat" not in member.content.decode()
    assert browser.get(HOME).status_code == 403
    # a cell of one's own beside it shows that cell's cases and no other's
    Office.objects.create(
        person=cast.accounts["uyvien"].person, unit=cast.units["school"], role="cell_secretary", title="Bí thư",
        since=date(2020, 1, 1),
    )  # fmt: skip
    browser = at("uyvien")
    assert "Bùi Văn An" not in browser.get(HOME).content.decode()
    assert browser.get(f"{HOME}{case.pk}/").status_code == 404


def test_a_case_goes_through_its_forms(at, cast):
    browser, member = at("chanh"), cast.members["an"].pk
    address = f"/dang-vien/{member}/xem-xet-ky-luat/"
    assert browser.get(address).status_code == 200
    facts = {"violation": "Vi phạm", "act_on": "01/02/2026", "on": "02/03/2026", "source": "KL 1"}
    answer = browser.post(address, {**facts, "act_on": "01/12/2026"})
    assert answer.status_code == 422 and "chưa đến" in answer.content.decode()
    assert not Discipline.objects.exists()
    answer = browser.post(address, facts)
    made = Discipline.objects.get()
    assert answer.url == f"{HOME}{made.pk}/"
    page = browser.get(answer.url).content.decode()
    assert "Hình thức có thể áp dụng: khiển trách, cảnh cáo, khai trừ" in page
    browser.post(f"{answer.url}quyet-dinh/", {"level": "warning", "body": "standing", "on": "03/04/2026", "paper": "QĐ"})  # fmt: skip
    assert [one.title for one in disciplines(cast.accounts["chanh"], TODAY)] == [
        "1 quyết định kỷ luật chưa ghi công bố"
    ]
    browser.post(f"{answer.url}cong-bo/", {"on": "03/04/2026"})
    assert "có hiệu lực đến hết 02/04/2027" in browser.get(answer.url).content.decode()
    assert browser.get(f"{answer.url}cong-bo/").status_code == 409


def test_a_suspension_has_its_last_day(at, cast):
    """Ninety weekdays after Monday 6/7/2026: 19 in July, 21, 22 and 22 in the months after, the sixth of November's is Monday 9."""
    Exemption.objects.create(member=cast.members["an"], kind=Exemption.SUSPENDED, since=date(2026, 7, 6))
    page = at("chanh").get(HOME).content.decode()
    assert "đình chỉ từ 06/07/2026 đến hết 09/11/2026" in page
    assert "phải gia hạn" in page


def test_strike_off_pages_say_what_to_do(at, cast, head):
    browser = at("chanh")
    text = browser.get("/dang-vien/xoa-ten/").content.decode()
    assert "Chưa có hồ sơ xóa tên nào" in text
    case = raised(cast, head)
    page = browser.get(f"/dang-vien/xoa-ten/{case.pk}/").content.decode()
    assert "tháng 3, 5, 8/2026" in page
    assert at("khac").get(f"/dang-vien/xoa-ten/{case.pk}/").status_code == 404
    address = f"/dang-vien/{cast.members['sac'].pk}/xem-xet-xoa-ten/"
    assert (
        'value="tháng 1/2026"' in browser.get(address + "?ly-do=unpaid&cu-the=tháng 1/2026").content.decode()
    )
    assert at("buong").post(address, {}).status_code == 403
