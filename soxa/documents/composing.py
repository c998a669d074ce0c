"""Papers of documents: any domain makes one with a single call, and a draft typed in the book is kept version by version."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from soxa.documents.files import OFFICE_TYPES, Paper, attach
from soxa.documents.heads import Signer, head_of
from soxa.documents.models import Document, DocumentFile, Version
from soxa.documents.office_templates.models import OfficeTemplate
from soxa.documents.office_templates.taking import filled
from soxa.documents.rules import LETTER
from soxa.documents.search import index
from soxa.documents.typed import blocks_of
from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.flow import reference
from soxa.kernel.paper import model
from soxa.kernel.paper.pdf import pdf
from soxa.kernel.paper.word import word
from soxa.kernel.refusal import Refused

ENDINGS = ("docx", "pdf")
_ABOUT = ("v/v", "về việc")


@dataclass(frozen=True)
class Writing:
    """What a person writes of a draft; `after` is the number of the version he began from, 0 for none.

    With a `template` of the office the Word file is made after it, and the PDF, as ever, in the layout of the law.
    """

    abstract: str
    text: str
    signer: Signer
    recipients: str = ""
    after: int = 0
    template: OfficeTemplate | None = None


def paper_of(document: Document, blocks: tuple[model.Block, ...], signer: Signer, *, on: date) -> model.Paper:
    """The paper of a document of any domain, in its side's layout: head, title, these blocks, recipients, signature.

    Number and day are those of the document; before they are given "…" stands in their places, where they are filled in
    when the signed PDF is numbered. Names in the head are those of the day `on`. A letter has no title but its "V/v".
    """
    about = about_of(document)
    letter = document.kind == LETTER
    return model.Paper(
        head=head_of(
            document.unit_id, document.body, document.kind, on,
            given=document.notation, drafter=document.drafter, day=document.issued_on, about=about,
        ),
        title_lines=() if letter else (_kind(document).upper(), about),
        made_on=on,
        blocks=blocks,
        signature=signer.signature(),
        recipients=tuple(line for line in document.recipients.splitlines() if line.strip()),
    )  # fmt: skip


def about_of(document: Document) -> str:
    """What the document is about, without its kind before it, of a letter without "V/v": these stand on the paper anyhow."""
    before = _ABOUT if document.kind == LETTER else (_kind(document).lower(),)
    said = document.abstract.strip()
    first = next((one for one in before if said.lower().startswith(f"{one} ")), "")
    return said[len(first) :].strip() if first else said


def _kind(document: Document) -> str:
    """The kind as a paper prints it: "Quyết định (cá biệt)" of the list is a "Quyết định"."""
    return document.kind_title.partition(" (")[0]


def as_file(paper: model.Paper, name: str, ending: str) -> Paper:
    """The paper as the one file that is asked for, by one of ENDINGS."""
    if ending == "pdf":
        return Paper(pdf(paper), f"{name}.pdf", "application/pdf")
    return Paper(word(paper), f"{name}.docx", OFFICE_TYPES["docx"])


def printed(paper: model.Paper, name: str, template: OfficeTemplate | None = None) -> tuple[Paper, Paper]:
    """The paper as files to keep with a document: Word, after the office's template if there is one, then PDF to be signed.

    Raises Refused in words when the template cannot be filled.
    """
    office = (
        Paper(filled(template, paper), f"{name}.docx", OFFICE_TYPES["docx"])
        if template
        else as_file(paper, name, "docx")
    )
    return office, as_file(paper, name, "pdf")


def shown(document: Document, writing: Writing, on: date) -> model.Paper:
    """The paper that this writing makes, before anything is kept."""
    like = Document(
        unit_id=document.unit_id, side=document.side, body=document.body, kind=document.kind,
        drafter=document.drafter, abstract=writing.abstract, recipients=writing.recipients,
    )  # fmt: skip
    return paper_of(like, blocks_of(writing.text), writing.signer, on=on)


def refusal(document: Document) -> str:
    """Why this document cannot be written in the book now; empty when nothing stands in the way."""
    if document.is_secret:
        return _("Văn bản mật chỉ ghi số trong sổ; không đưa tệp vào máy nối mạng.")
    if document.origin_kind:
        return _(
            "Văn bản này lập từ các bản ghi trong sổ, không gõ đè được; cần sửa lời thì sửa ở nơi lập ra."
        )
    if document.state != Document.DRAFT:
        return _("Chỉ soạn được khi văn bản còn là dự thảo; cần sửa thì trả lại để bổ sung.")
    return ""


def compose(document: Document, writing: Writing, actor: Actor, *, on: date) -> Version:
    """Keep a new version of a draft, with its Word and PDF files. Raises Refused in words, and writes nothing then."""
    name = _("du-thao-lan-{number}").format(number=writing.after + 1)
    files = printed(shown(document, writing, on), name, writing.template)
    with transaction.atomic():
        locked = Document.objects.select_for_update().get(pk=document.pk)
        last = locked.versions.order_by("number").last()
        if why := refusal(locked):
            raise Refused(why)
        if (last.number if last else 0) != writing.after:
            raise Refused(
                _("Trong lúc đồng chí viết, {who} đã lưu lần thảo {number}. Chép lời của mình ra, mở lại trang rồi viết tiếp.").format(
                    who=last.author if last else "–", number=last.number if last else 0
                )
            )  # fmt: skip
        number = writing.after + 1
        entry = journal.write(
            actor, "document", "compose", subject=reference(locked), facts={"version": number}, unit_id=locked.unit_id
        )  # fmt: skip
        signer = writing.signer
        kept = Version(
            document=locked, number=number, abstract=writing.abstract, recipients=writing.recipients, text=writing.text,
            authority=signer.authority, post=signer.post, name=signer.name, template=writing.template, author=actor.name, written_on=on, entry=entry,
        )  # fmt: skip
        kept.save(force_insert=True)
        locked.abstract, locked.recipients = writing.abstract, writing.recipients
        locked.folded = locked.words_to_find()
        locked.save(update_fields=["abstract", "recipients", "folded"])
        index(locked)
        for one in files:
            attach(locked, one, DocumentFile.DRAFT, entry)
    document.refresh_from_db()
    return kept
