"""Since which year a commune is of the new-rural standard: the decision in the book says so; what was typed is told where there is none."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from soxa.kernel.access import machine
from soxa.kernel.figures import Moment, find, read
from soxa.kernel.units.acts import Founding, found
from soxa.values.catalogue import ensure_measures
from soxa.values.models import Measure, ReportedValue
from soxa.values.recognition import flow
from soxa.values.recognition.answers import by_recognition
from soxa.values.row_sets import row_set
from soxa.values.told import told

pytestmark = pytest.mark.django_db

YEAR = "rural.standard_year"
ME, TODAY = machine("thử"), date(2026, 11, 20)
DAY, GONE = date(2020, 12, 31), date(2026, 3, 1)
EVE = timedelta(days=1)


@pytest.fixture
def units(db):
    """Two communes that typed the year; the first has a decision of 2020 as well, of another year than was typed."""
    ensure_measures()
    made = [found(Founding(code, "commune", f"xã {code}"), ME).pk for code in ("01", "02")]
    measure = Measure.objects.get(code=YEAR)
    for unit in made:
        for year in (2020, 2025):
            ReportedValue.objects.create(
                measure=measure, unit_id=unit, since=date(year, 1, 1), until=date(year + 1, 1, 1), word="2015"
            )
    return made


def recognise(unit, **more):
    facts = {
        "kind": "standard", "year": 2019, "decision": "1127/QĐ-UBND", "since": DAY, "of": None,
        "decided_by": "Chủ tịch Ủy ban nhân dân tỉnh",
    }  # fmt: skip
    return flow.new(unit, {**facts, **more}, ME, today=TODAY)


def withdraw(one):
    facts = {"on": GONE, "decision": "15/QĐ-UBND", "by": "Chủ tịch UBND tỉnh", "why": "Không giữ được chuẩn"}
    flow.withdraw(one, facts, ME, today=TODAY)


def says(unit, on):
    (one,) = told([find(YEAR)], Moment.at(on), unit)
    return one.text


def test_the_decision_says_the_year_from_its_day_on(units):
    one = recognise(units[0])
    assert says(units[0], DAY - EVE) != "2019"
    assert [says(units[0], on) for on in (DAY, TODAY)] == ["2019", "2019"]
    assert read(find(YEAR), Moment.at(TODAY), units[0]).text == "2019"
    assert says(units[1], TODAY) == "2015"
    recognise(units[0], year=2025, since=date(2025, 6, 1), decision="9/QĐ-UBND")
    assert [says(units[0], on) for on in (date(2025, 5, 31), date(2025, 6, 1))] == ["2019", "2025"]
    (line,) = told([find(YEAR)], Moment.at(TODAY), units[0])
    assert (line.reported_text, line.counted.page == f"/tieu-chi/cong-nhan/{one.pk}/") == ("2015", False)
    assert "9/QĐ-UBND" in line.counted.how


def test_a_decision_of_another_kind_says_nothing_of_it(units):
    recognise(units[0])
    recognise(units[0], kind="advanced", year=2024, since=date(2024, 12, 31), decision="3/QĐ-UBND")
    assert says(units[0], TODAY) == "2019"


def test_a_withdrawn_one_is_no_year_again_nor_what_was_typed(units):
    withdraw(recognise(units[0]))
    assert [says(units[0], on) for on in (GONE - EVE, GONE)] == ["2019", "đã thu hồi"]
    (line,) = told([find(YEAR)], Moment.at(TODAY), units[0])
    assert "15/QĐ-UBND" in line.counted.how
    recognise(units[0], year=2026, since=date(2026, 10, 1), decision="20/QĐ-UBND")
    assert says(units[0], TODAY) == "2026"


def test_the_rows_behind_are_the_decision(units):
    one = recognise(units[0])
    kept = row_set(YEAR, Moment.at(TODAY), units[0], part="part")
    assert (kept.source, list(kept.rows)) == ("rural.recognitions", [one.pk])


def test_one_question_for_all_units_none_where_it_is_not_asked(units):
    for unit in units:
        recognise(unit)
    with CaptureQueriesContext(connection) as asked:
        known = by_recognition([YEAR], units, Moment.at(TODAY))
    assert ([one.word for one in known.values()], len(asked)) == (["2019", "2019"], 1)
    with CaptureQueriesContext(connection) as asked:
        assert by_recognition(["poverty.rate"], units, Moment.at(TODAY)) == {}
    assert len(asked) == 0
