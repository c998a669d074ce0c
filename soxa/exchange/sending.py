"""What goes out: a document to named offices, the wish to have it back, the statuses owed; laid on the axis afterwards."""

from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from soxa.documents.catalogue import OUT
from soxa.documents.charges import KIND as TASK_OF
from soxa.documents.models import Document, DocumentFile
from soxa.exchange import axis
from soxa.exchange.letters import Answer, Enclosure, Letter, enclosed, sound
from soxa.exchange.models import SAYS, Mailbox, Package, Partner
from soxa.exchange.packing import ENDINGS, packed
from soxa.exchange.rules import COMPLETED, NEW, RECALL, RECALLING, REFUSED, REPLACING, UPDATING, status_due
from soxa.exchange.sealed_zip import now
from soxa.kernel import files, journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import reference
from soxa.kernel.refusal import Refused
from soxa.tasks.models import Task

FLOW = "package_out"
_SENT = (DocumentFile.SIGNED, DocumentFile.ISSUED, DocumentFile.SCAN)


def mailbox_of(document: Document) -> Mailbox | None:
    """The mailbox from which a document goes out or into which it came: of its unit and its side."""
    return Mailbox.objects.filter(unit_id=document.unit_id, side=document.side).first()


def objection(document: Document) -> str:
    """Why the document cannot be sent; empty when it can."""
    if document.is_secret:
        return _("Văn bản mật không gửi qua gói văn bản điện tử; gửi theo đường văn thư mật.")
    if document.direction != OUT or document.state != Document.ISSUED:
        return _("Chỉ gửi văn bản đi đã phát hành.")
    if mailbox_of(document) is None:
        return _("Đơn vị chưa có hộp thư văn bản điện tử của bên này.")
    if not papers(document):
        return _("Văn bản chưa có tệp bản phát hành, bản ký số hoặc bản chụp để gửi.")
    return ""


def papers(document: Document) -> list[DocumentFile]:
    """The files that go out: the paper as issued (signed before plain before scanned, the newest), then what is attached."""
    held = list(document.files.all())
    newest = next((max(own, key=lambda one: one.pk) for role in _SENT if (own := _of(held, role))), None)
    return [newest, *_of(held, DocumentFile.ATTACHMENT)] if newest else []


def _of(held: list[DocumentFile], role: str) -> list[DocumentFile]:
    return [one for one in held if one.role == role]


def send(document: Document, partners: list[Partner], actor: Actor) -> list[Package]:
    """Send an issued document to these offices: new, or as an update or replacement of what they have. Raises Refused.

    The packages wait until they are carried to the axis.
    """
    if why := objection(document):
        raise Refused(why)
    mailbox = mailbox_of(document)
    assert mailbox  # noqa: S101 – asked above
    if not partners or any(one.mailbox_id != mailbox.pk for one in partners):
        raise Refused(_("Chọn ít nhất một nơi nhận trong danh sách của hộp thư."))
    inside = [Enclosure(one.name, _content(one)) for one in papers(document)]
    with transaction.atomic():
        hold(mailbox)
        document.refresh_from_db(fields=["state"])
        if why := objection(document):
            raise Refused(why)
        return [_sent(document, one, inside, actor) for one in partners]


def hold(mailbox: Mailbox) -> None:
    """Hold the mailbox until the transaction ends, so that timer and button write to it one after the other.

    Rows that only name the mailbox may be written meanwhile: a clerk who holds a package does not wait for this.
    """
    Mailbox.objects.select_for_update(no_key=True).get(pk=mailbox.pk)


def _content(one: DocumentFile) -> bytes:
    try:
        return files.fetch(one.digest)
    except (FileNotFoundError, ValueError) as error:
        raise Refused(
            _("Tệp “{name}” không còn nguyên trong kho tệp. Hãy báo người quản trị.").format(name=one.name)
        ) from error


