"""Two offices over one folder: sent, received, registered, told of, recalled, updated, replaced; never twice."""

import os

import pytest

from soxa.documents.flow import INCOMING
from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.plan import Shelf, add
from soxa.documents.models import Document
from soxa.documents.signing.tests.paper import paper
from soxa.exchange.carrying import carry
from soxa.exchange.flow import INBOX
from soxa.exchange.models import Package
from soxa.exchange.packing import letter_of
from soxa.exchange.sending import send
from soxa.exchange.tests.offices import ACTOR, DAY
from soxa.kernel import files
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.tasks.models import Task

pytestmark = pytest.mark.django_db
TAKE = {"on": DAY, "kind": "bao_cao", "receiver": "", "answer_due": None}


def round_(*offices):
    for one in offices:
        one.carries()


def taken(office):
    (letter,) = office.inbox(Package.HERE)
    INBOX.take("take", letter, ACTOR, dict(TAKE))
    return letter


def code(package):
    package.refresh_from_db()
    return package.code


def a_file(document):
    shelf = Shelf(document.unit_id, document.side, DAY.year)
    return add(shelf, {"heading": "", "code": "01", "title": "Báo cáo", "keep_years": 5}, ACTOR, on=DAY)


def test_sent_received_completed_recalled(both):
    a, b = both
    document = a.issues("Báo cáo sơ kết")
    sent = a.sends(document, b)
    round_(a, b, a)
    assert code(sent) == "01"
    letter = taken(b)
    registered = letter.document
    assert (registered.notation, registered.abstract, registered.author, registered.issued_on, registered.number) == (
        document.notation, "Báo cáo sơ kết", a.mailbox.name, DAY, 1,
    )  # fmt: skip
    assert files.fetch(registered.files.get().digest) == paper()
    assert registered.unit_id == b.mailbox.unit_id
    round_(b, a)
    assert code(sent) == "03"
    INCOMING.take("instruct", registered, ACTOR, {"on": DAY, "instruction": "Văn phòng nghiên cứu"})
    round_(b, a)
    assert code(sent) == "04"
    task = Task(
        content="x", giver_unit=registered.unit, unit=registered.unit, source_kind="document", source_key=str(registered.pk),
        given_on=DAY, due_on=DAY, accepted_on=DAY, folded="x",
    )  # fmt: skip
    task.save(force_insert=True)
    round_(b, a)
    assert code(sent) == "05"
    INCOMING.take("file", registered, ACTOR, {"folder": a_file(registered).pk})
    round_(b, a)
    assert code(sent) == "06"
    _recalled(a, b, document, letter)
    assert code(sent) == "06"


def _recalled(a, b, document, letter):
    a.recalls(document)
    round_(a, b)
    (asked,) = b.inbox(Package.ASKED)
    assert (asked.business, asked.about, asked.says["reason"]) == ("1", letter, "sai phụ lục")
    recall = Package.objects.get(direction="out", business="1", mailbox=a.mailbox)
    assert code(recall) == "13"
    INBOX.take("give_back", asked, ACTOR, {"on": DAY})
    round_(b, a)
    assert code(recall) == "15"
    round_(a, b, a, b)
    assert Package.objects.filter(direction="out", business="1").count() == 1


def test_a_recall_before_the_register_takes_the_letter_out_of_the_inbox(both):
    a, b = both
    document = a.issues()
    a.sends(document, b)
    round_(a, b)
    a.recalls(document)
    round_(a, b)
    (letter,) = b.inbox(Package.HERE)
    with pytest.raises(Refused, match="đang đề nghị thu hồi"):
        INBOX.take("take", letter, ACTOR, dict(TAKE))
    INBOX.take("give_back", b.inbox(Package.ASKED)[0], ACTOR, {"on": DAY})
    assert b.inbox(Package.HERE) == []
    letter.refresh_from_db()
    assert letter.state == Package.WITHDRAWN
    assert not Document.objects.filter(direction="in").exists()


def test_a_recall_of_what_is_registered_sends_it_back_or_is_refused(party):
    a, b = party
    for verb, expected, state in (("give_back", "15", "sent_back"), ("keep", "16", "registered")):
        document = a.issues(f"Báo cáo {verb}")
        sent = a.sends(document, b)
        round_(a, b)
        letter = taken(b)
        a.recalls(document)
        round_(a, b)
        INBOX.take(verb, b.inbox(Package.ASKED)[0], ACTOR, {"on": DAY, "reason": "đã giao thực hiện"})
        round_(b, a)
        recall = Package.objects.get(business="1", direction="out", about=sent)
        assert code(recall) == expected
        letter.document.refresh_from_db()
        assert letter.document.state == state
        assert code(sent) == "03"
    assert recall.note == "đã giao thực hiện"


