"""Days of cards and badges held against the member's own: recognition, Party age, time outside, the exchange that was ordered."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.kernel.preferences import put
from soxa.party.badges.flow import correct, record_kept
from soxa.party.badges.lists import MONEY_OF_45, money_of
from soxa.party.badges.models import Badge, TimeOutside
from soxa.party.badges.planning import of_round, unwritten
from soxa.party.badges.rules import full_on
from soxa.party.member_import import plan
from soxa.party.tests.cast import TODAY
from soxa.party.tests.paper import HEAD, members, person
from soxa.party.tests.test_flow import did, refused

pytestmark = pytest.mark.django_db
RECOGNISED, ORDERED = date(1997, 2, 3), date(2025, 8, 8)
OFFICIAL = "Thẻ chỉ cấp cho đảng viên chính thức: ngày phải từ ngày công nhận 03/02/1997 trở đi."
EXCHANGE = "Đổi thẻ là lần đổi theo Chỉ thị 51-CT/TW: không thể trước ngày 08/08/2025."


def test_a_card_is_issued_from_recognition_on(cast, head):
    said = refused(cast, head, "issue_card", "au", card_no="12000077", on=RECOGNISED - timedelta(days=1))
    assert said == OFFICIAL
    assert did(cast, head, "issue_card", "au", card_no="12000077", on=RECOGNISED).card_no == "12000077"


def test_the_exchange_is_the_one_that_was_ordered(cast, head):
    before = ORDERED - timedelta(days=1)
    assert refused(cast, head, "exchange_card", "dang", on=before, card_no="") == EXCHANGE
    with pytest.raises(Refused, match="chưa đến"):
        did(cast, head, "exchange_card", "dang", on=TODAY + timedelta(days=1), card_no="")
    assert did(cast, head, "exchange_card", "dang", on=ORDERED, card_no="").card_exchanged_on == ORDERED


@pytest.mark.parametrize(
    ("day", "recognised", "wrong"),
    [
        ("07/08/2025", "03/02/1986", ["trước ngày 08/08/2025 của Chỉ thị 51-CT/TW"]),
        ("08/08/2025", "03/02/1986", []),
        ("09/08/2025", "10/08/2025", ["trước ngày công nhận chính thức"]),
    ],
)
def test_a_list_tells_no_exchange_before_it_was_ordered(cast, day, recognised, wrong):
    content = members([*person(recognised=recognised), day], head=[*HEAD, "Ngày đổi thẻ"])
    preview = plan(content, unit_id=cast.units["upper"].pk, on=TODAY)
    assert [fault.wrong for fault in preview.findings] == wrong


# --- badges since before the book: Ân was admitted on 03/02/1996, thirty years are full on 03/02/2026 ---


def kept(cast, head, level, on, key="dang"):
    facts = {"level": level, "on": on}
    return record_kept(cast.members[key], head, unit_id=cast.units["ben_da"].pk, facts=facts)


@pytest.mark.parametrize(
    ("level", "on", "first"),
    [(90, date(1950, 1, 1), "03/02/2084"), (30, date(2025, 2, 2), "03/02/2025"), (35, None, ""), (40, None, "03/02/2035")],
)  # fmt: skip
def test_no_badge_is_kept_of_years_that_are_not_full(cast, head, level, on, first):
    before = Entry.objects.count()
    with pytest.raises(Refused, match=f"sớm nhất được trao từ {first}"):
        kept(cast, head, level, on)
    assert (Entry.objects.count(), Badge.objects.count()) == (before, 0)


def test_one_gravely_ill_had_it_twelve_months_early(cast, head):
    badge = kept(cast, head, 30, date(2025, 2, 3))
    facts = {"number": "", "decision": "", "decided_on": None, "awarded_on": date(2025, 2, 2), "basis": "x"}
    with pytest.raises(Refused, match="sớm nhất được trao từ 03/02/2025"):
        correct(badge, head, facts=facts)


def test_a_higher_badge_does_not_hide_one_that_is_lacking(cast, head):
    reader, member = cast.accounts["chanh"], cast.members["dang"]
    lacking = set(unwritten(reader, TODAY).values_list("member_id", flat=True))
    Badge.objects.create(
        member=member, unit=cast.units["ben_da"], level=40, reason=Badge.KEPT, state=Badge.AWARDED
    )
    assert member.pk in lacking
    assert set(unwritten(reader, TODAY).values_list("member_id", flat=True)) == lacking
    kept(cast, head, 30, None)
    assert set(unwritten(reader, TODAY).values_list("member_id", flat=True)) == lacking - {member.pk}


# --- time outside counts for what comes after it ---


@pytest.mark.parametrize(
    ("since", "until", "full"),
    [
        (date(2026, 6, 1), date(2026, 9, 1), date(2026, 3, 15)),
        (date(2026, 3, 15), date(2026, 4, 1), date(2026, 3, 15)),
        (date(2026, 3, 14), date(2026, 4, 1), date(2026, 4, 2)),
        (date(2010, 1, 1), date(2010, 1, 11), date(2026, 3, 25)),
    ],
)
def test_only_days_before_the_years_are_full_put_them_off(since, until, full):
    assert full_on(date(1996, 3, 15), 30, [(since, until)]) == full


def test_a_round_keeps_who_was_outside_only_after_it(cast):
    member, reader = cast.members["an"], cast.accounts["chanh"]
    TimeOutside.objects.create(member=member, since=date(2026, 6, 1), until=date(2026, 9, 1), reason="x")
    found = {due.member_id: due for due in of_round(reader, date(2026, 5, 19), TODAY)}
    assert (found[member.pk].due_on, found[member.pk].outside) == (date(2026, 3, 15), 0)
    assert member.pk not in {due.member_id for due in of_round(reader, date(2026, 9, 2), TODAY)}


def test_the_money_of_45_years_is_what_the_commune_wrote(cast, head):
    """No text gives it: nothing is summed until a sum is written, and then it is labelled; two badges make twice the sum."""
    rows = [SimpleNamespace(level=45), SimpleNamespace(level=45), SimpleNamespace(level=40)]
    assert [(one.level, one.together) for one in money_of(rows, TODAY)][1] == (45, None)
    put(MONEY_OF_45, 6_000_000, since=TODAY, actor=head)
    (_forty, told) = money_of(rows, TODAY)
    assert (told.together, told.each.confirmed) == (12_000_000, False)
