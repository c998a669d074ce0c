"""Suspension of activities: who may, under what case, how long; and what waits when its time is over. Days counted by hand."""

from datetime import date

import pytest

from soxa.desk.waiting_discipline import suspensions
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.law.periods import FOREVER
from soxa.org.models import Account
from soxa.org.roles import CLERK
from soxa.party.flow import take
from soxa.party.models import Exemption
from soxa.party.opening import OPENED
from soxa.party.suspensions import last_day
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_discipline import opened

# from Thursday 2/7/2026, no holiday known: weekdays 21 in July, 21 in August, 22 in September, 22 in October, then four
SINCE, PAPER = date(2026, 7, 2), "QĐ 3-QĐ/ĐU"


@pytest.fixture
def book(cast, head):
    """A book that was opened on 1/1/2026."""
    put(OPENED, "2026-01-01", since=date(2026, 1, 1), actor=head, unit_id=cast.units["upper"].pk)


@pytest.fixture
def case(cast, head, book):
    return opened(cast, head)


def does(cast, head, name, **facts):
    return take(name, cast.members["an"], head, today=TODAY, facts={"paper": PAPER, **facts})


def refused(words, cast, head, name, **facts):
    before = Entry.objects.count(), list(Exemption.objects.values())
    with pytest.raises(Refused, match=words):
        does(cast, head, name, **facts)
    assert (Entry.objects.count(), list(Exemption.objects.values())) == before


def test_a_suspension_needs_a_case_that_stands_on_the_day(cast, head, book):
    refused("cần có hồ sơ", cast, head, "suspend", on=SINCE, ends_on=date(2026, 9, 30))
    opened(cast, head, on=date(2026, 7, 3))
    refused("cần có hồ sơ", cast, head, "suspend", on=SINCE, ends_on=date(2026, 9, 30))
    does(cast, head, "suspend", on=date(2026, 7, 3), ends_on=date(2026, 9, 30))
    assert Exemption.objects.get().kind == "suspended"


def test_one_of_before_the_book_is_written_by_its_paper(cast, head, book):
    does(cast, head, "suspend", on=date(2025, 12, 31), ends_on=date(2026, 3, 31))


def test_ninety_days_then_an_extension_to_a_hundred_and_eighty(cast, head, case):
    first, most = date(2026, 11, 5), date(2027, 3, 11)
    assert last_day(SINCE).on == first
    refused("chỉ đến hết ngày 05/11/2026", cast, head, "suspend", on=SINCE, ends_on=date(2026, 11, 6))
    does(cast, head, "suspend", on=SINCE, ends_on=first)
    refused("sau ngày kết thúc", cast, head, "prolong_suspension", on=first, ends_on=first)
    refused("kể cả gia hạn", cast, head, "prolong_suspension", on=first, ends_on=date(2027, 3, 12))
    does(cast, head, "prolong_suspension", on=first, ends_on=most)
    assert Exemption.objects.get().ends_on == most
    does(cast, head, "lift_suspension", on=date(2026, 11, 18))
    assert Exemption.objects.get().until == date(2026, 11, 18)


def test_the_clerk_neither_suspends_nor_lifts_nor_goes_round(cast, head, case):
    clerk = Actor("Văn thư", "Văn thư", None, None, CLERK)
    refused("không làm được việc này", cast, clerk, "suspend", on=SINCE, ends_on=date(2026, 9, 30))
    refused("việc của hồ sơ kỷ luật", cast, head, "begin_exemption", kind="suspended", on=SINCE)
    does(cast, head, "suspend", on=SINCE, ends_on=date(2026, 9, 30))
    refused("không làm được việc này", cast, clerk, "lift_suspension", on=date(2026, 9, 1))
    refused("Hiện không có miễn", cast, head, "end_exemption", kind="suspended", on=date(2026, 9, 1))


def test_what_is_over_waits_until_it_is_lifted(cast, head, case, at):
    does(cast, head, "suspend", on=SINCE, ends_on=date(2026, 11, 5))
    reader = Account.objects.get(pk=cast.accounts["chanh"].pk)
    (line,) = suspensions(reader, TODAY)
    assert (line.on, line.level, line.words) == (date(2026, 11, 5), "bad", "Quá hạn 15 ngày")
    assert suspensions(Account.objects.get(pk=cast.accounts["khac"].pk), TODAY) == []
    assert suspensions(Account.objects.get(pk=cast.accounts["buong"].pk), TODAY) == []
    page = at("chanh").get(f"/dang-vien/ky-luat/{case.pk}/").content.decode()
    assert "Hết đình chỉ sinh hoạt" in page
    form = at("chanh").get(f"/dang-vien/{case.member_id}/mien/").content.decode()
    assert "đình chỉ" not in form.split("<form", 2)[-1]
    typed = {"on": "18/11/2026", "paper": PAPER}
    assert at("chanh").post(f"/dang-vien/{case.member_id}/het-dinh-chi/", typed).status_code == 302
    assert suspensions(reader, TODAY) == [] and not Exemption.objects.filter(until=FOREVER).exists()
