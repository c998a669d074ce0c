"""Two hands on reports: one number is given once, one report goes out once, and who came second is told."""

from datetime import date

import pytest
from django.db import IntegrityError, connection

from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.party.tests.conftest import cast, head  # noqa: F401
from soxa.party.tests.test_together import at_once
from soxa.reports import writing
from soxa.reports.models import FrozenFigure, Report
from soxa.reports.writing import issue_report, open_draft

ACTOR, SIGNED = machine("test"), date(2026, 11, 19)
TAKEN = "Số này vừa được cấp cho một báo cáo khác. Phát hành lại để lấy số kế tiếp."
postgres = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="a test book of SQLite lies in memory and has one writer by design"
)


def drafts():
    commune = tree().by_code("99801").id
    return [open_draft("half-year", commune, key, ACTOR) for key in ("2026-H1", "2025-H2")]


def issues(report, number=None):
    return lambda: issue_report(Report.objects.get(pk=report.pk), ACTOR, signed_on=SIGNED, number=number)


@postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("cast")
def test_one_number_is_given_once():
    first, second = drafts()
    said = at_once(issues(first, 7), issues(second, 7))
    assert said.pop("") == 1
    assert set(said) <= {TAKEN, "Số 7 đã cấp cho một báo cáo khác trong nhiệm kỳ."}
    assert sum(said.values()) == 1
    assert sorted(Report.objects.values_list("state", "number"), key=str) == [("draft", None), ("issued", 7)]
    assert set(FrozenFigure.objects.values_list("report__state", flat=True)) == {"issued"}
    assert journal.broken_seals() == []


@postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("cast")
def test_one_report_goes_out_once():
    report, _other = drafts()
    said = at_once(issues(report), issues(report))
    assert said == {"": 1, "Việc này không làm được khi đang ở bước “Đã phát hành”.": 1}
    assert Report.objects.get(pk=report.pk).number == 1


@postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("cast")
def test_one_draft_is_begun_by_two():
    commune = tree().by_code("99801").id
    found = []
    said = at_once(*[lambda: found.append(open_draft("half-year", commune, "2026-H1", ACTOR).pk)] * 3)
    assert said == {"": 3}
    assert len(set(found)) == Report.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("cast")
def test_what_the_book_holds_only_once_is_told_in_words(monkeypatch):
    report, _other = drafts()

    def meanwhile(*args):
        raise IntegrityError("report_number_once")

    monkeypatch.setattr(writing, "_issue", meanwhile)
    with pytest.raises(Refused) as told:
        issues(report)()
    assert str(told.value) == TAKEN
