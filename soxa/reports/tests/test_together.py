"""Two hands on reports: one number is given once, one report goes out once, and who came second is told."""

from datetime import date

import pytest
from django.db import connection

from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.units.tree import tree
from soxa.party.tests.conftest import cast, head  # noqa: F401
from soxa.party.tests.test_together import at_once
from soxa.reports.models import Report
from soxa.reports.writing import issue_report, open_draft

ACTOR, SIGNED = machine("test"), date(2026, 11, 19)
postgres = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="a test book of SQLite lies in memory and has one writer by design"
)


def drafts():
    commune = tree().by_code("99801").id
    return [open_draft("half-year", commune, key, ACTOR) for key in ("2026-H1", "2025-H2")]


def issues(report):
    return lambda: issue_report(Report.objects.get(pk=report.pk), ACTOR, signed_on=SIGNED)


@postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("cast")
def test_two_reports_get_two_numbers():
    first, second = drafts()
    assert at_once(issues(first), issues(second)) == {"": 2}
    numbers = Report.objects.order_by("document__number").values_list("document__notation", flat=True)
    assert list(numbers) == ["01-BC/ĐU", "02-BC/ĐU"]
    assert journal.broken_seals() == []


@postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("cast")
def test_one_report_goes_out_once():
    report, _other = drafts()
    said = at_once(issues(report), issues(report))
    assert said == {"": 1, "Việc này không làm được khi đang ở bước “Đã phát hành”.": 1}
    assert Report.objects.get(pk=report.pk).notation == "01-BC/ĐU"


@postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("cast")
def test_one_draft_is_begun_by_two():
    commune = tree().by_code("99801").id
    found = []
    said = at_once(*[lambda: found.append(open_draft("half-year", commune, "2026-H1", ACTOR).pk)] * 3)
    assert said == {"": 3}
    assert len(set(found)) == Report.objects.count() == 1
