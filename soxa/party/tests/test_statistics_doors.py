"""Every number of every form opens rows that are as many, or says why not; and the rows that break a form are named."""

from datetime import date

import pytest

from soxa.desk.waiting_statistics import wrong_rows
from soxa.kernel.figures import Moment, find, read, row_filter
from soxa.law.periods import FOREVER, Period
from soxa.org.models import Person, sealed_columns
from soxa.party.balance import balance
from soxa.party.models import Member, Membership
from soxa.party.statistics.checks import checks
from soxa.party.statistics.table import FORMS
from soxa.party.statistics.tables import table
from soxa.party.tests.cast import TODAY
from soxa.party.tests.test_balance import JULY, _person, _spell, communes, standing_communes  # noqa: F401

pytestmark = pytest.mark.django_db
YEAR = Moment.over(Period.parse("2025"))
NETS = {"party.moved_within", "party.reorganised", "form1.moved_within.women", "form1.reorganised.women"}


def rows_behind(code, before, unit_id, moment):
    asked = moment.before if before else moment
    figure = find(code)
    if figure.net:
        rows = row_filter(figure, asked, unit_id)
        assert rows.count() >= abs(figure.net(asked).get(unit_id, 0))
        return figure.net(asked).get(unit_id, 0)
    return row_filter(figure, asked, unit_id).count()


def opened_by(form):
    """Codes that the lines of a form open, each asked for its rows; a number that opens none is of a closed group."""
    cells = [(line.key, one) for line in form.lines for one in line.numbers if one.count]
    shut = {key.split(".")[0] for key, one in cells if not one.code}
    assert shut <= ({"ethnicity", "religion"} if form.form.number == "4" else {"minority", "religious"})
    for key, one in cells:
        assert not one.code or rows_behind(*one.door, form.unit_id, form.moment) == one.count, key
    return {one.code for _key, one in cells if one.code}


def ask_below(form):
    """Numbers of the units below that were here all along, each asked for its rows; how many were asked."""
    asked = [
        (one, key, door)
        for one in form.below
        for key, door in form.opens.items()
        if one.whole and one.counts.get(key)
    ]
    for one, key, door in asked:
        assert rows_behind(*door, one.unit_id, form.moment) == one.counts[key], (one.name, key)
    return len(asked)


def test_every_number_opens_as_many_rows_as_it_says(communes):  # noqa: F811
    for number, person in enumerate(Person.objects.order_by("pk")):
        person.sex = Person.FEMALE if number % 3 else Person.MALE
        person.save()
    _spell(_person("from a list"), communes["b1"], date(2025, 10, 1))
    moments = [Moment.over(Period.parse(key)) for key in ("2025", "2025-Q4")]
    forms = [
        table(number, moment, unit.pk) for unit in communes.values() for number in FORMS for moment in moments
    ]
    opened = set().union(*map(opened_by, forms))
    assert opened >= NETS | {"form1.came", "form1.went.women", "form1.assumed", "form2.total", "form3.total"}
    assert sum(map(ask_below, forms)) > 20


def test_a_unit_that_came_during_the_period_opens_nothing_that_would_not_agree(communes):  # noqa: F811
    """Cell a1 opened the year with members, but elsewhere: here it opens at 0."""
    form = table("1", YEAR, communes["N"].pk)
    a1 = next(one for one in form.below if one.unit_id == communes["a1"].pk)
    assert (a1.counts["opening"], a1.whole) == (0, False)
    assert table("1", Moment.over(Period.parse("2025-Q4")), communes["N"].pk).below[0].whole


# --- lives within one period, and on the day of the merger ---


def life(unit, *spells):
    member = _person("short life")
    for since, until, opened_by, closed_by in spells:
        _spell(member, unit, since, until, opened_by=opened_by, closed_by=closed_by)


def moves(communes, unit, key="2025-H2"):  # noqa: F811
    total = balance(Moment.over(Period.parse(key)), communes[unit].pk).total
    assert total.closes
    return {code.removeprefix("party."): count for code, count in sorted(total.moves.items()) if count}, total


def test_admitted_and_struck_off_in_one_period_is_one_in_and_one_out(communes):  # noqa: F811
    before, was = moves(communes, "N")
    life(communes["b1"], (date(2025, 8, 1), date(2025, 11, 1), "admitted", "struck_off"))
    after, now = moves(communes, "N")
    assert after == before | {"admitted": before["admitted"] + 1, "struck_off": 1}
    assert (now.opening, now.closing) == (was.opening, was.closing)
    assert table("2", Moment.over(Period.parse("2025-H2")), communes["N"].pk).count("total") == 3


def test_transferred_out_and_in_again_is_both(communes):  # noqa: F811
    before, was = moves(communes, "N", "2025-Q4")
    life(
        communes["b1"],
        (date(2010, 1, 1), date(2025, 10, 10), "", "out"),
        (date(2025, 12, 1), FOREVER, "in", ""),
    )
    after, now = moves(communes, "N", "2025-Q4")
    assert after == before | {"transferred_out": 1, "transferred_in": 1}
    assert (now.opening, now.closing) == (was.opening + 1, was.closing + 1)


