"""A past day shows a cell what it had: not what another cell keeps of the member today, nor what became of him there."""

from datetime import date

import pytest

from soxa.kernel.models import Entry
from soxa.law.partial import PartialDate
from soxa.party.badges.models import CardEvent
from soxa.party.flow import take
from soxa.party.lists import Asked, page_of
from soxa.party.roll import rolled
from soxa.party.summary import roll_list
from soxa.party.tests.cast import LONG_NAME, TODAY

MOVED = date(2026, 10, 1)


@pytest.fixture
def moved(cast, head) -> None:
    """An moved from Bến Đá to the school on 01/10/2026; his address and phone are known there."""
    person = cast.members["an"].person
    person.address, person.phone, person.occupation = "Nhà bí mật", "0912345678", "Nghề bí mật"
    person.save()
    facts = {"on": MOVED, "unit": cast.units["school"].pk}
    take("move_within", cast.members["an"], head, today=TODAY, facts=facts)


def row_of(cast, login, on) -> dict:
    asked = Asked.of({"ngay": on, "chi-bo": "99801.01"}, TODAY)
    return next(row for row in rolled(asked, cast.accounts[login]) if row["full_name"] == "Bùi Văn An")


def test_the_cell_he_left_exports_its_past_without_what_is_kept_elsewhere_now(cast, moved):
    row = row_of(cast, "buong", "2026-09-01")
    assert {row[one] for one in ("address", "phone", "occupation", "card_no", "card_exchanged_on")} == {None}
    assert (row["cell"], str(row["born"].year), row["sex"]) == ("Chi bộ thôn Bến Đá", "1990", "M")
    whole = row_of(cast, "chanh", "2026-09-01")
    assert (whole["address"], whole["phone"], whole["card_no"]) == ("Nhà bí mật", "0912345678", "12345678")


def test_neither_the_list_nor_its_file_of_a_past_day_tells_the_card(at, cast, moved):
    browser, query = at("buong"), "?ngay=2026-09-01"
    text = browser.get(f"/dang-vien/{query}").content.decode()
    assert "Bùi Văn An" in text
    assert "12.345678" not in text
    assert "12.000001" in text
    assert "12.345678" in at("chanh").get(f"/dang-vien/{query}").content.decode()


def test_the_cell_of_a_temporary_stay_knows_and_reaches_him_and_reads_no_more(at, cast, head):
    person = cast.members["long"].person
    person.address, person.phone = "Nhà bí mật", "0912345678"
    person.save()
    stay = {"on": date(2026, 10, 1), "unit": cast.units["ben_da"].pk, "paper": "GT 3"}
    take("attach", cast.members["long"], head, today=TODAY, facts=stay)
    address, browser = f"/dang-vien/{cast.members['long'].pk}/", at("buong")
    text = browser.get(address).content.decode()
    for told in (
        LONG_NAME,
        "12.000007",
        "0912345678",
        "1979",
        "đảng viên chính thức",
        "Chi bộ Trường THCS Khe Trên",
    ):
        assert told.lower() in text.lower()
    for kept in ("Nhà bí mật", "Đảng phí</h2>", "tom-tat", "09/09/1979", "Nhật ký về", "03/02/1996"):
        assert kept not in text
    assert browser.get(f"{address}tai-ngay/").status_code == 404
    assert browser.get(f"{address}tom-tat.pdf").status_code == 404
    asked = Asked.of({"trang-thai": "tam-den"}, TODAY)
    (row,) = rolled(asked, cast.accounts["buong"])
    assert (row["phone"], row["card_no"], row["address"]) == ("0912345678", "12000007", None)
    (row,) = rolled(asked, cast.accounts["chanh"])
    assert row["address"] == "Nhà bí mật"


def test_what_became_of_him_elsewhere_is_not_told(at, cast, head, moved):
    address = f"/dang-vien/{cast.members['an'].pk}/"
    take("expelled", cast.members["an"], head, today=TODAY, facts={"on": date(2026, 11, 2), "paper": "QĐ 9"})
    text = at("buong").get(address).content.decode()
    assert "khai trừ" not in text
    assert "đã chuyển đi" in text
    assert "đã khai trừ" in at("chanh").get(address).content.decode()


def test_party_age_stops_when_one_leaves_the_party(at, cast, head):
    """Decision 15/03/1996; out on 04/02/2016: nineteen years, not the thirty of today."""
    take("left", cast.members["an"], head, today=TODAY, facts={"on": date(2016, 2, 4), "paper": "QĐ 9"})
    address, browser = f"/dang-vien/{cast.members['an'].pk}/", at("chanh")
    assert "19 năm, tính từ ngày ký quyết định" in browser.get(address).content.decode()
    asked = f"{address}tai-ngay/?ngay=15/10/2026"
    assert "30 năm" not in browser.get(asked).content.decode()


def test_the_address_of_a_sealed_value_opened_without_a_form_leads_to_the_record_and_opens_nothing(at, cast):
    address, before = f"/dang-vien/{cast.members['an'].pk}/", Entry.objects.count()
    answer = at("chanh").get(f"{address}niem-kin/citizen_id/")
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert Entry.objects.count() == before


def listed(cast, key: str, on: str) -> dict:
    name = cast.members[key].person.full_name
    asked = Asked.of({"ngay": on}, TODAY)
    return next(row for row in rolled(asked, cast.accounts["chanh"]) if row["full_name"] == name)


def test_a_list_of_a_past_day_says_the_standing_and_the_card_of_that_day(cast):
    """Recognised and carded on 10/11/2026, exchanged on 15/11: on the 9th on probation without a card."""
    moi = cast.members["moi"]
    moi.recognised_on, moi.card_no, moi.card_exchanged_on = (
        PartialDate(2026, 11, 10),
        "87000002",
        date(2026, 11, 15),
    )
    moi.save()
    CardEvent.objects.create(member=moi, kind=CardEvent.ISSUED, on=date(2026, 11, 10), number="87000001")
    CardEvent.objects.create(
        member=moi, kind=CardEvent.EXCHANGED, on=date(2026, 11, 15), old_number="87000001", number="87000002"
    )
    told = {day: listed(cast, "moi", f"2026-11-{day:02d}") for day in (9, 10, 14, 15, 20)}
    assert [str(told[day]["recognised_on"] and told[day]["recognised_on"].text()) for day in told] == [
        "None", *["10/11/2026"] * 4,
    ]  # fmt: skip
    assert [told[day]["card_no"] for day in told] == ["", "87000001", "87000001", "87000002", "87000002"]
    assert [told[day]["card_exchanged_on"] for day in told] == [None, None, None, *[date(2026, 11, 15)] * 2]
    shown = page_of(Asked.of({"ngay": "2026-11-14"}, TODAY), cast.accounts["chanh"]).rows
    (page,) = (row for row in shown if row.member_id == moi.pk)
    assert (page.card, page.exchanged, page.official) == ("87.000001", False, True)
    printed = roll_list(Asked.of({"ngay": "2026-11-09"}, TODAY), cast.accounts["chanh"])
    (line,) = (row for row in printed.rows if row[1] == moi.person.full_name)
    assert (line[7], line[8], line[-1]) == ("", "", "dự bị")
