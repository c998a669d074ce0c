"""The lives of documents: one that goes out is drafted, checked, approved, signed, numbered, sealed, issued; one that comes
in is registered, laid before the chief, instructed on, answered, filed.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents import forms, signing_forms
from soxa.documents.catalogue import IN, OUT, bodies
from soxa.documents.charges import charge
from soxa.documents.files import Paper, attach, by_hand
from soxa.documents.handing import sealed_paper, signed_paper
from soxa.documents.keeping.plan import put_in
from soxa.documents.models import Document, DocumentFile, Slip
from soxa.documents.registers import give_number
from soxa.documents.search import index
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import Flow, Refused, Step, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.law.acts import ND_30

WRITE, CHECK, APPROVE = "documents.write", "documents.check", "documents.approve"
SIGN, NUMBER, ROUTE = "documents.sign", "documents.number", "documents.route"
D = Document
# files, and words in which people may be named
_UNTOLD = frozenset(
    {"file", "signer", "recipients", "archive_holder", "proposal", "instruction", "receiver", "reason"}
)
_SIGNING = _UNTOLD | signing_forms.NEVER_TOLD


def _returned(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    document.reason = facts["reason"]


def _signed(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    document.signer = facts["signer"]
    paper, document.digitally_signed = signed_paper(document, facts)
    _keep(document, paper, entry, digital=document.digitally_signed)
    index(document)


def _numbered(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    give_number(document, journal.signer(entry), on=facts["on"])
    index(document)


def _sealed(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    paper, digital = sealed_paper(document, facts)
    _keep(document, paper, entry, digital=digital)


def _issued(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    on: date = facts["on"]
    if document.issued_on and on < document.issued_on:
        raise Refused(
            _("Văn bản mang ngày {day}; không phát hành trước ngày ấy.").format(
                day=day_text(document.issued_on)
            )
        )
    document.released_on = document.handed_on = on
    document.recipients = facts.get("recipients") or document.recipients
    document.copies = facts.get("copies") or document.copies
    document.archive_holder = facts.get("archive_holder") or document.archive_holder
    if document.answers_id:
        _answer(document, on, entry)
    if document.replaces_id:
        _replace(document, on, entry)


def _answer(document: Document, on: date, entry: Entry) -> None:
    asked = Document.objects.select_for_update().get(pk=document.answers_id)
    if asked.answered_on is None:
        INCOMING.take("answer", asked, journal.signer(entry), {"on": on, "by": document.notation})


def _replace(document: Document, on: date, entry: Entry) -> None:
    old = Document.objects.select_for_update().get(pk=document.replaces_id)
    OUTGOING.take("replace", old, journal.signer(entry), {"on": on, "by": document.notation})


def _ended(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    document.ended_on, document.reason = facts["on"], facts.get("reason", "")


def _replaced(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    document.ended_on = facts["on"]
    document.reason = _("thay bằng {number}").format(number=facts["by"])


def _registered(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    document.arrived_on = facts["on"]
    give_number(document, journal.signer(entry), on=facts["on"])


def _proposed(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    slip = Slip(document=document, proposal=facts["proposal"], proposed_by=entry.actor, proposed_on=facts["on"], entry=entry)  # fmt: skip
    slip.save(force_insert=True)


def _instructed(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    slip = document.slips.order_by("-pk").filter(instructed_on=None).first() or Slip(document=document)
    slip.instruction, slip.instructed_by, slip.instructed_on = facts["instruction"], entry.actor, facts["on"]
    slip.entry = entry
    slip.save()
    document.receiver = facts.get("receiver") or document.receiver
    document.handed_on = facts["on"]
    document.answer_due = facts.get("answer_due") or document.answer_due
    if facts.get("unit"):
        charge(document, facts, entry)


def _answered(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    document.answered_on = facts["on"]
    document.note = facts.get("by") or document.note


def _filed(document: Document, facts: dict[str, Any], entry: Entry) -> None:
    put_in(document, facts["folder"])


def _keep(document: Document, paper: Paper | None, entry: Entry, *, digital: bool) -> None:
    if paper:
        attach(document, paper, DocumentFile.SIGNED if digital else DocumentFile.SCAN, entry)


def _secret_has_no_seal(document: Document) -> str:
    return _("Văn bản mật chỉ ghi số trong sổ, không ký số trong sổ này.") if document.is_secret else ""


OUTGOING = Flow(
    "document_out",
    Step("check", gettext_lazy("Kiểm tra thể thức, trình duyệt"), (D.DRAFT,), D.CHECKED, by=CHECK, cite=ND_30.at("Điều 11")),
    Step("approve", gettext_lazy("Duyệt"), (D.CHECKED,), D.APPROVED, by=APPROVE, cite=ND_30.at("Điều 12")),
    Step(
        "return", gettext_lazy("Trả lại để bổ sung"), (D.CHECKED, D.APPROVED), D.DRAFT, by=CHECK,
        form=forms.Reason, untold=_UNTOLD, then=_returned,
    ),
    Step(
        "sign", gettext_lazy("Ghi đã ký"), (D.APPROVED,), D.SIGNED, by=SIGN, cite=ND_30.at("Điều 13"),
        form=signing_forms.Sign, untold=_SIGNING, then=_signed,
    ),
    Step(
        "number", gettext_lazy("Cấp số, ngày"), (D.SIGNED,), D.NUMBERED, by=NUMBER, cite=ND_30.at("Điều 15"),
        form=forms.Number, untold=_UNTOLD, then=_numbered,
    ),
    Step(
        "seal", gettext_lazy("Đóng dấu, ký số cơ quan"), (D.NUMBERED,), D.SEALED, by=NUMBER, cite=ND_30.at("Điều 17"),
        form=signing_forms.Seal, untold=_SIGNING, unless=_secret_has_no_seal, then=_sealed,
    ),
    Step(
        "issue", gettext_lazy("Phát hành"), (D.NUMBERED, D.SEALED), D.ISSUED, by=NUMBER, cite=ND_30.at("Điều 18"),
        form=forms.Issue, untold=_UNTOLD, then=_issued,
    ),
    Step(
        "void", gettext_lazy("Hủy số"), (D.NUMBERED, D.SEALED), D.VOID, by=NUMBER, form=forms.Ending, untold=_UNTOLD, then=_ended,
    ),
    Step(
        "recall", gettext_lazy("Thu hồi"), (D.ISSUED,), D.RECALLED, by=NUMBER, cite=ND_30.at("Điều 18"),
        form=forms.Ending, untold=_UNTOLD, then=_ended,
    ),
    Step("replace", gettext_lazy("Ghi đã được thay thế"), (D.ISSUED,), D.REPLACED, by=NUMBER, then=_replaced),
)  # fmt: skip

INCOMING = Flow(
    "document_in",
    Step(
        "register", gettext_lazy("Vào sổ"), (D.RECEIVED,), D.REGISTERED, by=NUMBER, cite=ND_30.at("Điều 22"),
        form=forms.OnDay, untold=_UNTOLD, then=_registered,
    ),
    Step(
        "propose", gettext_lazy("Trình"), (D.REGISTERED,), D.PROPOSED, by=NUMBER, cite=ND_30.at("Điều 23"),
        form=forms.Propose, untold=_UNTOLD, then=_proposed,
    ),
    Step(
        "instruct", gettext_lazy("Ghi bút phê"), (D.REGISTERED, D.PROPOSED, D.INSTRUCTED), D.INSTRUCTED, by=ROUTE,
        cite=ND_30.at("Điều 23"), form=forms.Instruct, untold=_UNTOLD, then=_instructed,
    ),
    Step(
        "answer", gettext_lazy("Ghi đã trả lời"), (D.REGISTERED, D.PROPOSED, D.INSTRUCTED), D.ANSWERED, by=WRITE,
        cite=ND_30.at("Điều 24"), form=forms.Answer, untold=_UNTOLD, then=_answered,
    ),
    Step(
        "file", gettext_lazy("Lưu hồ sơ"), (D.REGISTERED, D.PROPOSED, D.INSTRUCTED, D.ANSWERED), D.FILED, by=WRITE,
        cite=ND_30.at("Điều 29"), form=forms.FileAway, untold=_UNTOLD, then=_filed,
    ),
    Step(
        "send_back", gettext_lazy("Trả lại nơi gửi"), (D.RECEIVED, D.REGISTERED), D.SENT_BACK, by=NUMBER,
        form=forms.Ending, untold=_UNTOLD, then=_ended,
    ),
)  # fmt: skip
FLOWS = {OUT: OUTGOING, IN: INCOMING}


def draft(document: Document, actor: Actor, *, upload: Any = None) -> Document:
    """Begin the life of a document that goes out. Raises Refused for a body the unit does not have."""
    document.direction, document.state, document.side = OUT, Document.DRAFT, bodies()[document.body].side
    _begin(document, actor, OUTGOING, upload, DocumentFile.DRAFT)
    return document


def receive(document: Document, actor: Actor, *, on: date, upload: Any = None) -> Document:
    """Write an incoming document into the register on the day it arrived; its number is given at once."""
    document.direction, document.state, document.side = IN, Document.REGISTERED, bodies()[document.body].side
    document.arrived_on = on
    with transaction.atomic():
        give_number(document, actor, on=on)
        _begin(document, actor, INCOMING, upload, DocumentFile.RECEIVED)
    return document


def begin_issued(document: Document, actor: Actor, *, on: date) -> Entry:
    """Number a document that another domain writes from its records and issues at once; call it inside `atomic`.

    Its files are put to it with `attach` and the entry given back.
    """
    document.direction, document.state, document.side = OUT, Document.ISSUED, bodies()[document.body].side
    document.released_on = document.handed_on = on
    give_number(document, actor, on=on)
    return _begin(document, actor, OUTGOING, None, "")


def _begin(document: Document, actor: Actor, flow: Flow, upload: Any, role: str) -> Entry:
    document.folded = document.words_to_find()
    facts = {"kind": document.kind, "body": document.body}
    with transaction.atomic():
        entry = document.entry = flow.start(document, actor, unit_id=document.unit_id, facts=facts)
        index(document)
        if upload:
            attach(document, upload, role, entry)
    return entry


def add_file(document: Document, upload: Any, role: str, actor: Actor) -> Entry:
    """Put one more file to a document, with its entry. Refused for what only an act may bring (`by_hand`)."""
    if role not in by_hand(document):
        raise Refused(_("Bản ký số, bản phát hành chỉ có khi ký, đóng dấu, phát hành trong sổ."))
    with transaction.atomic():
        entry = journal.write(
            actor,
            "document",
            "attach",
            subject=reference(document),
            facts={"role": role},
            unit_id=document.unit_id,
        )
        attach(document, upload, role, entry)
    return entry
