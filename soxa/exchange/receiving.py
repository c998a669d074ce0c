"""What comes in: each package read with distrust, written down once, answered; letters then wait for the clerk."""

import logging
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from soxa.documents.catalogue import IN, OUT
from soxa.documents.files import looked_at
from soxa.exchange import axis
from soxa.exchange.flow import FLOW, INBOX
from soxa.exchange.letters import Answer, Damaged, Letter, said_of
from soxa.exchange.models import Mailbox, Package, Partner
from soxa.exchange.packing import unknown, unpacked
from soxa.exchange.rules import ARRIVED, NEW, RECALLING, RECEIVED, REFUSED, follows
from soxa.exchange.sealed_zip import now
from soxa.exchange.sending import answer, hold, tell, told
from soxa.exchange.twins import registered_twin, waiting_twin
from soxa.kernel import files, journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import reference
from soxa.kernel.refusal import Refused
from soxa.kernel.sealed.keys import KeyTrouble

_SEEN = (Package.HERE, Package.TAKEN, Package.TURNED_DOWN)
_OURS = (OSError, OperationalError, InterfaceError, KeyTrouble, Refused)
"""Troubles of this machine, not of a package: the round stops and is made again."""
_log = logging.getLogger(__name__)


def empty_slot(mailbox: Mailbox, actor: Actor) -> int:
    """Take every package out of the mailbox's slot; how many. Each is written down before its file goes."""
    folder, count = axis.marked(Path(mailbox.folder), mailbox.side), 0
    axis.forget_aside(folder, mailbox.code)
    for path in axis.waiting(folder, mailbox.code):
        content = b""
        try:
            content = axis.taken(path)
            fine = take(mailbox, content, path.name, actor)
        except FileNotFoundError:
            continue  # another carrier was faster
        except Damaged as why:
            refuse(mailbox, content, path.name, why, actor)
            fine = False
        except _OURS:
            raise
        except Exception as error:
            # whatever a file does to its reader, the files behind it still come in
            unforeseen(mailbox, error)
            refuse(mailbox, content, path.name, Damaged("broken", _("Gói hỏng: không đọc được.")), actor)
            fine = False
        if fine or not content:
            path.unlink(missing_ok=True)
        else:
            axis.lay_aside(path)
        count += 1
    return count


def unforeseen(mailbox: Mailbox, error: Exception) -> None:
    """Log an error nobody foresaw: its kind and where it arose; never its words, which may name people."""
    where = extract_tb(error.__traceback__)[-1]
    _log.error("%s: %s in %s, line %s", mailbox, type(error).__name__, where.name, where.lineno)


def take(mailbox: Mailbox, content: bytes, name: str, actor: Actor) -> bool:
    """Write one package down and answer it; False when it was refused as secret, damaged or forged, with its row."""
    try:
        one = unpacked(mailbox, content)
        partner = _partner(mailbox, one)
        _for_us(mailbox, one)
        if isinstance(one, Letter):
            _fit(one)
    except Damaged as why:
        refuse(mailbox, content, name, why, actor)
        return why.code == "secret"  # a secret paper is not kept, not even aside
    with transaction.atomic():
        hold(mailbox)
        try:
            with transaction.atomic():
                if isinstance(one, Answer):
                    _heard(mailbox, partner, one, actor)
                else:
                    _letter(mailbox, partner, one, content, actor)
        except Damaged as why:
            refuse(mailbox, content, name, why, actor)
            return False
    return True


def _partner(mailbox: Mailbox, one: Letter | Answer) -> Partner:
    found: Partner | None = mailbox.partners.filter(code=one.sender).first()
    if found is None:
        raise unknown(**said_of(one))
    return found


def _for_us(mailbox: Mailbox, one: Letter | Answer) -> None:
    if one.to != mailbox.code:
        raise Damaged("address", _("Gói gửi cho cơ quan khác."), **said_of(one))


def _fit(one: Letter) -> None:
    """Raise Damaged for a document without a file and for a file that is not what its name says."""
    said = said_of(one)
    if one.business in (NEW, "2", "3") and not one.enclosures:
        raise Damaged("file", _("Gói không có tệp văn bản nào."), **said)
    for file in one.enclosures:
        try:
            looked_at(file.content, file.name)
        except Refused as why:
            raise Damaged("file", str(why)[:300], **said) from why


def refuse(mailbox: Mailbox, content: bytes, name: str, why: Damaged, actor: Actor) -> None:
    """Write a package down that is not taken, once for its bytes, and answer status 02 where somebody known can be told.

    What a damaged package says of itself nobody vouches for: a letter that the book has already keeps its own status.
    An answer is never answered, or two books would answer each other for ever; what may be one is answered once.
    """
    named = axis.said_by_name(name)
    sender, ident = why.sender or named[0], (why.ident or named[1])[:120]
    partner = mailbox.partners.filter(code=sender).first()
    digest = sha256(content).hexdigest() if content else ""
    with transaction.atomic():
        before = mailbox.packages.filter(digest=digest, ident=ident, state=Package.DAMAGED)
        row = before.first() if digest else None
        if row is None:
            row = Package(
                mailbox=mailbox, unit_id=mailbox.unit_id, side=mailbox.side, partner=partner, direction=IN,
                kind=Package.LETTER, ident=ident, digest=digest, code=REFUSED, state=Package.DAMAGED,
                note=str(why)[:300], at=now(), says={"author": sender[:40], "error": why.code},
            )  # fmt: skip
            row.save(force_insert=True)
            facts = {"error": why.code, "digest": digest}
            row.entry = journal.write(
                actor, FLOW, "damaged", subject=reference(row), facts=facts, unit_id=mailbox.unit_id
            )
            row.save(update_fields=["entry"])
        if why.kind == "answer" or partner is None or _held(mailbox, partner, ident):
            return
        if why.kind or not _was_told(mailbox, partner, ident):
            tell(mailbox, partner, ident, REFUSED, actor, note=str(why), error=why.code, about=row)


