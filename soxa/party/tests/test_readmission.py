"""A former member of the book is admitted again: one record, two lives, and what was counted before stays as it was."""

from datetime import date

import pytest

from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.law.partial import PartialDate
from soxa.law.periods import Period
from soxa.party.admission.flow import begin, step
from soxa.party.admission.models import Admission
from soxa.party.as_of import as_of
from soxa.party.balance import balance
from soxa.party.flow import take
from soxa.party.models import Member, Membership
from soxa.party.standing import life_of
from soxa.party.striking.models import StrikeOff
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_admission import NEWCOMER, cast_votes, paper

LEFT_ON = date(2022, 1, 5)
AN = {**NEWCOMER, "full_name": "Bùi Văn An", "born": PartialDate.parse("20/11/1990")}
AGAIN = {**AN, "formerly": "struck", "out_since": LEFT_ON}


def gone(cast, head, how="struck_off"):
    take(how, cast.members["an"], head, today=TODAY, facts={"on": LEFT_ON, "paper": "QĐ 1-QĐ/ĐU"})
    return cast.units["ben_da"].pk


def listed(cast, head, **facts) -> Admission:
    return begin(head, today=TODAY, facts={**AGAIN, "unit": cast.units["ben_da"].pk, **facts})


def official_in(cast, key):
    return read(
        FIGURES["party.members_official"], Moment.over(Period.parse(key)), cast.units["upper"].pk
    ).text


def recognised_in(cast, key):
    return read(FIGURES["party.recognised"], Moment.over(Period.parse(key)), cast.units["upper"].pk).text


def admitted_again(cast, head) -> Member:
    case = listed(cast, head)
    introducer = {"introducer": cast.members["dang"].pk, "known_since": date(2024, 6, 3)}
    step("apply", case, head, today=TODAY, facts={"on": date(2025, 3, 3), "note": ""})
    for kind in ("class", "cv", "verified", "opinions", "union", "readmission"):
        paper(case, head, kind, date(2025, 6, 2))
    paper(case, head, "introduction", date(2025, 6, 3), **introducer)
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2025, 8, 1), ayes=3, present=3))
    step("send", case, head, today=TODAY, facts={"on": date(2025, 8, 4)})
    facts = {"on": date(2025, 9, 25), "paper": "QĐ 31-QĐ/TU", "received_on": date(2025, 10, 1)}
    step("decide", case, head, today=TODAY, facts=facts)
    step("admit", case, head, today=TODAY, facts={"on": date(2025, 10, 10)})
    case.refresh_from_db()
    assert case.member_id == cast.members["an"].pk
    return Member.objects.get(pk=case.member_id)


def test_one_record_with_two_lives(cast, head):
    gone(cast, head)
    before = [official_in(cast, key) for key in ("2020", "2021")]
    recognised_before = recognised_in(cast, "1997")
    member = admitted_again(cast, head)
    assert Member.objects.filter(person=member.person_id).count() == 1
    assert (member.decision_on.text(), member.admitted_on.text(), member.recognised_on, member.card_no) == (
        "15/03/1996", "10/10/2025", None, "",
    )  # fmt: skip
    earlier = member.earlier_admissions.get()
    assert (earlier.recognised_on.text(), earlier.card_no, earlier.left_on, earlier.left_by) == (
        "03/02/1997", "12345678", LEFT_ON, Membership.STRUCK_OFF,
    )  # fmt: skip
    # what is counted of the years before is what it was, and one more was admitted in 2025
    assert [official_in(cast, key) for key in ("2020", "2021")] == before
    assert (
        read(FIGURES["party.admitted"], Moment.over(Period.parse("2025")), cast.units["upper"].pk).text == "1"
    )
    take("recognise", member, head, today=TODAY, facts={"on": date(2026, 10, 10), "paper": "QĐ 50"})
    member.refresh_from_db()
    take("issue_card", member, head, today=TODAY, facts={"on": TODAY, "card_no": "12999999", "paper": ""})
    days = (
        (date(1996, 6, 1), "dự bị"), (date(1997, 2, 3), "chính thức"), (date(2022, 1, 4), "chính thức"), (LEFT_ON, "đã xóa tên"),
        (date(2025, 10, 9), "đã xóa tên"), (date(2025, 10, 10), "dự bị"), (date(2026, 10, 9), "dự bị"),
        (date(2026, 10, 10), "chính thức"),
    )  # fmt: skip
    member.refresh_from_db()
    assert [as_of(member, on).standing for on, _standing in days] == [standing for _on, standing in days]
    assert [official_in(cast, key) for key in ("2020", "2021")] == before
    assert (recognised_in(cast, "1997"), recognised_in(cast, "2026")) == (recognised_before, "1")


