"""Two clerks at once: no number twice, none missing, and a register opened once."""

from collections import Counter
from datetime import date
from threading import Thread

import pytest
from django.db import connection, connections, transaction

from soxa.documents.flow import begin_issued
from soxa.documents.models import Document, Register
from soxa.kernel.access import machine
from soxa.kernel.units.acts import Founding, found

ACTOR, DAY = machine("test"), date(2026, 6, 16)
EACH = 100
postgres = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="a test book of SQLite lies in memory and has one writer by design"
)


def clerk(unit_id, faults):
    try:
        for _turn in range(EACH):
            document = Document(unit_id=unit_id, body="committee", kind="bao_cao", abstract="báo cáo")
            with transaction.atomic():
                begin_issued(document, ACTOR, on=DAY)
    except Exception as error:
        faults.append(repr(error))
    finally:
        connections.close_all()


@postgres
@pytest.mark.django_db(transaction=True)
def test_two_clerks_issue_two_hundred_documents():
    unit = found(Founding("99901", "commune", "xã Đồng Vải"), ACTOR)
    faults: list[str] = []
    both = [Thread(target=clerk, args=(unit.pk, faults)) for _one in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert faults == []
    given = Counter(Document.objects.values_list("number", flat=True))
    assert sorted(given) == list(range(1, 2 * EACH + 1))
    assert set(given.values()) == {1}
    assert Register.objects.get().last_number == 2 * EACH


@pytest.mark.django_db
def test_a_number_goes_back_when_the_document_is_not_written():
    unit = found(Founding("99901", "commune", "xã Đồng Vải"), ACTOR)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        begin_issued(Document(unit=unit, body="committee", kind="bao_cao", abstract="x"), ACTOR, on=DAY)
        1 / 0  # noqa: B018 – the writing fails after the number was given
    with transaction.atomic():
        begin_issued(
            written := Document(unit=unit, body="committee", kind="bao_cao", abstract="y"), ACTOR, on=DAY
        )
    assert written.notation == "01-BC/ĐU"
