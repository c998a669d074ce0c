"""The carrier and a clerk at the same letter, each on a connection of its own."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from soxa.exchange import sending
from soxa.exchange.models import Package
from soxa.exchange.sealed_zip import now
from soxa.exchange.tests.offices import pair
from soxa.kernel.units.tree import forget_tree

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer and no row locks"),
]


def test_the_carrier_and_a_clerk_do_not_wait_for_each_other(tmp_path, authority):
    _a, b = pair("party", tmp_path, authority)
    made = {"mailbox": b.mailbox, "unit_id": b.mailbox.unit_id, "side": b.side, "at": now()}
    letter = Package.objects.create(**made, direction="in", kind="letter", ident="1", state=Package.HERE)
    gate, said = Barrier(2), []

    def writes(ident, holds):
        try:
            with transaction.atomic():
                holds()
                gate.wait(10)
                Package.objects.create(**made, direction="out", kind="answer", ident=ident, state="waiting", about=letter)  # fmt: skip
            said.append("written")
        except Exception as fault:  # noqa: BLE001 – a thread's fault is the test's
            said.append(repr(fault))
        finally:
            connection.close()

    hands = {
        "2": lambda: Package.objects.select_for_update().get(pk=letter.pk),  # a clerk who takes it
        "3": lambda: sending.hold(b.mailbox),  # the carrier
    }
    threads = [Thread(target=writes, args=one) for one in hands.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    forget_tree()
    assert said == ["written", "written"]
