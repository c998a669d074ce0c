"""Figures over a book small enough to count on one's fingers, on every boundary day."""

from datetime import date, timedelta

import pytest

from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.figures import FIGURES, Moment, find, read, read_many, read_series, row_filter
from soxa.kernel.models import ALWAYS
from soxa.kernel.units import acts
from soxa.kernel.units.acts import Founding
from soxa.law.partial import PartialDate
from soxa.law.periods import FOREVER, Period
from soxa.org.models import Person
from soxa.party.models import Cell, Member, Membership, MissingPaper, PaperKind
from soxa.samples.demo_fixture import as_made, kept, settle, standing

pytestmark = pytest.mark.django_db
ACTOR = machine("test")
MERGER = date(2025, 7, 1)
EVE = date(2025, 6, 30)


class Book:
    """Two old communes with a village each and an office cell; one commune since 1 July 2025."""

    def __init__(self) -> None:
        self.entry = journal.write(ACTOR, "test", "load", subject=("book", "1"))
        self.old = {code: self.unit(code, "commune", None) for code in ("A", "B")}
        self.villages = {code: self.cell(f"{code}1", "village", self.old[code]) for code in ("A", "B")}
        self.old_office = self.cell("A2", "agency", self.old["A"])
        self.new = self.unit("N", "commune", None, on=MERGER)
        self.office = self.cell("N1", "agency", self.new, on=MERGER)

    def unit(self, code, kind, parent, on=None):
        return acts.found(Founding(code, kind, code, parent=parent, on=on), ACTOR)

    def cell(self, code, kind, parent, on=None):
        unit = self.unit(code, "cell", parent, on=on)
        Cell.objects.create(unit=unit, kind=kind, since=unit.since)
        return unit

    def person(
        self,
        name,
        unit,
        since=ALWAYS,
        *,
        opened="",
        official=PartialDate(2000),
        sex="M",
        born=PartialDate(1970),
    ):
        person = Person.named(name, sex=sex, born=born)
        Person.objects.loaded([person], self.entry)
        member = Member.objects.create(person=person, recognised_on=official)
        return self.spell(member, unit, since, opened=opened)

    def spell(self, member, unit, since, *, opened="", kind=Membership.HOME):
        return Membership.objects.create(
            member=member,
            unit=unit,
            since=since,
            opened_by=opened,
            kind=kind,
            name_key=member.person.name_key,
        )

    def close(self, spell, day, why):
        spell.until, spell.closed_by = day, why
        spell.save()

    def merge(self):
        for spell in Membership.objects.filter(unit=self.old_office, until=FOREVER):
            self.close(spell, MERGER, Membership.REORGANISED)
            self.spell(spell.member, self.office, MERGER, opened=Membership.REORGANISED)
        Cell.objects.filter(unit=self.old_office).moved(self.entry, until=MERGER)
        acts.merge([self.old_office], self.office, MERGER, decision="QĐ", actor=ACTOR)
        acts.merge(list(self.old.values()), self.new, MERGER, decision="QĐ", actor=ACTOR)


@pytest.fixture(scope="module")
def standing_book(_of_tests, django_db_setup, django_db_blocker):
    with standing(django_db_blocker):
        made = _merged_book()
        settle()
        yield kept(made)


@pytest.fixture
def book(standing_book, db):
    return as_made(standing_book)


def _merged_book():
    made = Book()
    made.an = made.person("An", made.villages["A"], sex="F")
    made.binh = made.person("Bình", made.villages["A"])
    made.chi = made.person("Chi", made.villages["B"], sex="F")
    made.dung = made.person("Dũng", made.old_office)
    made.merge()
    return made


def text(code, moment, unit):
    return read(find(code), moment, unit.pk).text


def test_before_and_after_the_merger(book):
    for day, a, b, n in ((EVE, "3", "1", "0"), (MERGER, "0", "0", "4")):
        at = Moment.at(day)
        assert [text("party.members", at, unit) for unit in (book.old["A"], book.old["B"], book.new)] == [
            a,
            b,
            n,
        ]
        assert text("party.cells", at, book.new) == {EVE: "0", MERGER: "3"}[day]
    assert text("party.cells", Moment.at(EVE), book.old["A"]) == "2"
    assert text("party.cells_village", Moment.at(MERGER), book.new) == "2"


