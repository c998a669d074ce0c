"""Transfers as cases: their clocks by hand, the whole way out and in, what is refused, who sees."""

from datetime import date

import pytest

from soxa.desk.tests.signing_in import queries, signed_in, words
from soxa.desk.waiting_transfers import transfers
from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Setting
from soxa.kernel.refusal import Refused
from soxa.law.calendar import Calendar
from soxa.law.periods import FOREVER
from soxa.org.models import Account
from soxa.party.flow import take as take_act
from soxa.party.models import Exemption, Member, Membership
from soxa.party.tests.paper import WHY
from soxa.party.transfers.flow import COUNTED, LETTERS, begin, take
from soxa.party.transfers.models import Transfer
from soxa.party.transfers.rules import begin_by, present_by, too_long_for_a_time

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
ACTOR, TODAY = machine("thử"), date(2026, 11, 20)
CLERK, HEAD, OFFICER, SECRETARY, AUDITOR = "yen.le", "tuyet.ngo", "luong.nguyen", "buong.luc", "nhung.tran"
HOME = "/dang-vien/chuyen-sinh-hoat/"


def someone(**more):
    """An official member at home in a village cell, in the order of keys."""
    spells = Membership.objects.home().filter(
        until=FOREVER, unit__code="99901.14", member__recognised_on__isnull=False
    )
    return spells.filter(**more).order_by("pk").first().member


def asked(member, **more):
    facts = {
        "sort": "official", "why": "residence", "other": "Đảng bộ phường Hồng Hà", "effect_on": date(2026, 9, 1),
        "requested_on": date(2026, 10, 5), "returns_on": None, "portal_no": "",
    }  # fmt: skip
    return begin(member, ACTOR, today=TODAY, facts={**facts, **more})


def goes(case, name, **facts):
    take(name, case, ACTOR, today=TODAY, facts=facts)
    case.refresh_from_db()


def introduced(member, **more):
    case = asked(member, **more)
    goes(case, "review", reviewed_on=date(2026, 10, 9))
    goes(case, "introduce", letter_no="12", letter_on=date(2026, 10, 12), dues_through=date(2026, 10, 1))
    return case


def members_of(code="99901.14"):
    return Membership.objects.home().filter(until=FOREVER, unit__code=code).count()


def test_sixty_working_days_to_begin_and_thirty_to_present():
    calendar = Calendar({date(2026, 9, 2): "Quốc khánh"}, {}, frozenset())
    # after 1/9/2026, 2/9 being a holiday: 20 in September, 22 in October, 18 in November up to Wednesday the 25th
    assert begin_by(date(2026, 9, 1), calendar).on == date(2026, 11, 25)
    # Monday 12/10/2026: 30 working days with no day off between end on Monday 23/11/2026 (24/11 lies behind it)
    assert present_by(date(2026, 10, 12), calendar).on == date(2026, 11, 23)
    assert "mục 6.3.1" in " ".join(present_by(date(2026, 10, 12), calendar).why())


@pytest.mark.parametrize(
    ("ends", "long"),
    [(date(2027, 11, 19), False), (date(2027, 11, 20), True), (date(2027, 11, 21), True)],
)
def test_an_exemption_for_a_time_is_under_twelve_months(ends, long):
    assert too_long_for_a_time(date(2026, 11, 20), ends) is long


def test_the_whole_way_out_counts_here_until_received_there():
    member, before = someone(), members_of()
    case = introduced(member)
    assert (case.state, members_of()) == ("letter", before)
    with pytest.raises(Refused, match="đang có hồ sơ chuyển sinh hoạt: ghi bước tiếp"):
        take_act(
            "transfer_out", member, ACTOR, today=TODAY, facts={"on": TODAY, "paper": "x", "went_to": "y"}
        )
    with pytest.raises(Refused, match="chưa xong"):
        asked(member)
    goes(case, "settle", ended_on=date(2026, 11, 3), paper="")
    spell = Membership.objects.home().filter(member=member).latest("since")
    assert (spell.until, spell.closed_by, spell.went_to, spell.closing_paper) == (
        date(2026, 11, 3), "out", "Đảng bộ phường Hồng Hà", "Giấy giới thiệu số 12 ngày 12/10/2026",
    )  # fmt: skip
    assert (case.state, members_of()) == ("settled", before - 1)
    steps = (
        Entry.objects.filter(flow="transfer_away", subject_key=str(case.pk))
        .order_by("pk")
        .values_list("step", flat=True)
    )
    assert list(steps) == ["start", "review", "introduce", "settle"]
    told = str(list(Entry.objects.filter(flow="transfer_away").values_list("facts", flat=True)))
    assert member.person.full_name not in told


