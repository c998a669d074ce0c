"""Differences and shares by unit: their lines, what moved whole, and how many rows lie outside a reader's sight."""

from datetime import date

import pytest

from soxa.desk.by_unit import split
from soxa.desk.tests.signing_in import signed_in, words
from soxa.kernel.figures import FIGURES, Moment, row_filter
from soxa.kernel.units.tree import tree
from soxa.law.periods import Period
from soxa.party.balance import balance

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_book")]
OFFICE, CELL, ADMIN = "tuyet.ngo", "buong.luc", "tri.doan"
# the five units founded on 01/7/2025, and the 49 cells that moved whole
FOUNDED, WHOLE = [30, 31, 19, 8, 15], 1293


def test_cells_that_moved_whole_are_one_named_line():
    moment, commune = Moment.over(Period.parse("2025")), tree().by_code("99901")
    found = split(FIGURES["party.reorganised"], moment, commune.id)
    lines = [line.reading.part for line in found.lines if line.node and line.reading.part]
    assert sorted(lines) == sorted(FOUNDED)
    assert (found.lines[-1].name, found.lines[-1].reading.part) == ("Cả chi bộ được chuyển về", WHOLE)
    assert found.total.part == sum(FOUNDED) + WHOLE == 1396


def test_the_balance_says_the_same_of_every_unit():
    moment, commune = Moment.over(Period.parse("2025")), tree().by_code("99901")
    made = balance(moment, commune.id)
    found = split(FIGURES["party.reorganised"], moment, commune.id)
    own = {line.node.id: line.reading.part for line in found.lines if line.node and line.reading.part}
    assert {
        row.unit_id: row.reorganised - row.carried for row in made.rows if row.reorganised != row.carried
    } == own
    assert (made.total.carried, made.closes) == (WHOLE, True)
    assert "Cả chi bộ được chuyển về 1.293" in words(signed_in(OFFICE).get("/so-lieu/can-doi/?ky=2025"))


def test_an_old_commune_lost_all_its_cells():
    moment, old = Moment.over(Period.parse("2025")), tree().by_code("99912")
    rest = split(FIGURES["party.reorganised"], moment, old.id).lines[-1]
    assert rest.name == "Chi bộ đã chuyển đi hoặc kết thúc"
    assert rest.reading.part == -385, "all 385 members: 361 in cells that moved whole, 24 in cells that ended"
    assert balance(moment, old.id).total.carried == -361


def test_what_lies_in_no_unit_below_is_one_line_and_no_list_of_units_with_nothing():
    found = split(FIGURES["works.disbursed"], Moment.at(date(2026, 6, 30)), tree().by_code("99901").id)
    assert [(line.node, line.reading.part) for line in found.lines] == [(None, found.total.part)]


def test_a_cell_secretary_is_told_how_many_rows_lie_outside():
    moment, commune = Moment.over(Period.parse("2025")), tree().by_code("99901")
    all_rows = row_filter(FIGURES["party.reorganised"], moment, commune.id).count()
    assert all_rows >= 1396
    client = signed_in(CELL)
    page = client.get("/so-lieu/party.reorganised/dong/?ky=2025&don-vi=99901")
    assert page.status_code == 200
    told = words(page).split(" ngoài phạm vi")[0].split()[-1].replace(".", "")
    seen = words(page).split(" hiển thị")[0].split()[-1].replace(".", "")
    assert int(seen) + int(told) == all_rows
    assert int(told) > 0


def test_a_share_by_unit_keeps_part_and_whole_apart():
    commune = tree().by_code("99901")
    found = split(FIGURES["party.card_exchange"], Moment.at(date(2026, 6, 15)), commune.id)
    assert sum(line.reading.part for line in found.lines) == 1380
    assert sum(line.reading.whole for line in found.lines) == 1388


@pytest.mark.parametrize(("number", "status"), [("0", 422), ("100000", 422), ("1" + "0" * 30, 422)])
def test_a_number_of_days_is_a_number_of_days(number, status):
    client = signed_in(OFFICE)
    answer = client.post("/cai-dat/tasks.accept_days/", {"value": number, "since": "2026-11-20"})
    assert answer.status_code == status