def test_the_merger_is_a_line_of_its_own(book):
    half = Moment.over(Period.parse("2025-H2"))
    assert text("party.reorganised", half, book.new) == "4"
    assert text("party.transferred_in", half, book.new) == "0"
    assert text("party.admitted", half, book.new) == "0"
    assert text("party.reorganised", half, book.old["A"]) == "-3"
    assert text("party.reorganised", half, book.office) == "1"
    assert text("party.reorganised", half, book.villages["A"]) == "0"
    assert row_filter(find("party.reorganised"), half, book.new.pk).count() == 4
    assert text("party.reorganised", Moment.over(Period.parse("2025-H1")), book.old["A"]) == "0"


def test_an_admission_counts_where_it_belonged_on_its_day(book):
    book.person("Em", book.villages["A"], EVE, opened=Membership.ADMITTED, official=None)
    book.person("Giang", book.villages["A"], MERGER, opened=Membership.ADMITTED, official=None)
    year = Moment.over(Period.parse("2025"))
    assert text("party.admitted", year, book.old["A"]) == "1"
    assert text("party.admitted", year, book.new) == "1"
    assert row_filter(find("party.admitted"), year, book.new.pk).get().member.person.full_name == "Giang"
    assert text("party.reorganised", year, book.new) == "5"
    assert text("party.members", year, book.new) == "6"


def test_an_end_counts_where_the_member_stood_the_day_before(book):
    book.close(book.binh, MERGER, Membership.DIED)
    book.close(book.chi, MERGER + timedelta(days=1), Membership.TRANSFERRED_OUT)
    year = Moment.over(Period.parse("2025"))
    assert text("party.died", year, book.old["A"]) == "1"
    assert text("party.died", year, book.new) == "0"
    assert text("party.transferred_out", year, book.new) == "1"
    assert text("party.members", Moment.at(MERGER), book.new) == "3"
    assert text("party.members", Moment.at(MERGER + timedelta(days=1)), book.new) == "2"


@pytest.mark.parametrize(
    ("period", "died"), [("2025-09-05..2025-09-06", "1"), ("2025-09-01..2025-09-05", "0")]
)
def test_an_end_on_the_edge_of_a_period(book, period, died):
    book.close(book.binh, date(2025, 9, 5), Membership.DIED)
    asked = Moment.over(Period.parse(period))
    assert text("party.died", asked, book.new) == died
    assert row_filter(find("party.died"), asked, book.new.pk).count() == int(died)
    before, after = text("party.members", asked.before, book.new), text("party.members", asked, book.new)
    assert int(before) - int(died) == int(after)


def test_an_end_on_the_day_of_the_merger_belongs_to_the_old_commune(book):
    book.close(book.binh, MERGER, Membership.DIED)
    half = Moment.over(Period.parse("2025-H2"))
    assert text("party.died", half, book.old["A"]) == "1"
    assert text("party.died", half, book.new) == "0"
    assert text("party.reorganised", half, book.new) == "3"


def test_every_balance_closes(book):
    book.close(book.binh, date(2025, 9, 5), Membership.DIED)
    book.person("Hà", book.office, date(2025, 8, 1), opened=Membership.TRANSFERRED_IN)
    book.close(book.an, date(2025, 10, 1), Membership.INTERNAL)
    book.spell(book.an.member, book.office, date(2025, 10, 1), opened=Membership.INTERNAL)
    after = Moment.over(Period.parse("2025-H2"))
    units = [book.new, book.office, *book.villages.values(), *book.old.values()]
    from soxa.party.figures import BALANCE_IN, BALANCE_NET, BALANCE_OUT

    for unit in units:
        before = read(find("party.members"), after.before, unit.pk).part
        came = sum(read(find(code), after, unit.pk).part for code in (*BALANCE_IN, *BALANCE_NET))
        went = sum(read(find(code), after, unit.pk).part for code in BALANCE_OUT)
        assert before + came - went == read(find("party.members"), after, unit.pk).part, unit.code
    assert text("party.moved_within", after, book.new) == "0"
    assert text("party.moved_within", after, book.office) == "1"
    assert text("party.moved_within", after, book.villages["A"]) == "-1"