def test_by_the_setting_one_counts_until_the_letter():
    Setting.objects.create(
        code=COUNTED.code, value="letter", since=date(2026, 1, 1), entry=Entry.objects.latest("pk")
    )
    member, before = someone(), members_of()
    case = introduced(member)
    assert members_of() == before - 1
    goes(case, "settle", ended_on=date(2026, 11, 3), paper="")
    assert Membership.objects.home().filter(member=member).latest("since").until == date(2026, 10, 12)


def test_away_for_a_time_one_stays_counted_and_comes_back():
    member, before = someone(), members_of()
    case = introduced(member, sort="temporary", why="study", returns_on=date(2027, 1, 31))
    away = Exemption.objects.get(member=member, kind="temp_out", until=FOREVER)
    assert (away.since, away.ends_on, members_of()) == (date(2026, 10, 12), date(2027, 1, 31), before)
    goes(case, "settle", ended_on=date(2026, 11, 18), paper="")
    away.refresh_from_db()
    assert (away.until, members_of()) == (date(2026, 11, 18), before)


def test_returned_and_withdrawn_leave_everything_as_it_was():
    member, before = someone(), members_of()
    goes(introduced(member), "return", ended_on=date(2026, 11, 2), reason="không cư trú ở đó")
    case = asked(member)
    goes(case, "withdraw", ended_on=date(2026, 11, 5), reason="đổi ý")
    assert (case.state, members_of()) == ("withdrawn", before)


def test_steps_go_forward_in_time_and_nothing_is_written_otherwise():
    case = asked(someone())
    entries = Entry.objects.count()
    with pytest.raises(Refused, match="Ngày phải từ 05/10/2026"):
        goes(case, "review", reviewed_on=date(2026, 10, 4))
    with pytest.raises(Refused, match="không làm được khi đang ở bước"):
        goes(case, "settle", ended_on=TODAY, paper="")
    case.refresh_from_db()
    assert (case.state, Entry.objects.count()) == ("requested", entries)


def test_who_is_not_at_home_here_asks_for_nothing():
    gone = Membership.objects.home().filter(closed_by="died").first().member
    with pytest.raises(Refused, match="không sinh hoạt chính thức"):
        asked(gone)


def arrival(client, **more):
    given = {
        "full_name": "Nguyễn Thị Phương Thảo Nguyên", "sort": "official", "other": "Đảng bộ phường Hồng Hà", "letter_no": "7",
        "letter_on": "05/10/2026", "presented_on": "16/11/2026", "dues_through": "10/2026", "file_confirmed": "",
        "late_why": "", "unit": Membership.objects.filter(unit__code="99901.14").first().unit_id,
    }  # fmt: skip
    return client.post(f"{HOME}den/", {**given, **more}, follow=True)


def test_a_letter_is_presented_in_thirty_working_days_or_explained():
    head = signed_in(HEAD)
    # 5/10 + 30 working days = 16/11/2026
    assert (
        "Ghi người xuất trình" not in words(arrival(head))
        and Transfer.objects.get(letter_no="7").state == "arrived"
    )
    late = arrival(head, letter_no="8", presented_on="17/11/2026")
    assert late.status_code == 422 and "chậm nhất ngày 16/11/2026" in words(late)
    assert not Transfer.objects.filter(letter_no="8").exists()
    assert arrival(head, letter_no="8", presented_on="17/11/2026", late_why="ốm").status_code == 200


def test_who_came_is_received_only_with_a_confirmed_file_and_once():
    head, before = signed_in(HEAD), members_of()
    page = words(arrival(head))
    case = Transfer.objects.get(letter_no="7")
    assert "Có xác nhận của cấp ủy nơi đi rồi mới tiếp nhận" in page
    door = f"/dang-vien/them/chuyen-den-moi/?ho-so={case.pk}"
    assert head.get(door).status_code == 404
    assert head.post(f"{HOME}{case.pk}/xac-nhan-ho-so/", {"ended_on": "18/11/2026"}).status_code == 302
    assert "Tiếp nhận vào chi bộ" in words(head.get(f"{HOME}{case.pk}/"))
    form = head.get(door).content.decode()
    assert "Nguyễn Thị Phương Thảo Nguyên" in form and "Giấy giới thiệu số 7 ngày 05/10/2026" in form
    given = {
        "full_name": "Nguyễn Thị Phương Thảo Nguyên", "born": "05/03/1990", "sex": "F", "unit": case.unit_id, "on": "19/11/2026",
        "came_from": case.other, "paper": "Giấy giới thiệu số 7", "admitted_on": "01/02/2015", "recognised_on": "01/02/2016",
    }  # fmt: skip
    assert head.post(door, given).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.ended_on, case.member.person.full_name) == ("settled", date(2026, 11, 19), "Nguyễn Thị Phương Thảo Nguyên")  # fmt: skip
    assert members_of() == before + 1
    assert head.post(door, given).status_code == 404
    assert Member.objects.filter(person__full_name="Nguyễn Thị Phương Thảo Nguyên").count() == 1