@pytest.mark.parametrize(
    ("spell", "old", "new"),
    [
        ((JULY, FOREVER, "admitted", ""), {}, {"admitted": 1}),
        ((date(2025, 6, 30), FOREVER, "admitted", ""), {"admitted": 1, "reorganised": -1}, {"reorganised": 1}),
        ((date(2010, 1, 1), JULY, "", "out"), {"transferred_out": 1}, {}),
        ((date(2010, 1, 1), date(2025, 7, 2), "", "out"), {"reorganised": -1}, {"reorganised": 1, "transferred_out": 1}),
    ],
)  # fmt: skip
def test_the_day_of_the_merger_belongs_to_the_new_commune(communes, spell, old, new):  # noqa: F811
    """Who comes on the day comes to the new one; who goes on it went from the old one the day before."""
    first = {unit: moves(communes, unit, "2025")[0] for unit in ("B", "N")}
    life(communes["b1"], spell)
    for unit, more in (("B", old), ("N", new)):
        after = moves(communes, unit, "2025")[0]
        change = {code: after.get(code, 0) - first[unit].get(code, 0) for code in {*after, *first[unit]}}
        # a cell that moves whole carries its members within both communes' nets
        assert {code: n for code, n in change.items() if n and code != "carried"} == more, unit


# --- rows that are wrong ---


def broken(unit_id, moment=None):
    made = checks(moment or Moment(TODAY, date(2026, 1, 1), date(2026, 11, 21)), unit_id)
    return {one.key for one in made if not one.kept and not one.remark}


def overlap(cast):
    _spell(cast.members["an"], cast.units["school"], date(2026, 5, 1), date(2027, 1, 1), closed_by="out")


def buried(cast):
    person = cast.members["an"].person
    person.died_on = TODAY
    person.save()


def official_too_early(cast):
    member = Member.objects.get(pk=cast.members["an"].pk)
    member.recognised_on = member.admitted_on
    member.admitted_on = cast.members["moi"].admitted_on
    member.save()


def lost(cast):
    spell = Membership.objects.get(member=cast.members["an"])
    spell.until = date(2026, 3, 1)
    spell.save()


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (overlap, {"twice"}),
        (buried, {"dead"}),
        (official_too_early, {"disorder"}),
        (lost, {"balance", "balance_below", "unexplained"}),
    ],
)
def test_a_planted_fault_is_found_and_named_without_being_asked(cast, at, plant, found):
    upper = cast.units["upper"].pk
    assert broken(upper) == set()
    assert wrong_rows(cast.accounts["chanh"], TODAY) == []
    plant(cast)
    assert broken(upper) == found
    (line,) = wrong_rows(cast.accounts["chanh"], TODAY)
    assert "làm biểu thống kê sai" in line.title and line.level == "warn"
    assert wrong_rows(cast.accounts["khac"], TODAY) == []
    page = at("chanh").get(line.address).content.decode()
    assert f'href="/dang-vien/{cast.members["an"].pk}/"' in page and "Bùi Văn An" in page


def test_who_died_the_day_after_the_period_is_still_counted_in_it(cast):
    buried(cast)
    eve = Moment(date(2026, 11, 19), date(2026, 1, 1), date(2026, 11, 20))
    assert broken(cast.units["upper"].pk, eve) == set()


def test_spells_that_only_touch_are_no_double(cast):
    spell = Membership.objects.get(member=cast.members["an"])
    spell.until, spell.closed_by = date(2026, 5, 1), "internal"
    spell.save()
    _spell(cast.members["an"], cast.units["school"], date(2026, 5, 1), opened_by="internal")
    assert broken(cast.units["upper"].pk) == set()


def test_a_member_without_a_birth_date_is_a_lack_with_its_rows(cast):
    person = cast.members["an"].person
    person.born = None
    person.save()
    moment = Moment(TODAY, date(2026, 1, 1), date(2026, 11, 21))
    lacks = {one.key: one for one in checks(moment, cast.units["upper"].pk) if one.remark and not one.kept}
    code = lacks["form3.age_unknown"].code
    assert row_filter(find(code), moment, cast.units["upper"].pk).get().member_id == cast.members["an"].pk
    assert read(find(code), moment, cast.units["upper"].pk).part == 1


# --- small groups beside a form ---


def test_a_small_number_of_one_unit_cannot_be_reckoned_from_the_others(cast):
    """One of the school's and four of Bến Đá's are Tày: with "ít" for the one, five less four would tell it."""
    for key in ("dang", "sac", "an", "au", "long"):
        person = cast.members[key].person
        for column, kept in sealed_columns("ethnicity", "Tày").items():
            setattr(person, column, kept)
        person.save()
    moment = Moment.at(TODAY)
    open_, closed = (table("4", moment, cast.units["upper"].pk, fewest=few) for few in (0, 3))
    assert [one.counts["minority"] for one in open_.below] == [4, 1]
    assert [one.counts["minority"] for one in closed.below] == [-1, -1]
    assert [one.counts["total"] for one in closed.below] == [5, 2]
    assert closed.held and not open_.held
