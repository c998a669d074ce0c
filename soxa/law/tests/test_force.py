"""Acts, citations and values chosen by the day of the act."""

from datetime import date

import pytest

from soxa.law import party
from soxa.law.acts import ACTS, CHARTER, COMPLAINTS, ND_64, QD_24, QD_232, QD_294
from soxa.law.citation import CITED, Citation, cites
from soxa.law.force import LAWS, Law, Value, law

CLAUSE = COMPLAINTS.at("Điều 28 khoản 1")


def test_a_citation_reads_as_in_a_paper():
    assert str(CLAUSE) == "Điều 28 khoản 1, Luật Khiếu nại 02/2011/QH13"
    assert str(COMPLAINTS.at("")) == "Luật Khiếu nại 02/2011/QH13"
    assert str(CHARTER.at("Điều 5")) == "Điều 5, Điều lệ Đảng Cộng sản Việt Nam"
    assert QD_294.full() == "Quy định 294-QĐ/TW ngày 26/5/2025 về thi hành Điều lệ Đảng"


@pytest.mark.parametrize(
    ("day", "acts"),
    [
        (date(2025, 1, 19), {QD_24}),
        (date(2025, 1, 20), {QD_232}),
        (date(2025, 6, 30), {QD_232}),
        (date(2025, 7, 1), {QD_294}),
    ],
)
def test_one_regulation_on_the_charter_is_in_force_at_a_time(day, acts):
    assert {act for act in (QD_24, QD_232, QD_294) if act.in_force(day)} == acts


def test_an_act_without_a_known_beginning_ends_on_its_day():
    assert ND_64.in_force(date(2026, 6, 30))
    assert not ND_64.in_force(date(2026, 7, 1))


def test_every_act_is_registered_under_its_own_code():
    assert ACTS["COMPLAINTS"] is COMPLAINTS
    assert all(code == act.code for code, act in ACTS.items())
    assert not QD_294.confirmed  # its amendment was announced for 2026


def test_a_rule_carries_and_registers_its_clauses():
    @cites(CLAUSE, CHARTER.at("Điều 5"))
    def rule() -> int:
        return 1

    key = f"{rule.__module__}.{rule.__qualname__}"
    try:
        assert rule() == 1
        assert rule.__cites__ == CITED[key] == (CLAUSE, Citation(CHARTER, "Điều 5"))
    finally:
        del CITED[key]
    with pytest.raises(TypeError):
        cites()


def a_value(amount: int, since: date, until: date) -> Value:
    return Value(amount=amount, since=since, until=until, cite=CLAUSE, confirmed=True)


def test_the_value_is_the_one_of_the_day():
    value = Law(
        "x",
        "Lương cơ sở",
        "đồng",
        (
            a_value(2_340_000, date(2024, 7, 1), date(2026, 7, 1)),
            a_value(2_530_000, date(2026, 7, 1), date(9999, 12, 31)),
        ),
    )
    assert value.count_on(date(2026, 6, 30)) == 2_340_000
    assert value.count_on(date(2026, 7, 1)) == 2_530_000
    with pytest.raises(LookupError, match="Lương cơ sở: chưa có quy định áp dụng cho ngày 30/6/2024"):
        value.on(date(2024, 6, 30))


def test_values_may_not_overlap_or_be_empty_or_be_declared_twice():
    year, later = date(2024, 1, 1), date(2025, 1, 1)
    with pytest.raises(ValueError, match="two values"):
        Law("x", "x", "x", (a_value(1, year, later), a_value(2, year, later)))
    with pytest.raises(ValueError, match="in force"):
        Law("x", "x", "x", (a_value(1, later, year),))
    with pytest.raises(ValueError, match="in force"):
        Law("x", "x", "x", ())
    with pytest.raises(ValueError, match="twice"):
        law("party.cell_minimum", "x", "x", a_value(1, year, later))


# (code, amount, confirmed) on 21/11/2026
PARTY = [
    ("party.cell_minimum", 3, True),
    ("party.cell_consent_above", 30, True),
    ("party.grassroots_committee_from", 30, False),
    ("party.cell_committee_from", 9, True),
    ("party.cell_committee_maximum", 7, True),
    ("party.probation_months", 12, True),
    ("party.recognition_days", 30, False),
    ("party.card_number", "NN.NNNNNN", False),
]


@pytest.mark.parametrize(("code", "amount", "confirmed"), PARTY)
def test_the_party_numbers_of_today(code, amount, confirmed):
    value = LAWS[code].on(date(2026, 11, 21))
    assert (value.amount, value.confirmed) == (amount, confirmed)
    assert value.cite.act.in_force(date(2026, 11, 21))


def test_a_number_read_in_the_old_regulation_was_confirmed_under_it():
    assert party.RECOGNITION_DAYS.on(date(2025, 1, 19)).confirmed
    assert not party.RECOGNITION_DAYS.on(date(2025, 1, 20)).confirmed
    with pytest.raises(TypeError):
        party.CARD_NUMBER.count_on(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("age", "title"),
    [
        (18, "18–30"),
        (30, "18–30"),
        (31, "31–35"),
        (40, "36–40"),
        (45, "41–45"),
        (50, "46–50"),
        (55, "51–55"),
        (60, "56–60"),
        (61, "trên 60"),
        (102, "trên 60"),
    ],
)
def test_every_age_from_18_has_one_band(age, title):
    assert [band.title for band in party.AGE_BANDS if age in band] == [title]


def test_no_band_before_18():
    assert not any(17 in band for band in party.AGE_BANDS)