def _was_told(mailbox: Mailbox, partner: Partner, ident: str) -> bool:
    answers = mailbox.packages.filter(direction=OUT, kind=Package.ANSWER, partner=partner)
    return answers.filter(about__ident=ident).exists()


def _held(mailbox: Mailbox, partner: Partner, ident: str) -> bool:
    rows = mailbox.packages.filter(direction=IN, partner=partner, ident=ident)
    return rows.exclude(state=Package.DAMAGED).exists()


def _heard(mailbox: Mailbox, partner: Partner, one: Answer, actor: Actor) -> None:
    """A status about a letter of ours; Damaged when we sent that office no such letter."""
    if _held(mailbox, partner, one.ident):
        return
    out = mailbox.packages.filter(direction=OUT, kind=Package.LETTER, partner=partner, ident=one.about)
    letter = out.select_for_update().first()
    if letter is None:
        raise Damaged("about", _("Trạng thái nói về một gói mà cơ quan này không được gửi."), **said_of(one))
    heard = _row(
        mailbox, partner, one, Package.HEARD, kind=Package.ANSWER, about=letter, code=one.code, note=one.note
    )
    heard.save(force_insert=True)
    if follows(letter.code, one.code, recalling=letter.business == RECALLING):
        kept = letter.code if one.code == ARRIVED and letter.business == RECALLING else one.code
        letter.code, letter.note = kept, one.note
        letter.save(update_fields=["code", "note"])
        facts = {"code": one.code}
        journal.write(
            actor, "package_out", "heard", subject=reference(letter), facts=facts, unit_id=mailbox.unit_id
        )


def _row(mailbox: Mailbox, partner: Partner, one: Letter | Answer, state: str, **fields: Any) -> Package:
    return Package(
        mailbox=mailbox, unit_id=mailbox.unit_id, side=mailbox.side, partner=partner, direction=IN, ident=one.ident,
        state=state, at=now(), **fields,
    )  # fmt: skip


def _letter(mailbox: Mailbox, partner: Partner, one: Letter, content: bytes, actor: Actor) -> None:
    digest = sha256(content).hexdigest()
    before = (
        mailbox.packages.filter(direction=IN, partner=partner, ident=one.ident)
        .exclude(state=Package.DAMAGED)
        .first()
    )
    if before:
        _again(before, digest, one, actor)
        return
    about = _about(mailbox, partner, one)
    row = _row(mailbox, partner, one, Package.HERE, kind=Package.LETTER, business=one.business, about=about)
    row.says, row.digest = told(one), files.keep(content)
    paper = (one.notation, one.author, one.issued_on)
    registered = registered_twin(mailbox, *paper) if one.business == NEW else None
    if registered or (one.business == NEW and waiting_twin(mailbox, *paper)):
        row.state, row.document = Package.REPEATED, registered
    elif one.business == RECALLING:
        row.state = Package.ASKED
    facts = {"business": row.business, "digest": row.digest}
    row.entry = INBOX.start(row, actor, unit_id=row.unit_id, facts=facts)
    _welcome(row, actor)
    row.save(update_fields=["code", "entry"])


def _welcome(row: Package, actor: Actor) -> None:
    if row.state != Package.REPEATED:
        answer(row, ARRIVED, actor)
    elif row.document:
        answer(row, RECEIVED, actor, note=_("Văn bản này đã có trong sổ văn bản đến."), error="repeated")
    else:
        answer(
            row, ARRIVED, actor, note=_("Văn bản này đã đến trước đó, đang chờ tiếp nhận."), error="repeated"
        )


def _again(before: Package, digest: str, one: Letter, actor: Actor) -> None:
    """The same bytes are answered as they stand; other bytes under a known identity are a forgery."""
    if before.digest != digest:
        raise Damaged("conflict", _("Mã gói đã dùng cho một gói có nội dung khác."), **said_of(one))
    answer(before, before.code or ARRIVED, actor, note=before.note, repeat=True)


def _about(mailbox: Mailbox, partner: Partner, one: Letter) -> Package | None:
    """The letter of the same office that this one recalls, updates or replaces. Raises Damaged when there is none."""
    if one.business == NEW:
        return None
    rows = mailbox.packages.filter(direction=IN, partner=partner, ident=one.about, kind=Package.LETTER)
    found = rows.filter(state__in=(*_SEEN, Package.REPEATED)).first()
    if found is None:
        raise Damaged("about", _("Gói nói về một văn bản mà hộp thư này không có."), **said_of(one))
    return found