def test_party_age_goes_on_less_the_time_outside(cast, head):
    """First decision 15/3/1996; outside 5/1/2022–25/9/2025 = 1,359 days: 27 years are full on 4/12/2026."""
    gone(cast, head)
    member = admitted_again(cast, head)
    assert as_of(member, TODAY).party_age.years is None  # on probation again
    take("recognise", member, head, today=TODAY, facts={"on": date(2026, 10, 10), "paper": "QĐ 50"})
    member.refresh_from_db()
    outside = member.times_outside.get()
    assert (outside.until - outside.since).days == 1359
    ages = [as_of(member, on).party_age.years for on in (date(2026, 12, 3), date(2026, 12, 4))]
    assert ages == [26, 27]
    assert as_of(member, date(2022, 1, 4)).party_age.years == 25  # as it was, the day before he left


@pytest.mark.parametrize(
    ("how", "facts", "words"),
    [
        ("struck_off", {"formerly": "barred"}, "không xem xét kết nạp lại"),
        ("struck_off", {"formerly": "hardship"}, "không khớp với hồ sơ: sổ ghi đồng chí này xóa tên"),
        ("left", {"formerly": "struck"}, "không khớp với hồ sơ"),
        ("struck_off", {"out_since": date(2021, 1, 5)}, "sổ ghi ngày 05/01/2022"),
        ("struck_off", {"formerly": "", "citizen_id": "001062012345"}, "có hồ sơ đảng viên cũ"),
    ],
)
def test_what_the_record_says_stands_in_the_way(cast, head, how, facts, words):
    gone(cast, head, how)
    entries = Entry.objects.count()
    with pytest.raises(Refused, match=words):
        listed(cast, head, **facts)
    assert Entry.objects.count() == entries and not Admission.objects.exists()


def test_who_abandoned_his_cell_does_not_come_back(cast, head):
    gone(cast, head)
    StrikeOff.objects.create(
        member=cast.members["an"], unit=cast.units["ben_da"], ground=StrikeOff.ABSENT, raised_on=LEFT_ON, decided_on=LEFT_ON
    )  # fmt: skip
    with pytest.raises(Refused, match="không xem xét kết nạp lại"):
        listed(cast, head)


def test_who_came_back_once_does_not_again(cast, head):
    gone(cast, head)
    member = admitted_again(cast, head)
    take("struck_off", member, head, today=TODAY, facts={"on": date(2026, 11, 2), "paper": "QĐ 9"})
    with pytest.raises(Refused, match="Chỉ được xét kết nạp lại một lần"):
        begin(head, today=TODAY, facts={
            **AGAIN, "unit": cast.units["ben_da"].pk, "out_since": date(2026, 11, 2), "on": date(2026, 11, 3),
        })  # fmt: skip


def test_thirty_six_months_to_the_day(cast, head):
    """Struck off on 5/1/2022: the cell considers from 5/1/2025 on, not on the day before."""
    gone(cast, head)
    case = listed(cast, head, on=date(2024, 2, 3))
    filled_on = {"on": date(2024, 3, 3), "note": ""}
    step("apply", case, head, today=TODAY, facts=filled_on)
    for kind in ("class", "cv", "verified", "opinions", "union", "readmission"):
        paper(case, head, kind, date(2024, 6, 2))
    paper(case, head, "introduction", date(2024, 6, 3), introducer=cast.members["dang"].pk, known_since=date(2020, 6, 3))  # fmt: skip
    with pytest.raises(Refused, match="Chưa đủ 36 tháng: sớm nhất là ngày 05/01/2025"):
        step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2025, 1, 4), ayes=3, present=3))
    step("cell_vote", case, head, today=TODAY, facts=cast_votes(date(2025, 1, 5), ayes=3, present=3))
    assert case.votes.get().passed


def test_the_balance_holds_and_the_page_shows_both_lives(cast, head, at):
    gone(cast, head)
    member = admitted_again(cast, head)
    for year in ("2022", "2025"):
        assert balance(Moment.over(Period.parse(year)), cast.units["upper"].pk).closes
    text = at("chanh").get(f"/dang-vien/{member.pk}/").content.decode()
    assert "Lần kết nạp trước" in text and "12.345678" in text and "Kết nạp lại" in text
    assert life_of(member, TODAY).standing == "probationary"