def _sent(document: Document, partner: Partner, inside: list[Enclosure], actor: Actor) -> Package:
    business, about = _business(document, partner)
    if about and business == UPDATING and about.state == Package.WAITING:
        raise Refused(
            _("Văn bản này đã có gói chờ chuyển ra trục gửi {name}; chờ gói ấy đi rồi hãy gửi bản cập nhật.").format(name=partner.name)
        )  # fmt: skip
    mailbox = partner.mailbox
    letter = Letter(
        **_addressed(mailbox, partner),
        sender_name=mailbox.name,
        business=business,
        about=about.ident if about else "",
        notation=document.notation,
        issued_on=document.issued_on,
        kind=document.kind,
        kind_title=document.kind_title,
        author=mailbox.name
        if document.body == mailbox.body
        else f"{document.body_title}, {mailbox.name}"[:200],
        abstract=document.abstract,
        signer=document.signer,
        urgency=document.urgency,
        due_on=document.answer_due,
        enclosures=enclosed(inside),
    )
    return _kept(mailbox, partner, letter, actor, business=business, about=about, document=document)


def _addressed(mailbox: Mailbox, partner: Partner) -> dict[str, Any]:
    return {"ident": uuid4().hex, "sender": mailbox.code, "to": partner.code, "sent_at": now()}


def _business(document: Document, partner: Partner) -> tuple[str, Package | None]:
    """What this letter is to the office, and the earlier letter it is about."""
    if had := _had(document.pk, partner):
        return UPDATING, had
    if document.replaces_id and (had := _had(document.replaces_id, partner)):
        return REPLACING, had
    return NEW, None


def _had(document_id: int, partner: Partner) -> Package | None:
    """The last letter by which the office has got the document; one it refused does not count."""
    sent = Package.objects.filter(
        document_id=document_id, partner=partner, direction=OUT, kind=Package.LETTER
    )
    return sent.exclude(code=REFUSED).exclude(business=RECALLING).order_by("-pk").first()


def _kept(mailbox: Mailbox, partner: Partner, one: Letter | Answer, actor: Actor, **fields: Any) -> Package:
    """The package written down, its bytes kept; call it inside `atomic`."""
    sound(one)
    kind = Package.LETTER if isinstance(one, Letter) else Package.ANSWER
    made = Package(
        mailbox=mailbox, unit_id=mailbox.unit_id, side=mailbox.side, partner=partner, direction=OUT, kind=kind,
        ident=one.ident, digest=files.keep(packed(mailbox, one)), state=Package.WAITING, at=one.sent_at, **fields,
    )  # fmt: skip
    made.save(force_insert=True)
    if isinstance(one, Letter):
        made.says = told(one)
        facts = {"business": one.business, "digest": made.digest}
        step = "recall" if one.business == RECALLING else "send"
        made.entry = journal.write(
            actor, FLOW, step, subject=reference(made), facts=facts, unit_id=mailbox.unit_id
        )
        made.save(update_fields=["entry", "says"])
    return made


def told(one: Letter) -> dict[str, Any]:
    """What a letter says of its document, as the lists show it: plain texts, and the names of its files."""
    said = {name: str(value) for name in SAYS if (value := getattr(one, name))}
    return {**said, "files": [file.name for file in one.enclosures]}


def answer(
    letter: Package, code: str, actor: Actor, *, note: str = "", error: str = "", repeat: bool = False
) -> None:
    """Tell the sender of a letter how it stands, and remember it; call it inside `atomic`. An unknown sender hears nothing.

    `repeat`: the same is told again to who sent the same again, and nothing changes.
    """
    if letter.partner is None:
        return
    tell(letter.mailbox, letter.partner, letter.ident, code, actor, note=note, error=error, about=letter)
    if not repeat:
        letter.code = code


def tell(
    mailbox: Mailbox, partner: Partner, ident: str, code: str, actor: Actor, *,
    note: str = "", error: str = "", about: Package | None = None,
) -> None:  # fmt: skip
    """Queue an answer about a letter of this identity, which the book may not have kept."""
    if not ident or (mailbox.side == "party" and not mailbox.key_sealed):
        return
    said = Answer(**_addressed(mailbox, partner), about=ident, code=code, note=note[:300], error=error)
    _kept(mailbox, partner, said, actor, code=code, note=note[:300], about=about)