def test_recognition_is_counted_on_its_day(book):
    member = book.an.member
    member.recognised_on = PartialDate(2026, 6, 15)
    member.save()
    for day, official in ((date(2026, 6, 14), "3"), (date(2026, 6, 15), "4")):
        assert text("party.members_official", Moment.at(day), book.new) == official
    assert text("party.recognised", Moment.over(Period.parse("2026-H1")), book.new) == "1"
    assert text("party.recognised", Moment.over(Period.parse("2026-06-16..2026-07-01")), book.new) == "0"
    assert (
        row_filter(find("party.recognised"), Moment.over(Period.parse("2026-06")), book.new.pk).get()
        == book.an
    )


def recognised(period, unit) -> int:
    moment = Moment.over(Period.parse(period))
    rows = row_filter(find("party.recognised"), moment, unit.pk).count()
    assert text("party.recognised", moment, unit) == str(rows)
    return rows


def months_of(year, unit) -> dict[int, int]:
    """The months with a recognition, and how many; as many rows in each."""
    figure = find("party.recognised")
    moments = [Moment.over(Period.parse(f"{year}-{month:02d}")) for month in range(1, 13)]
    counts = [one[figure.code, unit.pk].part for one in read_series([figure], moments, [unit.pk])]
    assert counts == [row_filter(figure, moment, unit.pk).count() for moment in moments]
    return {month: count for month, count in enumerate(counts, 1) if count}


@pytest.mark.parametrize(
    ("day", "month", "eve"),
    [
        (PartialDate(2016), 1, date(2015, 12, 31)),
        (PartialDate(2016, 3), 3, date(2016, 2, 29)),
        (PartialDate(2016, 12), 12, date(2016, 11, 30)),
        (PartialDate(2016, 3, 1), 3, date(2016, 2, 29)),
        (PartialDate(2016, 12, 31), 12, date(2016, 12, 30)),
    ],
)
def test_a_recognition_known_by_year_or_month_is_counted_once(book, day, month, eve):
    member, village = book.an.member, book.villages["A"]
    member.recognised_on = day
    member.save()
    assert months_of(2016, village) == {month: 1}
    assert [recognised(year, village) for year in ("2015", "2016", "2017")] == [0, 1, 0]
    # Bình, of the same village, has been official since 2000.
    assert text("party.members_official", Moment.at(eve), village) == "1"
    assert text("party.members_official", Moment.at(eve + timedelta(days=1)), village) == "2"


def test_a_recognition_by_year_counts_in_the_first_of_two_cells_of_that_year(book):
    book.an.member.recognised_on = PartialDate(2016)
    book.an.member.save()
    book.close(book.an, date(2016, 6, 1), Membership.INTERNAL)
    book.spell(book.an.member, book.villages["B"], date(2016, 6, 1), opened=Membership.INTERNAL)
    assert (recognised("2016", book.villages["A"]), recognised("2016", book.villages["B"])) == (1, 0)


def test_a_cell_left_on_the_first_day_of_the_year_is_not_where_that_years_recognition_was(book):
    book.an.member.recognised_on = PartialDate(2016)
    book.an.member.save()
    book.close(book.an, date(2016, 1, 1), Membership.INTERNAL)
    book.spell(book.an.member, book.villages["B"], date(2016, 1, 1), opened=Membership.INTERNAL)
    assert (recognised("2016", book.villages["A"]), recognised("2016", book.villages["B"])) == (0, 1)


@pytest.mark.parametrize(
    ("day", "since", "counted"),
    [
        (PartialDate(2025), date(2025, 12, 31), 1),
        (PartialDate(2025), date(2026, 1, 1), 0),
        (PartialDate(2025, 12), date(2025, 12, 31), 1),
        (PartialDate(2025, 11), date(2025, 12, 1), 0),
        (PartialDate(2025, 12, 30), date(2025, 12, 31), 0),
    ],
)
def test_a_recognition_in_the_year_the_member_came_into_the_book_counts(book, day, since, counted):
    book.person("Khuê", book.villages["A"], since, official=day)
    assert recognised("2025", book.villages["A"]) == counted


