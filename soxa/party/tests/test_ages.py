"""Age bands in the database are the rule's on every day, those round 29 February above all."""

from datetime import date, timedelta

import pytest

from soxa.kernel.figures import FIGURES, Moment
from soxa.law.partial import PartialDate
from soxa.law.party import AGE_BANDS
from soxa.party.ages import age_number, age_number_of
from soxa.party.models import Membership
from soxa.party.rules import age_band

BIRTHS = (
    *(PartialDate(1996, 2, day) for day in (28, 29)), PartialDate(1996, 3, 1), PartialDate(1996, 2), PartialDate(1996, 3),
    PartialDate(1996), PartialDate(1997, 3, 1), None,
)  # fmt: skip
DAYS = [
    first + timedelta(days=more) for first in (date(2027, 2, 26), date(2028, 2, 26)) for more in range(5)
] + [date(2026, 12, 31), date(2027, 1, 1), date(2027, 3, 31), date(2014, 2, 28)]


@pytest.fixture
def spells(cast) -> list[Membership]:
    found = list(Membership.objects.home().select_related("member__person").order_by("pk")[: len(BIRTHS)])
    assert len(found) == len(BIRTHS)
    for spell, born in zip(found, BIRTHS, strict=True):
        spell.member.person.born = born
        spell.member.person.save(update_fields=["born"])
    return found


def test_who_was_born_on_29_february_is_31_on_28_february_of_a_common_year():
    born = PartialDate(1996, 2, 29)
    assert [age_band(born, date(2027, 2, day)).title for day in (27, 28)] == ["18–30", "31–35"]


def test_the_bands_of_figures_are_the_rule_s(spells):
    keys = [one.pk for one in spells]
    for day in DAYS:
        by_rule = {one.pk: age_band(one.member.person.born, day) for one in spells}
        for band in AGE_BANDS:
            wanted = {pk for pk, held in by_rule.items() if held == band}
            code = f"age_{band.first}_{band.last}" if band.last else f"age_over_{band.first - 1}"
            counted = FIGURES[f"party.{code}"].counts(Moment.at(day))
            rows = Membership.objects.filter(pk__in=keys)
            assert set(rows.filter(counted).values_list("pk", flat=True)) == wanted, (day, band)


def test_the_number_of_a_day_in_a_column_is_that_of_the_day(spells):
    """Of admissions the age is of the day of admission, which the database reckons; 1900 and 2100 are common years."""
    spell = spells[-1]
    for day in (*DAYS, *(date(year, 2, 28) for year in (1900, 2000, 2100))):
        spell.since = day
        spell.save(update_fields=["since"])
        (found,) = Membership.objects.filter(pk=spell.pk).values_list(age_number_of("since"), flat=True)
        assert found == age_number(day)
