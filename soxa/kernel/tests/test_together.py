"""Two at once: seals keep one chain, whoever comes first."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from soxa.kernel import journal
from soxa.kernel.access import machine
from soxa.kernel.models import Entry, Seal


def write(key: str) -> Entry:
    with transaction.atomic():
        return journal.write(machine("test"), "test", "did", subject=("thing", key), on=date(2026, 1, 5))


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="a test book of SQLite lies in memory and has one writer by design"
)
@pytest.mark.django_db(transaction=True)
def test_seals_made_at_once_stay_one_chain():
    gate, faults = Barrier(3), []

    def seal_often(name: str) -> None:
        try:
            gate.wait(10)
            for turn in range(6):
                write(f"{name}{turn}")
                journal.seal()
        except Exception as fault:  # noqa: BLE001 – a thread's fault is the test's
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=seal_often, args=(name,)) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    journal.seal()
    assert faults == []
    assert journal.broken_seals() == []
    assert Entry.objects.filter(seal=None).count() == 0
    assert sum(Seal.objects.values_list("entries", flat=True)) == 18
    previous = list(Seal.objects.values_list("previous", flat=True))
    assert len(set(previous)) == len(previous), "no two seals follow the same one"