@pytest.mark.parametrize(
    ("day", "since", "counted"),
    [
        # came after the merger: whatever the year says, the old commune never had him
        (PartialDate(2025), date(2025, 12, 31), {"A": 0, "N": 1, "H1": 0, "H2": 1, "12": 1}),
        (PartialDate(2025), MERGER, {"A": 0, "N": 1, "H1": 0, "H2": 1, "12": 0}),
        (PartialDate(2025), EVE, {"A": 1, "N": 0, "H1": 1, "H2": 0, "12": 0}),
        (PartialDate(2025, 6), EVE, {"A": 1, "N": 0, "H1": 1, "H2": 0, "12": 0}),
        (PartialDate(2025), date(2025, 1, 1), {"A": 1, "N": 0, "H1": 1, "H2": 0, "12": 0}),
        (PartialDate(2025, 12), date(2025, 3, 1), {"A": 0, "N": 1, "H1": 0, "H2": 1, "12": 1}),
    ],
)
def test_a_recognition_counts_in_the_commune_of_the_day_it_is_put_to(book, day, since, counted):
    book.person("Khuê", book.villages["A"], since, official=day)
    found = {code: recognised("2025", unit) for code, unit in (("A", book.old["A"]), ("N", book.new))}
    halves = {code: recognised(f"2025-{code}", book.villages["A"]) for code in ("H1", "H2", "12")}
    assert found | halves == counted


def test_an_attached_member_is_not_counted(book):
    guest = Member.objects.create(person=Person.objects.loaded([Person.named("Khách")], book.entry)[0])
    book.spell(guest, book.office, date(2026, 1, 1), kind=Membership.ATTACHED)
    assert text("party.members", Moment.at(date(2026, 2, 1)), book.new) == "4"


@pytest.mark.parametrize(
    ("born", "day", "band"),
    [
        (PartialDate(1995, 6, 15), date(2026, 6, 14), "party.age_18_30"),
        (PartialDate(1995, 6, 15), date(2026, 6, 15), "party.age_31_35"),
        (PartialDate(1965, 6, 16), date(2026, 6, 15), "party.age_56_60"),
        (PartialDate(1965, 6, 15), date(2026, 6, 15), "party.age_over_60"),
        (PartialDate(1995), date(2026, 1, 1), "party.age_31_35"),
        (None, date(2026, 1, 1), "party.age_unknown"),
    ],
)
def test_age_on_the_birthday_and_the_day_before(book, born, day, band):
    book.person("Kim", book.office, date(2025, 12, 31), born=born)
    for spell in (book.an, book.binh, book.chi, book.dung):
        spell.member.person.born = PartialDate(1980)
        spell.member.person.save()
    bands = [figure for code, figure in FIGURES.items() if code.startswith("party.age_")]
    readings = read_many(bands, Moment.at(day), [book.new.pk])
    ours = {code: reading.part for (code, _unit), reading in readings.items() if reading.part}
    assert ours.pop("party.age_46_50" if day.year - 1980 <= 50 else "party.age_51_55") == 4
    assert ours == {band: 1}


def test_a_file_is_complete_when_checked_and_nothing_is_missing(book):
    paper = PaperKind.objects.create(code="photo", title="Ảnh", occasion=PaperKind.OTHER)
    for spell in (book.an, book.binh, book.chi):
        spell.member.file_checked_on = date(2026, 1, 10)
        spell.member.save()
    gap = MissingPaper.objects.create(member=book.an.member, paper=paper, since=date(2026, 1, 10))
    assert text("party.files_complete", Moment.at(date(2026, 1, 9)), book.new) == "0%"
    assert text("party.files_complete", Moment.at(date(2026, 1, 10)), book.new) == "50%"
    gap.until = date(2026, 2, 1)
    gap.save()
    assert text("party.files_complete", Moment.at(date(2026, 1, 31)), book.new) == "50%"
    assert text("party.files_complete", Moment.at(date(2026, 2, 1)), book.new) == "75%"
    missing = row_filter(
        find("party.files_complete"), Moment.at(date(2026, 2, 1)), book.new.pk, part="missing"
    )
    assert [spell.member.person.full_name for spell in missing] == ["Dũng"]


