"""The balance of members, counted by hand on two small communes that become one on 1 July 2025."""

from datetime import date

import pytest

from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, read
from soxa.kernel.models import ALWAYS, Unit
from soxa.kernel.units import acts
from soxa.kernel.units.acts import Founding
from soxa.law.periods import FOREVER, Period
from soxa.org.models import Person
from soxa.party.balance import balance
from soxa.party.models import Cell, Member, Membership
from soxa.samples.demo_fixture import as_made, kept, settle, standing

pytestmark = pytest.mark.django_db
JULY = date(2025, 7, 1)
HAND = machine("test")


def _cell(code: str, name: str, parent: Unit, on: date | None = None) -> Unit:
    unit = acts.found(Founding(code, "cell", name, parent, on), HAND)
    Cell.objects.create(unit=unit, kind="village", since=on or ALWAYS)
    return unit


def _person(name: str) -> Member:
    person = Person.named(name)
    person.save()
    return Member.objects.create(person=person)


def _spell(member: Member, unit: Unit, since: date, until: date = FOREVER, **why: str) -> None:
    Membership.objects.create(member=member, unit=unit, since=since, until=until, name_key="x", **why)


@pytest.fixture(scope="module")
def standing_communes(_of_tests, django_db_setup, django_db_blocker):
    with standing(django_db_blocker):
        made = _communes()
        settle()
        yield kept(made)


@pytest.fixture
def communes(standing_communes, db) -> dict[str, Unit]:
    """Two communes of two and one cells that become one on 1 July 2025, as `_communes` makes them."""
    return as_made(standing_communes)


def _communes() -> dict[str, Unit]:
    """Commune A with cells a1 (moved) and a2 (ended), B with b1 (moved); N founded with n1, which takes a2's members."""
    with acts.many_acts():
        old_a = acts.found(Founding("A", "commune", "xã A"), HAND)
        old_b = acts.found(Founding("B", "commune", "xã B"), HAND)
        a1, a2, b1 = _cell("A.1", "a1", old_a), _cell("A.2", "a2", old_a), _cell("B.1", "b1", old_b)
        new = acts.found(Founding("N", "commune", "xã N", None, JULY), HAND)
        n1 = _cell("N.1", "n1", new, JULY)
        acts.merge([a2], n1, JULY, decision="1-QĐ", actor=HAND)
        acts.merge([old_a, old_b], new, JULY, decision="1-QĐ", actor=HAND)
    long_ago = date(1990, 5, 19)
    # a1: three who stay, one dies on 1 July itself, one transferred out on 20 June
    for number in range(3):
        _spell(_person(f"a1 {number}"), a1, long_ago)
    _spell(_person("a1 dies"), a1, long_ago, JULY, closed_by=Membership.DIED)
    _spell(_person("a1 goes"), a1, long_ago, date(2025, 6, 20), closed_by=Membership.TRANSFERRED_OUT)
    # a2: two who are carried into n1 by the merger of their cell
    for number in range(2):
        member = _person(f"a2 {number}")
        _spell(member, a2, long_ago, JULY, closed_by=Membership.REORGANISED)
        _spell(member, n1, JULY, opened_by=Membership.REORGANISED)
    # b1: four; one moves to a1 on 10 September
    for number in range(3):
        _spell(_person(f"b1 {number}"), b1, long_ago)
    mover = _person("b1 moves")
    _spell(mover, b1, long_ago, date(2025, 9, 10), closed_by=Membership.INTERNAL)
    _spell(mover, a1, date(2025, 9, 10), opened_by=Membership.INTERNAL)
    # admitted into b1: one in March, one on 2 September, one on 31 December
    for day in (date(2025, 3, 26), date(2025, 9, 2), date(2025, 12, 31)):
        _spell(_person(f"b1 {day}"), b1, day, opened_by=Membership.ADMITTED)
    return {"A": old_a, "B": old_b, "N": new, "a1": a1, "a2": a2, "b1": b1, "n1": n1}


