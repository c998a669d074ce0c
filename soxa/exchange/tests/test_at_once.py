"""The timer and the button at the same moment: what one has done the other does not do again; nobody waits for nobody."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from soxa.documents.flow import INCOMING, OUTGOING
from soxa.documents.models import Document
from soxa.exchange import sending
from soxa.exchange.flow import INBOX
from soxa.exchange.models import Package
from soxa.exchange.sealed_zip import now
from soxa.exchange.tests.offices import ACTOR, DAY
from soxa.exchange.tests.test_exchange import round_, taken
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import forget_tree

pytestmark = pytest.mark.django_db


def between(monkeypatch, meanwhile):
    """Do something once, at the moment a carrier that has read its list is about to act on the first of it."""
    real, done = sending.hold, []

    def hold(mailbox):
        if not done:
            done.append(mailbox)
            meanwhile()
        real(mailbox)

    monkeypatch.setattr(sending, "hold", hold)
    return done


def test_a_document_is_asked_back_once(both, monkeypatch):
    a, b = both
    document = a.issues()
    a.sends(document, b)
    a.recalls(document)
    done = between(monkeypatch, lambda: sending.ask_back(a.mailbox, ACTOR))
    assert sending.ask_back(a.mailbox, ACTOR) == 0
    assert done
    assert a.mailbox.packages.filter(direction="out", business="1").count() == 1


def test_a_sender_is_told_once(both, monkeypatch):
    a, b = both
    a.sends(a.issues(), b)
    round_(a, b)
    document = taken(b).document
    round_(b)
    INCOMING.take("instruct", document, ACTOR, {"on": DAY, "instruction": "x"})
    done = between(monkeypatch, lambda: sending.tell_on(b.mailbox, ACTOR))
    assert sending.tell_on(b.mailbox, ACTOR) == 0
    assert done
    assert b.mailbox.packages.filter(direction="out", kind="answer", code="04").count() == 1


def test_a_document_recalled_meanwhile_is_not_sent(both, monkeypatch):
    a, b = both
    document = a.issues()
    other = Document.objects.get(pk=document.pk)
    between(monkeypatch, lambda: OUTGOING.take("recall", other, ACTOR, {"on": DAY, "reason": "x"}))
    with pytest.raises(Refused, match="đã phát hành"):
        a.sends(document, b)
    assert not Package.objects.exists()


def test_the_button_pressed_twice_sends_once(both):
    a, b = both
    document = a.issues()
    a.sends(document, b)
    with pytest.raises(Refused, match="đã có gói chờ chuyển ra trục"):
        a.sends(document, b)
    assert Package.objects.filter(direction="out").count() == 1


def test_a_recall_is_not_agreed_to_while_the_document_is_worked_on(both):
    a, b = both
    document = a.issues()
    a.sends(document, b)
    round_(a, b)
    letter = taken(b)
    a.recalls(document)
    round_(a, b)
    (asked,) = b.inbox(Package.ASKED)
    INCOMING.take("propose", letter.document, ACTOR, {"on": DAY, "proposal": "x"})
    for step in (None, ("instruct", {"on": DAY, "instruction": "x"})):
        if step:
            INCOMING.take(step[0], letter.document, ACTOR, step[1])
        with pytest.raises(Refused, match="đã trình hoặc đã có bút phê"):
            INBOX.take("give_back", asked, ACTOR, {"on": DAY})
    round_(b, a)
    recall = Package.objects.get(direction="out", business="1", mailbox=a.mailbox)
    assert recall.code == "13"
    INBOX.take("keep", asked, ACTOR, {"reason": "đã có bút phê"})
    round_(b, a)
    recall.refresh_from_db()
    assert recall.code == "16"


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer and no row locks")
@pytest.mark.django_db(transaction=True)
def test_the_carrier_and_a_clerk_do_not_wait_for_each_other(party):
    _a, b = party
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
