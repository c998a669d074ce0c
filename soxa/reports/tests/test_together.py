"""Two hands on reports: one number is given once, one report goes out once, and who came second is told."""

from datetime import date

import pytest
from django.db import connection, transaction

from soxa.documents.flow import INCOMING, begin_issued, receive
from soxa.documents.models import Document
from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.units.tree import tree
from soxa.party.tests.test_together import at_once, cast  # noqa: F401
from soxa.reports.differences import verify
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


@postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("cast")
def test_reports_and_clerks_wait_for_each_other_and_not_in_a_ring():
    commune, (first, second) = tree().by_code("99801"), drafts()

    def clerk():
        for _turn in range(15):
            with transaction.atomic():
                document = Document(unit_id=commune.id, body="committee", kind="bao_cao", abstract="báo cáo")
                begin_issued(document, ACTOR, on=SIGNED)

    def secretary():
        for _turn in range(15):
            letter = Document(unit_id=commune.id, body="committee", kind="cong_van", abstract="về việc")
            receive(letter, ACTOR, on=SIGNED)
            told = {"on": SIGNED, "instruction": "giao xử lý", "unit": commune.id, "due": SIGNED}
            INCOMING.take("instruct", letter, ACTOR, told)

    assert at_once(clerk, issues(first), secretary, issues(second)) == {"": 4}
    for report in (first, second):
        assert verify(Report.objects.get(pk=report.pk)) == [], "each number is the count of its rows"
    numbers = Document.objects.filter(kind="bao_cao").values_list("number", flat=True)
    assert sorted(numbers) == list(range(1, 18)), "fifteen of the clerk and two reports"