def _line(row) -> tuple[int, int, int, int, int, int]:
    return row.opening, row.came, row.went, row.moved, row.reorganised, row.closing


def test_the_second_half_year_of_the_new_commune(communes):
    found = balance(Moment.over(Period.parse("2025-H2")), communes["N"].id)
    # before: nothing here; a1 brings 3 (the one who died on 1 July ended where he was the day before), b1 brings 5, n1 takes 2
    assert _line(found.total) == (0, 2, 0, 0, 10, 12)
    rows = {row.unit_id: _line(row) for row in found.rows}
    assert rows == {
        communes["a1"].id: (0, 0, 0, 1, 3, 4),
        communes["b1"].id: (0, 2, 0, -1, 5, 6),
        communes["n1"].id: (0, 0, 0, 0, 2, 2),
    }
    assert found.closes


def test_the_old_communes_end_at_nothing(communes):
    year = Moment.over(Period.parse("2025"))
    found = balance(year, communes["A"].id)
    # 5 + 2 before; one went in June, one died on 1 July, five were carried away
    assert _line(found.total) == (7, 0, 2, 0, -5, 0)
    rows = {row.unit_id: _line(row) for row in found.rows}
    assert rows == {communes["a1"].id: (5, 0, 2, 0, -3, 0), communes["a2"].id: (2, 0, 0, 0, -2, 0)}
    assert _line(balance(year, communes["B"].id).total) == (4, 1, 0, 0, -5, 0)


def test_the_first_half_year_is_as_it_was_then(communes):
    half = Moment.over(Period.parse("2025-H1"))
    assert _line(balance(half, communes["A"].id).total) == (7, 0, 1, 0, 0, 6)
    assert _line(balance(half, communes["N"].id).total) == (0, 0, 0, 0, 0, 0)


def test_a_whole_year_of_the_new_commune_begins_at_nothing(communes):
    found = balance(Moment.over(Period.parse("2025")), communes["N"].id)
    assert _line(found.total) == (0, 2, 0, 0, 10, 12)
    assert found.closes


def test_the_rows_add_up_to_the_total(communes):
    for code in ("N", "A", "B"):
        for key in ("2025", "2025-H1", "2025-H2", "2025-Q3", "2025-06-20..2025-07-02"):
            found = balance(Moment.over(Period.parse(key)), communes[code].id)
            sums = tuple(map(sum, zip(*map(_line, found.rows), strict=True))) or (0,) * 6
            assert sums == _line(found.total), (code, key)
            assert found.closes, (code, key)


def test_a_spell_without_its_reason_is_told_apart(communes):
    _spell(_person("from a list"), communes["b1"], date(2025, 10, 1))
    found = balance(Moment.over(Period.parse("2025-H2")), communes["N"].id)
    assert (found.total.assumed, found.total.closing, found.closes) == (1, 13, True)


def test_a_spell_closed_without_its_reason_leaves_a_gap(communes):
    _spell(_person("lost"), communes["b1"], date(1990, 1, 1), date(2025, 10, 1))
    found = balance(Moment.over(Period.parse("2025-Q4")), communes["N"].id)
    assert (found.total.gap, [row.unit_id for row in found.gaps]) == (1, [communes["b1"].id])


def test_a_cell_has_one_row_its_own(communes):
    found = balance(Moment.over(Period.parse("2025-H2")), communes["b1"].id)
    assert _line(found.total) == (5, 2, 0, -1, 0, 6)
    assert [row.unit_id for row in found.rows] == [communes["b1"].id]


@pytest.mark.parametrize("key", ["2025-H1", "2025-H2", "2025-Q4"])
@pytest.mark.parametrize("code", ["A", "B", "N", "a1", "b1", "n1"])
def test_the_figures_of_the_same_period_agree(communes, key, code):
    moment = Moment.over(Period.parse(key))
    total = balance(moment, communes[code].id).total
    for figure in ("party.admitted", "party.transferred_out", "party.moved_within", "party.reorganised"):
        assert read(FIGURES[figure], moment, communes[code].id).part == total.moves[figure], figure