def test_turned_down_with_a_reason_and_sent_anew(both):
    a, b = both
    document = a.issues()
    sent = a.sends(document, b)
    round_(a, b)
    INBOX.take("turn_down", b.inbox()[0], ACTOR, {"reason": "gửi nhầm nơi nhận"})
    round_(b, a)
    sent.refresh_from_db()
    assert (sent.code, sent.note) == ("02", "gửi nhầm nơi nhận")
    again = a.sends(document, b)
    assert again.business == "0"
    round_(a, b)
    assert len(b.inbox(Package.HERE)) == 1


def test_an_update_adds_files_and_a_replacement_points_back(both):
    a, b = both
    document = a.issues("Báo cáo")
    a.sends(document, b)
    round_(a, b)
    first = taken(b).document
    update = a.sends(document, b)
    assert update.business == "2"
    round_(a, b)
    taken(b)
    assert Document.objects.filter(direction="in").count() == 1
    assert first.files.count() == 2
    newer = a.issues("Báo cáo, bản thay thế", replaces=document)
    replacement = a.sends(newer, b)
    assert replacement.business == "3"
    round_(a, b)
    assert taken(b).document.replaces == first
    round_(b, a)
    assert (code(update), code(replacement)) == ("03", "03")


def test_the_same_package_again_is_answered_and_written_once(both):
    a, b = both
    sent = a.sends(a.issues(), b)
    round_(a)
    (lying,) = b.slot.glob("[!.]*")
    content, name = lying.read_bytes(), lying.name
    round_(b)
    taken(b)
    round_(b, a)
    entries = Entry.objects.count()
    (b.slot / name).write_bytes(content)
    round_(b)
    assert Entry.objects.count() == entries
    assert len(b.inbox()) == 1
    (answer,) = a.slot.glob("[!.]*")
    assert b"03" in answer.read_bytes() if b.side == "state" else answer.stat().st_size > 0
    round_(a)
    assert code(sent) == "03"


def test_the_same_paper_under_another_identity_is_not_registered_twice(both):
    a, b = both
    document = a.issues()
    a.sends(document, b)
    round_(a, b)
    number = taken(b).document.number
    twin = a.issues("Báo cáo khác trích yếu")
    Document.objects.filter(pk=twin.pk).moved(Entry.objects.first(), notation=document.notation)
    twin.refresh_from_db()
    sent = a.sends(twin, b)
    round_(a, b, a)
    assert [one.state for one in b.inbox()] == [Package.TAKEN, Package.REPEATED]
    assert Document.objects.filter(direction="in").count() == number == 1
    sent.refresh_from_db()
    assert (sent.code, sent.note) == ("03", "Văn bản này đã có trong sổ văn bản đến.")


def test_a_secret_document_never_leaves(both):
    a, b = both
    secret = a.issues(secrecy="mat")
    with pytest.raises(Refused, match="Văn bản mật không gửi"):
        a.sends(secret, b)
    draft = Document(
        unit_id=a.mailbox.unit_id,
        side=a.side,
        direction="out",
        state="draft",
        body="committee",
        kind="bao_cao",
    )
    with pytest.raises(Refused, match="đã phát hành"):
        send(draft, list(a.mailbox.partners.all()), ACTOR)
    round_(a)
    assert not b.slot.exists()


def test_a_round_cut_short_is_made_again(both, monkeypatch):
    a, b = both
    sent = a.sends(a.issues(), b)
    monkeypatch.setattr("soxa.exchange.axis.os.fsync", lambda _n: (_ for _ in ()).throw(OSError("đĩa đầy")))
    with pytest.raises(OSError, match="đĩa đầy"):
        carry(a.mailbox, ACTOR)
    assert list(b.slot.iterdir()) == []
    sent.refresh_from_db()
    assert sent.state == Package.WAITING
    monkeypatch.undo()
    round_(a, b)
    assert len(b.inbox(Package.HERE)) == 1


def test_a_package_keeps_no_copy_of_what_was_destroyed(both):
    a, b = both
    a.sends(a.issues("Báo cáo sơ kết"), b)
    round_(a, b)
    letter = taken(b)
    folder = a_file(letter.document)
    INCOMING.take("file", letter.document, ACTOR, {"folder": folder.pk})
    os.utime(files._place(letter.digest), (0, 0))
    assert files.discard_let_go() == 0 and files.is_here(letter.digest)
    Folder.objects.filter(pk=folder.pk).moved(letter.entry, destroyed_on=DAY)
    assert files.discard_let_go() == 0, "the sender, in the same book here, still keeps his own"
    sent = a.mailbox.packages.get(direction="out", kind="letter")
    Document.objects.filter(pk=sent.document_id).moved(letter.entry, folder=folder)
    assert files.discard_let_go() == 1
    assert not files.is_here(letter.digest)
    with pytest.raises(Refused, match="không còn nguyên"):
        letter_of(letter)
