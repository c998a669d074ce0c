"""The Party's rules against tables worked out by hand, the boundary days always among them."""

from datetime import date

import pytest

from soxa.law.partial import PartialDate
from soxa.party.rules import (
    CellFacts,
    age_band,
    card_digits,
    card_text,
    cell_findings,
    is_official,
    party_age,
    recognition_due,
)


def day(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


# decision, admitted (ceremony), recognised, days outside, asked on → years, basis
AGES = [
    ("15/03/1996", "", "15/03/1997", 0, date(2026, 3, 14), 29, "decision"),
    ("15/03/1996", "", "15/03/1997", 0, date(2026, 3, 15), 30, "decision"),
    ("20/12/2024", "06/01/2025", "06/01/2026", 0, date(2026, 1, 5), None, "decision"),
    ("20/12/2024", "06/01/2025", "06/01/2026", 0, date(2026, 1, 6), 1, "decision"),
    ("20/12/2024", "06/01/2025", "06/01/2026", 0, date(2026, 3, 3), 1, "decision"),
    # outside from 1/1/1991 to 1/1/1995: 365 + 366 + 365 + 365 days
    ("10/05/1985", "", "10/05/1986", 1461, date(2026, 5, 19), 37, "decision"),
    ("10/05/1985", "", "10/05/1986", 1461, date(2026, 5, 9), 36, "decision"),
    ("", "02/09/1968", "02/09/1969", 0, date(2026, 9, 1), 57, "admission"),
    ("", "02/09/1968", "02/09/1969", 0, date(2026, 9, 2), 58, "admission"),
    ("01/02/2026", "05/02/2026", "", 0, date(2026, 11, 21), None, "decision"),
    ("1968", "", "1969", 0, date(2026, 1, 1), 58, "decision"),
    ("29/02/1996", "", "28/02/1997", 0, date(2026, 2, 28), 30, "decision"),
    ("", "", "03/02/1990", 0, date(2026, 1, 1), None, ""),
]


@pytest.mark.parametrize(("decision", "admitted", "recognised", "outside", "on", "years", "basis"), AGES)
def test_party_age(decision, admitted, recognised, outside, on, years, basis):
    found = party_age(day(decision), day(recognised), on=on, admitted=day(admitted), days_outside=outside)
    assert (found.years, found.basis) == (years, basis)


@pytest.mark.parametrize(
    ("ceremony", "due"),
    [
        ("06/01/2025", date(2026, 1, 6)),
        ("29/02/2024", date(2025, 2, 28)),
        ("28/02/2023", date(2024, 2, 28)),
        ("31/12/2025", date(2026, 12, 31)),
        ("19/01/2011", date(2012, 1, 19)),
        ("18/01/2011", None),  # before the Charter in force: never recomputed
        ("3/2020", None),
        ("", None),
    ],
)
def test_probation_ends_twelve_months_after_the_ceremony(ceremony, due):
    assert recognition_due(day(ceremony)) == due


@pytest.mark.parametrize(
    ("recognised", "on", "official"),
    [
        ("06/01/2026", date(2026, 1, 5), False),
        ("06/01/2026", date(2026, 1, 6), True),
        ("1962", date(1962, 1, 1), True),
        ("", date(2026, 1, 6), False),
    ],
)
def test_official_from_the_day_of_recognition(recognised, on, official):
    assert is_official(day(recognised), on) is official


@pytest.mark.parametrize(
    ("born", "on", "band"),
    [
        ("21/11/2008", date(2026, 11, 20), None),  # 17
        ("20/11/2008", date(2026, 11, 20), "18–30"),
        ("21/11/1995", date(2026, 11, 20), "18–30"),  # 30, 31 tomorrow
        ("20/11/1995", date(2026, 11, 20), "31–35"),
        ("20/11/1966", date(2026, 11, 20), "56–60"),  # 60 today
        ("20/11/1965", date(2026, 11, 20), "trên 60"),
        ("1966", date(2026, 1, 1), "56–60"),  # year only: 2026 − 1966
        ("", date(2026, 1, 1), None),
    ],
)
def test_age_bands(born, on, band):
    found = age_band(day(born), on)
    assert (found.title if found else None) == band


@pytest.mark.parametrize("written", ["12.345678", "12.345.678", "12345678", " 12.345678 ", "12 345 678"])
def test_a_card_number_is_read_as_offices_write_it(written):
    assert card_digits(written, date(2026, 1, 1)) == "12345678"
    assert card_text("12345678", date(2026, 1, 1)) == "12.345678"


@pytest.mark.parametrize(
    "written", ["", "1234567", "123456789", "12-345678", "12.34567a", ".12345678", "12..345678"]
)
def test_a_bad_card_number_is_refused_in_words(written):
    with pytest.raises(ValueError, match="phải đủ 8 chữ số, viết theo dạng NN.NNNNNN"):
        card_digits(written, date(2026, 1, 1))


def test_an_older_card_is_left_as_it_is():
    assert card_text("1234567", date(2026, 1, 1)) == "1234567"


DAY = date(2026, 11, 20)
# official, probationary, committee?, its size, consent?, grassroots?, warned? → (level, code) found
CELLS = [
    ((2, 2, False, 1, False, True, False), [("bad", "too_few_official")]),
    ((3, 0, False, 1, False, True, False), []),
    ((8, 1, False, 2, False, True, False), []),  # nine people, eight official: right without a committee
    ((9, 0, False, 2, False, True, False), [("warn", "no_committee")]),
    ((9, 0, True, 3, False, True, False), []),
    ((30, 0, True, 5, False, True, False), []),
    ((29, 1, True, 5, False, True, False), []),
    ((30, 1, True, 5, False, False, False), [("warn", "no_consent")]),
    ((30, 1, True, 5, False, None, False), [("warn", "no_consent"), ("quiet", "grassroots_unasked")]),
    ((30, 1, True, 5, False, True, False), []),  # a grassroots cell: the Charter asks the one under a committee
    ((30, 1, True, 5, False, True, False, True), [("warn", "no_consent")]),  # the commune asks it too
    ((57, 0, True, 5, True, True, False), []),
    ((40, 0, True, 7, True, True, False), []),
    ((40, 0, True, 8, True, True, False), [("bad", "committee_too_large")]),
    ((12, 0, True, 3, False, None, False), [("quiet", "grassroots_unasked")]),
    ((29, 1, True, 5, False, True, True), [("warn", "grassroots_large")]),
    ((29, 0, True, 5, False, True, True), []),
    ((30, 0, True, 5, False, False, True), []),
    ((24, 0, False, 1, False, True, False), [("warn", "no_committee")]),
    ((2, 40, False, 8, False, None, False), [
        ("bad", "too_few_official"), ("bad", "committee_too_large"), ("warn", "no_consent"),
        ("quiet", "grassroots_unasked"),
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "said"), CELLS)
def test_what_a_cell_is_told(facts, said):
    found = cell_findings(CellFacts(*facts), DAY)
    assert [(one.level, one.code) for one in found] == said
    assert all(str(one.cite) for one in found)


def test_a_finding_names_what_it_found_and_the_limit():
    found = cell_findings(CellFacts(2, 0, has_committee=False, grassroots=True), DAY)
    assert (found[0].found, found[0].limit, str(found[0].cite)) == (
        2,
        3,
        "Điều 21, Điều lệ Đảng Cộng sản Việt Nam",
    )
