"""A scan's words are put together once; what it counts is asked of the book every time."""

from datetime import date

from soxa.kernel.figures import FIGURES, Moment, find, read, read_many
from soxa.kernel.figures.read import _scanned
from soxa.kernel.units.acts import Founding, found
from soxa.law.periods import Period
from soxa.party.models import Cell, Exemption
from soxa.party.tests.cast import TODAY

NOW = Moment.at(TODAY)


def test_the_same_question_is_answered_anew(cast):
    upper = cast.units["upper"].pk
    assert read(find("party.members"), NOW, upper).part == 7
    known = _scanned.words.cache_info()
    cast.member("them", "Lù Thị Thêm", "ben_da", admitted_on="01/02/2020", recognised_on="01/02/2021")
    assert read(find("party.members"), NOW, upper).part == 8
    again = _scanned.words.cache_info()
    assert (again.hits, again.misses) == (known.hits + 1, known.misses)


def test_another_day_or_unit_is_another_question(cast):
    upper, lower = cast.units["upper"].pk, cast.units["lower"].pk
    assert [read(find("party.members"), NOW, unit).part for unit in (upper, lower)] == [7, 1]
    before = Moment.at(date(2026, 1, 5))
    assert [read(find("party.members"), before, unit).part for unit in (upper, lower)] == [6, 1]
    assert read(find("party.admitted"), Moment.over(Period.parse("2026-H1")), upper).part == 1
    assert read(find("party.admitted"), Moment.over(Period.parse("2026-H2")), upper).part == 0


def test_a_unit_that_came_since_is_counted(cast, head):
    upper = cast.units["upper"]
    assert read(find("party.members"), NOW, upper.pk).part == 7
    third = cast.units["third"] = found(Founding("99801.03", "cell", "Chi bộ thôn Ba", parent=upper), head)
    Cell.objects.create(unit=third, kind="village", since=third.since)
    cast.member("ba", "Lù Văn Ba", "third", admitted_on="01/02/2020")
    assert read(find("party.members"), NOW, upper.pk).part == 8
    assert read(find("party.cells_village"), NOW, upper.pk).part == 2


def test_rows_a_condition_asks_are_asked_again(cast):
    upper = cast.units["upper"].pk
    assert read(find("party.exempt"), NOW, upper).part == 0
    Exemption.objects.create(member=cast.members["dang"], kind=Exemption.EXEMPT, since=date(2026, 1, 1))
    assert read(find("party.exempt"), NOW, upper).part == 1


def test_what_is_told_once_asks_nothing(cast, django_assert_num_queries):
    """A condition told once for a day may name rows to be asked, and asks none itself."""
    told = {
        one
        for figure in FIGURES.values()
        for one in (figure.counts, figure.among)
        if hasattr(one, "__wrapped__")
    }
    standing = {
        figure.source.stands for figure in FIGURES.values() if hasattr(figure.source.stands, "__wrapped__")
    }
    assert len(told) > 15 and len(standing) == 2
    with django_assert_num_queries(0):
        for one in told:
            one.__wrapped__(NOW)
        for one in standing:
            one.__wrapped__(TODAY)


def test_every_figure_is_the_same_the_second_time(cast):
    figures = [figure for figure in FIGURES.values() if not figure.net]
    units = [one.pk for one in cast.units.values()]
    assert read_many(figures, NOW, units) == read_many(figures, NOW, units)
    assert _scanned.words.cache_info().hits
