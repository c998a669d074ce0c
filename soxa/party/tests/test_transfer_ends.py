"""Transfers end whatever became of the member, a letter comes once, and the time to begin is asked when the file is handed in."""

from datetime import date

import pytest

from soxa.desk.waiting import recognitions
from soxa.desk.waiting_transfers import transfers
from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Setting
from soxa.kernel.refusal import Refused
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER
from soxa.party.flow import take as act
from soxa.party.models import Exemption
from soxa.party.standing import life_of
from soxa.party.tests.cast import TODAY
from soxa.party.transfers.flow import COUNTED, arrive, begin, receive, take
from soxa.party.transfers.lists import row
from soxa.party.transfers.models import Transfer

pytestmark = pytest.mark.django_db
BOOK = machine("thử")


def asked(cast, key="an", **more):
    facts = {
        "sort": "official", "why": "work", "other": "Đảng bộ phường Hồng Hà", "effect_on": date(2026, 9, 1),
        "requested_on": date(2026, 10, 5), "returns_on": None, "portal_no": "",
    }  # fmt: skip
    return begin(cast.members[key], BOOK, today=TODAY, facts={**facts, **more})


def goes(case, name, **facts):
    take(name, case, BOOK, today=TODAY, facts=facts)
    case.refresh_from_db()


def introduced(cast, key="an", **more):
    case = asked(cast, key, **more)
    goes(case, "review", reviewed_on=date(2026, 10, 9))
    goes(case, "introduce", letter_no="12", letter_on=date(2026, 10, 12), dues_through=date(2026, 10, 1))
    return case


def away(cast):
    return introduced(cast, sort="temporary", why="study", returns_on=date(2027, 1, 31))


@pytest.mark.parametrize(
    ("name", "state"), [("settle", "settled"), ("return", "returned"), ("withdraw", "withdrawn")]
)
def test_who_came_back_by_his_own_page_has_his_case_ended(cast, name, state):
    case = away(cast)
    facts = {"on": date(2026, 11, 2), "paper": "x", "kind": Exemption.TEMP_OUT}
    act("end_exemption", cast.members["an"], BOOK, today=TODAY, facts=facts)
    goes(case, name, ended_on=date(2026, 11, 3), reason="đã về")
    assert (case.state, case.ended_on) == (state, date(2026, 11, 3))
    assert Exemption.objects.get(member=cast.members["an"]).until == date(2026, 11, 2)


@pytest.mark.parametrize("sort", ["official", "temporary"])
def test_the_case_of_the_dead_is_told_and_ended_but_not_as_a_transfer(cast, sort):
    case = away(cast) if sort == "temporary" else introduced(cast)
    act("died", cast.members["an"], BOOK, today=TODAY, facts={"on": date(2026, 11, 2)})
    assert row(Transfer.objects.get(pk=case.pk), TODAY).light == ("bad", "Đồng chí đã từ trần: rút hồ sơ")
    with pytest.raises(Refused, match="đã từ trần"):
        goes(case, "settle", ended_on=date(2026, 11, 3), paper="")
    goes(case, "withdraw", ended_on=date(2026, 11, 3), reason="từ trần")
    assert case.state == "withdrawn"
    assert life_of(cast.members["an"], TODAY).homes[0].closed_by == "died"


@pytest.mark.parametrize("name", ["return", "withdraw"])
def test_who_was_counted_out_with_his_letter_and_not_received_never_left(cast, name):
    Setting.objects.create(
        code=COUNTED.code, value="letter", since=date(2026, 1, 1), entry=Entry.objects.latest("pk")
    )
    eased = {"on": date(2026, 5, 4), "paper": "x", "kind": Exemption.EXEMPT}
    act("begin_exemption", cast.members["an"], BOOK, today=TODAY, facts=eased)
    case = introduced(cast)
    assert life_of(cast.members["an"], TODAY).standing == "moved_away"
    goes(case, name, ended_on=date(2026, 11, 3), reason="không cư trú ở đó")
    (home,) = life_of(cast.members["an"], TODAY).homes
    assert (home.until, home.closed_by, home.closing_paper, home.went_to) == (FOREVER, "", "", "")
    assert life_of(cast.members["an"], TODAY).eased(Exemption.EXEMPT)
    assert "không cư trú" not in str(list(Entry.objects.values_list("facts", flat=True)))


@pytest.mark.parametrize(
    ("handed_in", "late"), [(date(2026, 4, 24), False), (date(2026, 4, 25), True)]
)  # after Sunday 1/2/2026 twelve weeks of five working days, none of them a holiday of the cast's book
def test_the_time_to_begin_is_asked_once_when_the_file_is_handed_in(cast, handed_in, late):
    facts = {"effect_on": date(2026, 2, 1), "requested_on": handed_in}
    if late:
        with pytest.raises(Refused, match=r"chậm nhất ngày .*giải trình"):
            asked(cast, **facts)
        assert not Transfer.objects.exists()
    case = asked(cast, **facts, late_why="ốm" if late else "")
    found = row(case, TODAY)
    assert (found.due, found.light) == (None, ("quiet", "Đã nộp hồ sơ"))
    assert transfers(cast.accounts["chanh"], TODAY) == []


def came(cast, **more):
    facts = {
        "full_name": "Nguyễn Thị Thảo", "sort": "official", "other": "Đảng bộ phường Hồng Hà", "letter_no": "7",
        "letter_on": date(2026, 10, 26), "presented_on": TODAY, "dues_through": None, "file_confirmed": True,
        "late_why": "", "unit": cast.units["ben_da"].pk,
    }  # fmt: skip
    return arrive(BOOK, today=TODAY, facts={**facts, **more})


def test_a_letter_comes_once_until_it_was_sent_back(cast):
    case = came(cast)
    with pytest.raises(Refused, match="đã được ghi xuất trình"):
        came(cast)
    goes(case, "refuse", ended_on=TODAY, reason="thiếu dấu")
    assert came(cast).pk != case.pk


@pytest.mark.parametrize(
    ("on", "unit", "words"),
    [
        (date(2026, 11, 19), "ben_da", "Ngày phải từ 20/11/2026 trở đi"),
        (TODAY, "school", "xuất trình với Chi bộ thôn Bến Đá"),
        (TODAY, "ben_da", ""),
    ],
)
def test_who_came_is_received_where_and_after_he_presented_his_letter(cast, on, unit, words):
    case, member = came(cast), cast.members["xa"]
    if words:
        with pytest.raises(Refused, match=words):
            receive(case, member, BOOK, on=on, unit_id=cast.units[unit].pk)
        assert Transfer.objects.get().state == "arrived"
        return
    receive(case, member, BOOK, on=on, unit_id=cast.units[unit].pk)
    assert Transfer.objects.get().member == member


@pytest.mark.parametrize(
    ("ceremony", "words"),
    [(PartialDate(2025, 11, 21), "Còn 1 ngày"), (PartialDate(2025, 11, 20), None), (PartialDate(2025, 11, 8), None)],
)  # fmt: skip
def test_recognition_is_told_on_the_very_day_the_twelve_months_end(cast, ceremony, words):
    member = cast.members["moi"]
    member.admitted_on = ceremony
    member.save()
    (line,) = recognitions(cast.accounts["chanh"], TODAY)
    assert line.later == ""
    assert words is None or line.words == words
