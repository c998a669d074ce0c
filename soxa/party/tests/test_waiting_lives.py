"""What waits of members' lives, each line at its boundary day: shown thirty days ahead, not thirty-one."""

from datetime import date, timedelta

import pytest

from soxa.desk.waiting import AHEAD, lacking_files, recognitions
from soxa.desk.waiting_dues import dues
from soxa.desk.waiting_exemptions import exemptions
from soxa.desk.waiting_study import commitments
from soxa.desk.waiting_transfers import transfers
from soxa.desk.waiting_verification import verifications
from soxa.law.partial import PartialDate
from soxa.org.models import Account
from soxa.party.admission.flow import begin, step
from soxa.party.checklist import ensure_paper_kinds
from soxa.party.dues.models import DuesLine, DuesMonth
from soxa.party.models import Exemption, Membership, MissingPaper, PaperKind
from soxa.party.study.models import Commitment
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_admission import NEWCOMER, paper
from soxa.party.transfers.models import Transfer

DAY = timedelta(days=1)


def eased(cast, key, kind=Exemption.TEMP_EXEMPT, ends=TODAY + AHEAD, **facts):
    since = {"since": date(2026, 5, 4), **facts}
    return Exemption.objects.create(member=cast.members[key], kind=kind, ends_on=ends, **since)


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        (TODAY + AHEAD + DAY, None),
        (TODAY + AHEAD, "Còn 30 ngày"),
        (TODAY, "Hôm nay"),
        (TODAY - DAY, "Quá hạn 1 ngày"),
    ],
)
def test_an_exemption_is_told_thirty_days_before_it_ends(cast, ends, words):
    eased(cast, "an", ends=ends)
    eased(cast, "sac", Exemption.EXEMPT, ends=None)  # for good: nothing ends
    eased(cast, "au", ends=TODAY, until=date(2026, 6, 1))  # over long ago
    found = exemptions(cast.accounts["chanh"], TODAY)
    assert [(line.words, line.on) for line in found] == ([(words, ends)] if words else [])
    if words:
        assert (
            found[0].address.endswith("/sinh-hoat-tro-lai/")
            and "tạm miễn sinh hoạt: Bùi Văn An" in found[0].title
        )
        (own,) = exemptions(cast.accounts["buong"], TODAY)
        assert own.address == f"/dang-vien/{cast.members['an'].pk}/"  # a cell secretary writes no membership
    assert exemptions(cast.accounts["khac"], TODAY) == []


def test_who_is_away_by_a_letter_is_told_once_with_the_letter(cast):
    eased(cast, "an", Exemption.TEMP_OUT)
    member = cast.members["an"]
    case = Transfer.objects.create(
        direction=Transfer.OUT, sort=Transfer.TEMPORARY, state=Transfer.LETTER, unit=cast.units["ben_da"], member=member,
        full_name=member.person.full_name, name_key="an", other="Đảng ủy phường X", letter_on=date(2026, 5, 4),
        returns_on=TODAY + AHEAD,
    )  # fmt: skip
    assert exemptions(cast.accounts["chanh"], TODAY) == []
    assert [line.on for line in transfers(cast.accounts["chanh"], TODAY)] == [TODAY + AHEAD]
    assert transfers(cast.accounts["chanh"], TODAY - DAY) == []
    assert case.pk


def letter(cast, on, sort=Transfer.OFFICIAL, **more):
    return Transfer(
        direction=Transfer.IN, sort=sort, state=Transfer.LETTER, unit=cast.units["ben_da"], letter_on=on,
        full_name="Lò Thị Xa", name_key="xa", other="Đảng ủy phường X", **more,
    )  # fmt: skip


def test_of_more_transfers_than_are_shown_the_late_ones_stay(cast, monkeypatch):
    monkeypatch.setattr("soxa.desk.waiting_transfers.MOST", 4)
    asked = letter(cast, None, requested_on=date(2026, 11, 2))
    asked.state = Transfer.REQUESTED  # nothing runs yet
    late = letter(cast, date(2026, 9, 1)), letter(cast, None, Transfer.TEMPORARY, returns_on=TODAY - DAY)
    for one in (asked, *(letter(cast, TODAY - 20 * DAY) for _one in range(4)), *late):
        one.save(force_insert=True)
    found = transfers(cast.accounts["chanh"], TODAY)
    assert [line.level for line in found] == ["bad", "bad", "quiet", "quiet"]


def test_six_are_one_line(cast, django_assert_num_queries):
    for days, key in enumerate(("dang", "sac", "an", "au", "moi", "long")):
        eased(cast, key, ends=TODAY + timedelta(days=days - 2))
    (line,) = exemptions(cast.accounts["chanh"], TODAY)
    assert line.title.startswith("6 đồng chí") and "quá ngày: 2" in line.detail
    with django_assert_num_queries(1):
        exemptions(cast.accounts["chanh"], TODAY)