def test_card_exchange_is_over_official_members(book):
    book.person("Liên", book.office, date(2026, 1, 1), opened=Membership.ADMITTED, official=None)
    for spell in (book.an, book.binh, book.chi):
        spell.member.card_exchanged_on = date(2025, 12, 1)
        spell.member.save()
    reading = read(find("party.card_exchange"), Moment.at(date(2026, 3, 1)), book.new.pk)
    assert (reading.part, reading.whole, reading.text, reading.missing) == (3, 4, "75%", 1)
    missing = row_filter(
        find("party.card_exchange"), Moment.at(date(2026, 3, 1)), book.new.pk, part="missing"
    )
    assert [spell.member.person.full_name for spell in missing] == ["Dũng"]


def test_an_empty_unit_has_no_share(book):
    empty = book.cell("N9", "school", book.new, on=date(2026, 1, 1))
    assert text("party.card_exchange", Moment.at(date(2026, 3, 1)), empty) == "không phát sinh"
    assert text("party.members", Moment.at(date(2026, 3, 1)), empty) == "0"


def in_the_book() -> set[str]:
    """Sources that have rows in this book; of the others every number is 0, whatever the unit and the day."""
    sources = {figure.source.code: figure.source for figure in FIGURES.values()}
    return {code for code, source in sources.items() if source.rows().exists()}


@pytest.fixture
def moved(book):
    """Who came and went on the eve of the merger, on its day, and after it."""
    book.person("Em", book.villages["A"], EVE, opened=Membership.ADMITTED, official=PartialDate(2025, 12))
    book.person("Giang", book.villages["A"], MERGER, opened=Membership.ADMITTED, official=None)
    book.person("Hà", book.office, date(2025, 10, 1), opened=Membership.TRANSFERRED_IN)
    book.close(book.binh, MERGER, Membership.DIED)
    book.close(book.chi, MERGER + timedelta(days=1), Membership.TRANSFERRED_OUT)
    return book


def test_the_number_is_the_count_of_its_rows(moved):
    figures, filled = [figure for figure in FIGURES.values() if not figure.net], in_the_book()
    assert filled >= {
        "party.memberships",
        "party.opened",
        "party.closed",
        "party.recognitions",
        "party.cell_rows",
    }
    units = [unit.pk for unit in (moved.new, moved.old["A"], moved.villages["A"])]
    year = Moment.over(Period.parse("2025"))
    for moment in (Moment.at(EVE), Moment.at(MERGER), year):
        together = [figure for figure in figures if moment == year or figure.source.code in filled]
        readings = read_many(together, moment, units)
        for figure in together:
            for unit in units if figure.source.code in filled else units[:1]:
                counted = row_filter(figure, moment, unit).count()
                assert counted == readings[figure.code, unit].part, (figure.code, moment, unit)


def test_a_series_is_every_moment_as_it_is_read_alone(moved):
    """Quarters of the year of the merger, one left out, and the same twice; one figure of each source without rows."""
    moments = [Moment.over(Period.parse(f"2025-{key}")) for key in ("Q1", "Q2", "Q3", "Q3", "Q4")]
    moments += [Moment.over(Period.parse("2026-Q2")), Moment.at(MERGER)]
    units = [moved.new.pk, *(one.pk for one in moved.old.values()), moved.villages["A"].pk]
    filled, first = in_the_book(), {figure.source.code: figure for figure in FIGURES.values()}
    figures = [one for one in FIGURES.values() if one.source.code in filled or first[one.source.code] is one]
    alone = {one: read_many(figures, one, units) for one in dict.fromkeys(moments)}
    assert read_series(figures, moments, units) == [alone[one] for one in moments]


def test_figures_over_the_same_rows_are_read_in_one_scan(book, django_assert_num_queries):
    stock = [figure for figure in FIGURES.values() if figure.source.code == "party.memberships"]
    assert len(stock) > 10
    read_many(stock, Moment.at(MERGER), [book.new.pk])
    with django_assert_num_queries(2):  # the tree's version, and the one scan
        read_many(stock, Moment.at(MERGER), [book.new.pk])
