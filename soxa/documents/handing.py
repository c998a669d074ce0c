"""The papers of the two signing steps: what goes out to be signed, what comes back, and what is signed here with a key."""

import re
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from soxa.documents.anchors import trusted
from soxa.documents.files import Paper
from soxa.documents.means import wishes
from soxa.documents.models import Document, DocumentFile
from soxa.documents.signatures import PDF
from soxa.documents.signing import levels, marks
from soxa.documents.signing.handoff import HandedOff, recognise
from soxa.documents.signing.means import Means, means_of
from soxa.documents.signing.numbering import NotFilled, fill_number, prepare
from soxa.documents.signing.placing import NoPlace
from soxa.documents.signing.signer import Signed, sign
from soxa.documents.signing.subjects import ORGANISATION, PERSON, Subject, folded
from soxa.documents.signing.tokens import TokenTrouble
from soxa.documents.signing.verdict import Verdict, verdicts
from soxa.kernel import files
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused
from soxa.kernel.units.tree import tree
from soxa.law.words import fold


def approved_papers(documents: Iterable[Document]) -> dict[int, DocumentFile]:
    """By document: the last PDF draft that it had when it was approved. One put to it later was approved by nobody."""
    keys = [str(one.pk) for one in documents]
    approvals = Entry.objects.filter(
        flow="document_out", step="approve", subject_kind="document", subject_key__in=keys
    )
    last = {
        int(key): entry for key, entry in approvals.values_list("subject_key").annotate(Max("pk")).order_by()
    }
    drafts = DocumentFile.objects.filter(document__in=last, media_type=PDF, role=DocumentFile.DRAFT)
    return {
        one.document_id: one for one in drafts.order_by("pk") if (one.entry_id or 0) < last[one.document_id]
    }


def paper_before(document: Document) -> DocumentFile | None:
    """The PDF that the next signature goes on: the approved draft, or the one that the person in charge has signed."""
    if document.state == Document.APPROVED:
        return approved_papers([document]).get(document.pk)
    if not document.digitally_signed:
        return None
    return document.files.filter(media_type=PDF, role=DocumentFile.SIGNED).order_by("pk").last()


def ready(document: Document, before: DocumentFile) -> bytes:
    """The PDF as it goes out to be signed: with room for number and day laid, or filled once they are given.

    It begins with the very bytes kept. Raises Refused when those are gone or altered.
    """
    try:
        content = files.fetch(before.digest)
    except (FileNotFoundError, ValueError) as error:
        raise Refused(
            _("Tệp “{name}” không còn nguyên trong kho tệp. Hãy báo người quản trị.").format(name=before.name)
        ) from error
    try:
        if document.state == Document.APPROVED:
            return prepare(content)
        number = re.match(r"\d+", document.notation)
        if number and document.issued_on:
            return fill_number(content, number.group(), document.issued_on)
    except (NoPlace, NotFilled):
        return content  # a paper without such room is signed as it is
    return content


def signed_name(name: str) -> str:
    """What a signed file is called after the one that was signed."""
    stem = name.rpartition(".")[0] or name
    return f"{stem.removesuffix('-da-ky')[:180]}-da-ky.pdf"


def signed_here(step: str, document: Document, facts: dict[str, Any]) -> dict[str, Any]:
    """The facts of a signing step with the paper that is signed now, when they bring a key; else as they are.

    Nothing is written: it is done before the book is locked, as a service on the network may be asked. The level and
    what held it back are told in the journal. Raises Refused in words.
    """
    if not facts.get("token"):
        return facts
    with closing(facts["token"]()) as token:
        mark = MARKS[step](document, token.subject, facts)
        before = paper_before(document)
        if before is None:
            raise Refused(no_paper(document))
        means = means_of(token, wishes())
        content = ready(document, before)
        signed = sign(content, token, mark, timestamper=means.stamper, revocation=means.evidence)
    return {**facts, **made(signed, before, means)}


def made(signed: Signed, before: DocumentFile, means: Means) -> dict[str, Any]:
    """The facts of a paper that was signed here: the file, the lowest level of its signatures, what held it back."""
    told = verdicts(signed.content, trusted())
    return {
        "file": Paper(signed.content, signed_name(before.name), PDF, told),
        "level": levels.lowest(one.level for one in told),
        "held_back": ",".join(means.held_back),
    }


def signed_paper(document: Document, facts: dict[str, Any]) -> tuple[Paper | None, bool]:
    """What the person in charge signed, by a key here or elsewhere, and whether it is signed digitally.

    Raises Refused in words: not the approved paper, written anew, altered, of another person.
    """
    return _looked_through(document, facts.get("file"), lambda new: _of_signer(new.signer, facts["signer"]))