@pytest.mark.parametrize(
    ("who", "status"), [(HEAD, 200), (CLERK, 200), (SECRETARY, 200), (AUDITOR, 200), (OFFICER, 403)]
)
def test_who_reads_the_list(who, status):
    introduced(someone())
    assert signed_in(who).get(HOME).status_code == status


def test_a_cell_secretary_sees_the_own_cell_alone_and_writes_nothing():
    own = Account.objects.get(username=SECRETARY).held_offices()[0].unit_id
    here = (
        Membership.objects.home()
        .filter(until=FOREVER, unit_id=own, member__recognised_on__isnull=False)
        .first()
        .member
    )
    elsewhere = Membership.objects.home().filter(until=FOREVER, member__recognised_on__isnull=False).exclude(unit_id=own).first().member  # fmt: skip
    mine, other = introduced(here), introduced(elsewhere)
    client = signed_in(SECRETARY)
    shown = words(client.get(HOME))
    assert here.person.full_name in shown and elsewhere.person.full_name not in shown
    assert client.get(f"{HOME}{other.pk}/").status_code == 404
    assert "Ghi sổ" not in words(client.get(f"{HOME}{mine.pk}/"))
    assert client.get(f"{HOME}{mine.pk}/da-tiep-nhan/").status_code == 403


def test_the_list_asks_the_same_of_one_case_and_of_many():
    client, people = signed_in(HEAD), list(Membership.objects.home().filter(until=FOREVER)[:12])
    introduced(people[0].member)
    client.get(HOME)
    one = queries(client, HOME)
    for spell in people[1:]:
        introduced(spell.member)
    assert queries(client, HOME) == one


def test_what_waits_is_told_with_its_day_and_why():
    member = someone()
    introduced(member)
    (line,) = [
        one
        for one in transfers(Account.objects.get(username=HEAD), TODAY)
        if member.person.full_name in one.title
    ]
    assert (line.on, line.level, line.words) == (date(2026, 11, 23), "warn", "Đã giới thiệu, còn 3 ngày")
    assert line.why


def test_the_page_of_a_member_begins_a_transfer_and_the_letter_is_printed_by_a_setting_only():
    head, member = signed_in(HEAD), someone()
    assert "Làm thủ tục chuyển đi" in words(head.get(f"/dang-vien/{member.pk}/"))
    given = {
        "sort": "official", "why": "work", "other": "Đảng bộ phường Hồng Hà", "effect_on": "01/10/2026", "requested_on": "05/10/2026",
    }  # fmt: skip
    begun = f"/dang-vien/{member.pk}/lam-thu-tuc-chuyen-di/"
    assert "Chuyển tạm thời thì ghi ngày dự kiến trở về" in words(
        head.post(begun, {**given, "sort": "temporary"})
    )
    assert head.post(begun, given).status_code == 302
    case = Transfer.objects.get(member=member)
    goes(case, "review", reviewed_on=date(2026, 10, 9))
    wrong = head.post(
        f"{HOME}{case.pk}/gioi-thieu/",
        {"letter_no": "12", "letter_on": "12/10/2026", "dues_through": "13/2026"},
    )
    assert wrong.status_code == 422 and "không phải tháng/năm" in words(wrong)
    head.post(
        f"{HOME}{case.pk}/gioi-thieu/",
        {"letter_no": "12-GT", "letter_on": "12/10/2026", "dues_through": "10/2026"},
    )
    assert head.get(f"{HOME}{case.pk}/giay.pdf").status_code == 403
    Setting.objects.create(
        code=LETTERS.code, value=True, since=date(2026, 1, 1), entry=Entry.objects.latest("pk")
    )
    made = head.post(f"{HOME}{case.pk}/giay.pdf", WHY)
    assert made.status_code == 200 and made.content[:5] == b"%PDF-"
    assert head.post(f"{HOME}{case.pk}/giay.docx", WHY).status_code == 200
    assert head.post(f"{HOME}danh-sach.xlsx?muc=di", WHY).status_code == 200
