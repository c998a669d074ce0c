"""The timer and the button at the same moment: what one has done the other does not do again; nobody waits for nobody."""

import pytest

from soxa.documents.flow import INCOMING, OUTGOING
from soxa.documents.models import Document
from soxa.exchange import sending
from soxa.exchange.flow import INBOX
from soxa.exchange.models import Package
from soxa.exchange.tests.offices import ACTOR, DAY
from soxa.exchange.tests.test_exchange import round_, taken
from soxa.kernel.refusal import Refused

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