def ask_back(mailbox: Mailbox, actor: Actor) -> int:
    """Ask for every letter whose document was recalled since, once each; how many were asked for."""
    asked = Package.objects.filter(about=OuterRef("pk"), business=RECALLING, kind=Package.LETTER)
    out = mailbox.packages.filter(direction=OUT, kind=Package.LETTER, document__state=Document.RECALLED)
    wanted = out.exclude(business=RECALLING).exclude(code=REFUSED).filter(~Exists(asked))
    rows = wanted.select_related("partner", "document").order_by("pk")
    return sum(_asked_back(mailbox, rows, pk, actor) for pk in list(rows.values_list("pk", flat=True)))


def _asked_back(mailbox: Mailbox, rows: Any, pk: int, actor: Actor) -> bool:
    """Ask for one letter, if it is still to be asked for."""
    with transaction.atomic():
        hold(mailbox)
        one = rows.filter(pk=pk).first()
        if one is None:
            return False
        document, partner = one.document, one.partner
        said = Letter(
            **_addressed(mailbox, partner), sender_name=mailbox.name, business=RECALLING, about=one.ident,
            reason=document.reason, notation=document.notation, issued_on=document.issued_on, author=mailbox.name,
            abstract=document.abstract,
        )  # fmt: skip
        _kept(mailbox, partner, said, actor, business=RECALLING, about=one, document=document, code=RECALL)
    return True


def tell_on(mailbox: Mailbox, actor: Actor) -> int:
    """Tell senders how far their documents have come since the last status; how many were told."""
    rows = mailbox.packages.filter(state=Package.TAKEN, kind=Package.LETTER).exclude(document=None)
    open_ = rows.exclude(code__in=(COMPLETED, REFUSED)).exclude(followed_by__state=Package.GIVEN_BACK)
    open_ = open_.order_by("pk")
    found = list(open_.values_list("pk", "document_id", "document__state", "code"))
    accepted = _accepted([document for _pk, document, _state, _code in found])
    due = [
        pk for pk, document, state, code in found if status_due(state, code, accepted=document in accepted)
    ]
    return sum(_told_on(mailbox, open_, pk, accepted, actor) for pk in due)


def _told_on(mailbox: Mailbox, rows: Any, pk: int, accepted: set[int], actor: Actor) -> bool:
    """Tell one sender, if there is still something new to tell."""
    with transaction.atomic():
        hold(mailbox)
        one = rows.select_related("document", "partner", "mailbox").filter(pk=pk).first()
        due = one and status_due(one.document.state, one.code, accepted=one.document_id in accepted)
        if not due:
            return False
        answer(one, due, actor, note=one.document.reason if due == REFUSED else "")
        one.save(update_fields=["code"])
    return True


def _accepted(documents: list[int]) -> set[int]:
    """Of these documents, those about which a task was given and accepted."""
    tasks: Any = Task.objects.filter(source_kind=TASK_OF, source_key__in=[str(one) for one in documents])
    going = tasks.exclude(accepted_on=None).filter(withdrawn_on=None)
    return {int(key) for key in going.values_list("source_key", flat=True)} if documents else set()


def post(mailbox: Mailbox) -> int:
    """Lay every waiting package on the axis; how many. A package laid twice is the same file. Raises Refused, OSError."""
    folder = axis.marked(Path(mailbox.folder), mailbox.side)
    rows = mailbox.packages.filter(direction=OUT, state=Package.WAITING).select_related("partner")
    found, spoilt = list(rows.order_by("pk")), 0
    for one in found:
        assert one.partner  # noqa: S101 – what goes out has an address
        try:
            content = files.fetch(one.digest)
        except (FileNotFoundError, ValueError):
            spoilt += 1
            continue
        answers = one.kind == Package.ANSWER
        name = axis.name_of(mailbox.code, one.ident, one.at, ENDINGS[mailbox.side], answers=answers)
        axis.put(folder, one.partner.code, name, content)
        one.state = Package.POSTED
        one.save(update_fields=["state"])
    if spoilt:
        raise Refused(
            _("{count} gói chờ đi không còn nguyên trong kho tệp; các gói khác đã ra trục. Hãy báo người quản trị.").format(count=spoilt)
        )  # fmt: skip
    return len(found)
