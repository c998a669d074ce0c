"""The card: issued, exchanged, lost, found, re-issued, damaged, taken back; each with the number before and after."""

from datetime import date

import pytest

from soxa.kernel.flow import Refused
from soxa.kernel.models import Entry
from soxa.party.badges.models import CardEvent
from soxa.party.flow import take
from soxa.party.models import Member
from soxa.party.tests.cast import TODAY


def did(cast, head, name, key="an", **facts) -> Member:
    take(name, cast.members[key], head, today=TODAY, facts=facts)
    return Member.objects.get(pk=cast.members[key].pk)


def refused(cast, head, name, key="an", **facts) -> str:
    before = Entry.objects.count(), CardEvent.objects.count()
    with pytest.raises(Refused) as said:
        take(name, cast.members[key], head, today=TODAY, facts=facts)
    assert (Entry.objects.count(), CardEvent.objects.count()) == before
    return str(said.value)


def events(cast, key="an") -> list[tuple[str, str, str]]:
    rows = CardEvent.objects.filter(member=cast.members[key]).order_by("pk")
    return list(rows.values_list("kind", "old_number", "number"))


def test_a_lost_card_is_issued_again_and_the_old_number_is_kept(cast, head):
    did(cast, head, "card_lost", on=date(2026, 8, 1), note="mất khi đi đường", paper="Đơn 01/8")
    assert (
        refused(cast, head, "card_lost", on=date(2026, 8, 2), note="x") == "Thẻ đã báo mất, đang chờ cấp lại."
    )
    assert "Ngày phải từ 01/08/2026" in refused(
        cast, head, "reissue_card", on=date(2026, 7, 31), paper="QĐ 5"
    )
    member = did(cast, head, "reissue_card", on=date(2026, 9, 1), card_no="12345999", paper="QĐ 5-QĐ/ĐU")
    assert member.card_no == "12345999"
    assert events(cast) == [("lost", "12345678", "12345678"), ("reissued", "12345678", "12345999")]
    assert refused(cast, head, "reissue_card", on=date(2026, 9, 2), paper="QĐ 6") == "Thẻ không ghi là mất."


def test_a_lost_card_may_be_found(cast, head):
    did(cast, head, "card_lost", on=date(2026, 8, 1), note="x")
    did(cast, head, "card_found", on=date(2026, 8, 1))
    assert refused(cast, head, "card_found", on=date(2026, 8, 2)) == "Thẻ không ghi là mất."
    did(cast, head, "card_lost", on=date(2026, 8, 3), note="lại mất")


def test_a_number_of_another_is_refused(cast, head):
    did(cast, head, "card_lost", on=date(2026, 8, 1), note="x")
    said = refused(cast, head, "reissue_card", on=date(2026, 9, 1), card_no="12000001", paper="QĐ")
    assert said == "Số thẻ 12.000001 đã có trong sổ, của đồng chí khác."


def test_a_damaged_card_is_exchanged_and_may_keep_its_number(cast, head):
    member = did(cast, head, "card_damaged", on=date(2026, 8, 1), card_no="", note="rách", paper="QĐ 7")
    assert member.card_no == "12345678"
    assert events(cast) == [("damaged", "12345678", "12345678")]


def test_issue_and_exchange_leave_their_trace(cast, head):
    did(cast, head, "issue_card", "au", card_no="12000077", on=date(2026, 4, 1))
    did(cast, head, "exchange_card", "au", card_no="12000078", on=date(2026, 5, 1))
    assert events(cast, "au") == [("issued", "", "12000077"), ("exchanged", "12000077", "12000078")]


def test_the_card_is_taken_back_from_one_who_left(cast, head):
    did(cast, head, "left", on=date(2026, 8, 1), paper="QĐ 8")
    did(cast, head, "card_handed_back", on=date(2026, 8, 5))
    assert refused(cast, head, "card_handed_back", on=date(2026, 8, 6)) == "Đã thu lại ngày 05/08/2026."
    assert Member.objects.get(pk=cast.members["an"].pk).card_no == "12345678"


def test_the_journal_holds_no_number_of_a_card(cast, head):
    did(cast, head, "card_lost", on=date(2026, 8, 1), note="mất ở chợ")
    did(cast, head, "reissue_card", on=date(2026, 9, 1), card_no="12345999", paper="QĐ 5-QĐ/ĐU")
    told = [entry.facts for entry in Entry.objects.filter(flow="party")]
    assert told == [{}, {"paper": "QĐ 5-QĐ/ĐU"}]


def test_time_outside_is_written_once(cast, head):
    gap = {"on": date(2001, 1, 1), "until": date(2003, 1, 1), "reason": "đi làm xa", "paper": "XN 3"}
    did(cast, head, "was_outside", **gap)
    assert "Trùng với thời gian đã ghi" in refused(cast, head, "was_outside", **gap)
    early = {**gap, "on": date(1995, 1, 1), "until": date(1996, 6, 1)}
    assert refused(cast, head, "was_outside", **early).endswith("trước ngày vào Đảng 15/03/1996.")
    late = {**gap, "on": date(2026, 1, 1), "until": date(2026, 12, 1)}
    assert "chưa đến" in refused(cast, head, "was_outside", **late)
    did(cast, head, "was_outside", **{**gap, "on": date(2003, 1, 1), "until": date(2004, 1, 1)})