def test_recognition_is_told_thirty_days_before_the_twelve_months_end(cast):
    """Bưởi's ceremony was on 6/1/2026: on 7/12/2026 thirty days are left."""
    on_day, before = date(2026, 12, 7), date(2026, 12, 6)
    assert [one.later for one in recognitions(cast.accounts["chanh"], on_day)] == [""]
    assert recognitions(cast.accounts["chanh"], before)[0].later.startswith("Vi Thị Bưởi")


def test_a_file_is_incomplete_from_the_day_its_paper_was_missing(cast):
    ensure_paper_kinds()
    assert lacking_files(cast.accounts["chanh"], TODAY)[0].title.startswith(
        "1 hồ sơ"
    )  # Bưởi's was never checked
    kind = PaperKind.objects.first()
    MissingPaper.objects.create(member=cast.members["an"], paper=kind, since=TODAY)
    assert lacking_files(cast.accounts["chanh"], TODAY - DAY)[0].title.startswith("1 hồ sơ")
    assert lacking_files(cast.accounts["chanh"], TODAY)[0].title.startswith("2 hồ sơ")
    assert lacking_files(cast.accounts["buong"], TODAY)[0].title.startswith("2 hồ sơ")
    assert lacking_files(cast.accounts["khac"], TODAY) == []


def test_commitments_missing_are_told_until_the_last_member_has_registered(cast):
    def said():
        return [line.title for line in commitments(cast.accounts["buong"], TODAY)]

    assert said() == ["5 đảng viên chưa đăng ký làm theo Bác năm 2026"]
    home = Membership.objects.filter(unit=cast.units["ben_da"])
    for spell in home[:4]:
        Commitment.objects.create(member_id=spell.member_id, unit_id=spell.unit_id, year=2026, made_on=TODAY)
    assert said() == ["1 đảng viên chưa đăng ký làm theo Bác năm 2026"]
    Commitment.objects.create(
        member_id=home[4].member_id, unit=cast.units["ben_da"], year=2026, made_on=TODAY
    )
    assert said() == []


@pytest.mark.parametrize(("months", "says"), [(1, []), (2, ["Cần nhắc"]), (3, ["Chi bộ xem xét"])])
def test_arrears_are_told_from_two_months(cast, months, says):
    for month in range(1, months + 1):
        first = date(2026, month, 1)
        sheet = DuesMonth.objects.create(
            unit=cast.units["ben_da"], month=first, collected_on=date(2026, 6, 1)
        )
        DuesLine.objects.create(
            sheet=sheet,
            unit=cast.units["ben_da"],
            month=first,
            member=cast.members["an"],
            name_key="an",
            due=10_000,
        )
    assert [line.words for line in dues(cast.accounts["chanh"], TODAY)] == says
    # a year's months are still owed in the next year, and told of until it is over
    assert [line.words for line in dues(cast.accounts["chanh"], date(2027, 1, 1))] == says
    assert dues(cast.accounts["chanh"], date(2028, 1, 1)) == []


@pytest.mark.parametrize("ceremony", [date(2024, 9, 10), date(2016, 2, 4)])
def test_the_later_the_recognition_the_surer_it_is_told(cast, head, ceremony):
    """Past eight hundred days it was told to nobody."""
    member = cast.members["moi"]
    member.admitted_on = PartialDate.exactly(ceremony)
    member.save(update_fields=["admitted_on"])
    told = recognitions(cast.accounts["chanh"], TODAY)
    assert [one.title for one in told] == ["Xét công nhận chính thức: Vi Thị Bưởi"]
    assert "Quá hạn" in told[0].words


def test_an_answer_asked_for_is_waited_for_until_it_comes(cast, head):
    """Asked on Monday 5/10/2026, no holiday known: the thirtieth working day is Monday 16/11."""
    case = begin(head, today=TODAY, facts={**NEWCOMER, "unit": cast.units["ben_da"].pk})
    step("apply", case, head, today=TODAY, facts={"on": date(2026, 9, 1), "note": ""})
    paper(case, head, "asked", date(2026, 10, 5), note="CV 4")
    reader = Account.objects.get(pk=cast.accounts["chanh"].pk)
    (line,) = verifications(reader, TODAY)
    assert (line.on, line.words) == (date(2026, 11, 16), "Quá hạn 4 ngày")
    assert verifications(Account.objects.get(pk=cast.accounts["khac"].pk), TODAY) == []
    paper(case, head, "verified", date(2026, 11, 18))
    assert verifications(reader, TODAY) == []