def sealed_paper(document: Document, facts: dict[str, Any]) -> tuple[Paper | None, bool]:
    """What the organisation signed, and whether digitally; as `signed_paper`, over the paper signed before."""
    return _looked_through(
        document, facts.get("file"), lambda new: _of_office(document, new.signer, new.organisation, new.kind)
    )


def personal_mark(_document: Document | None, subject: Subject, facts: dict[str, Any]) -> marks.Mark:
    """The signature of the person whom the paper names: "Bí thư Nguyễn Thị Hòa" is a title and a name.

    Raises TokenTrouble when the certificate is not that person's.
    """
    name, signer = subject.name, facts["signer"]
    _of_signer(name, signer)
    if (owner := facts.get("picture_owner")) and not subject.is_called(owner):
        raise Refused(
            _("Hình chữ ký đã lưu là của “{owner}”, không dùng được với chứng thư của “{name}”. Chưa ký gì.").format(
                owner=owner, name=name
            )
        )  # fmt: skip
    words = signer.split()
    title = " ".join(words[: len(words) - len(name.split())]).strip(" ,:;–-")
    if not title:
        raise Refused(
            _("Ghi cả chức vụ như trên văn bản trước họ tên người ký, để tìm được chỗ ký: “Bí thư {name}”.").format(name=name)
        )  # fmt: skip
    return marks.personal(name, title=title, picture=facts["picture"])


def office_mark(document: Document, subject: Subject, facts: dict[str, Any]) -> marks.Mark:
    """The seal of the document's office. Raises TokenTrouble when the certificate is not that office's."""
    _of_office(document, subject.name, subject.organisation, subject.kind)
    return marks.organisation(subject.name, picture=facts["picture"], width=facts.get("width") or 0)


MARKS: dict[str, Callable[[Document, Subject, dict[str, Any]], marks.Mark]] = {
    "sign": personal_mark,
    "seal": office_mark,
}


def no_paper(document: Document) -> str:
    """Why there is nothing to sign digitally, in words."""
    if document.state == Document.APPROVED:
        return _("Văn bản không có dự thảo PDF nào được duyệt để ký số. Trả lại, thêm tệp PDF rồi duyệt lại.")
    return _("Văn bản chưa có bản PDF mà người có thẩm quyền đã ký số, nên chưa ký số cơ quan được ở đây.")


def _looked_through(document: Document, paper: Paper | None, must_be: Any) -> tuple[Paper | None, bool]:
    """The paper and whether it is signed digitally; `must_be` refuses a new signature of the wrong hand."""
    if paper is None or paper.media_type != PDF:
        return paper, False
    found, before = paper.verdicts, paper_before(document)
    if before and not _came_back(paper, before, signed=bool(found)):
        return paper, False
    if not found:
        return paper, False
    for one in found:
        _must_stand(one)
    new = found[len(before.verdicts) if before else 0 :]
    if not new:
        raise Refused(_("Tệp này chưa có thêm chữ ký số nào so với bản đã có trong sổ."))
    for one in new:
        must_be(one)
    return paper, True


def _came_back(paper: Paper, before: DocumentFile, *, signed: bool) -> bool:
    """Whether the paper is the one that went out; False for a scan of one signed by hand. Raises Refused."""
    kept = {one.digest: one for one in before.document.files.filter(media_type=PDF)}
    told = recognise(paper.content, [HandedOff(one.digest, one.words_digest) for one in kept.values()])
    if told.rewritten:
        raise Refused(told.reason)
    if told.handed and not signed:
        raise Refused(_("Tệp này là bản trong sổ, chưa có chữ ký số nào."))
    if told.handed and told.handed.digest == before.digest:
        return True
    if told.handed or signed:
        raise Refused(
            _("Tệp này không phải bản ký của “{name}”, bản đang chờ ký của văn bản. Tải đúng bản ấy về rồi ký.").format(
                name=before.name
            )
        )  # fmt: skip
    return False


def _must_stand(verdict: Verdict) -> None:
    if verdict.intact and verdict.valid and verdict.whole_file:
        return
    raise Refused(
        _("Chữ ký số của “{who}” không đạt: {why}").format(
            who=verdict.signer or verdict.field, why=" ".join(verdict.reasons)
        )
    )


def _of_signer(name: str, signer: str) -> None:
    if not name or not f" {folded(signer)}".endswith(f" {folded(name)}"):
        raise TokenTrouble(
            _("Chứng thư là của “{owner}”, không phải của người ký ghi trong sổ (“{signer}”).").format(
                owner=name, signer=signer
            )
        )


def _of_office(document: Document, name: str, organisation: str, kind: str) -> None:
    unit = tree().name(document.unit_id)
    named = fold(unit) in fold(f"{name} {organisation if kind == ORGANISATION else ''}")
    if kind == PERSON or not named:
        raise TokenTrouble(
            _("Chứng thư là của “{owner}”, không phải của cơ quan ở {unit}.").format(owner=name, unit=unit)
        )
