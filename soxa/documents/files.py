"""Files of a document: looked at before they are kept, kept under their digest, never altered."""

from dataclasses import dataclass

import pypdfium2
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from soxa.documents import text_inside
from soxa.documents.catalogue import OUT
from soxa.documents.keeping.models import Folder
from soxa.documents.models import Document, DocumentFile
from soxa.documents.room import must_be_small, must_fit
from soxa.documents.search import index
from soxa.documents.signatures import as_kept, told_now, words_digest
from soxa.documents.signing.pages import page_count
from soxa.documents.signing.verdict import Verdict
from soxa.kernel import files
from soxa.kernel.models import Entry
from soxa.kernel.refusal import Refused

_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_IMAGES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}
OFFICE_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
}


@dataclass(frozen=True)
class Paper:
    """A file handed in: its bytes, the name it came under, and what it is by its bytes.

    `told`: what its signatures are worth, where that was just looked at.
    """

    content: bytes
    name: str
    media_type: str
    told: tuple[Verdict, ...] | None = None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What each of its signatures is worth today."""
        return told_now(self.content, self.media_type) if self.told is None else self.told


def taken(upload: UploadedFile) -> Paper:
    """The file of a form, looked at. Raises Refused in words for what is too large, empty, or not what its name says."""
    must_be_small(str(upload.name or ""), upload.size or 0)
    return looked_at(upload.read(), str(upload.name or ""))


def looked_at(content: bytes, name: str) -> Paper:
    """Bytes with a name, told by the bytes what they are. Raises Refused in words."""
    if not content:
        raise Refused(_("Tệp “{name}” trống.").format(name=name))
    ending = name.rpartition(".")[2].lower()
    if content.startswith(_PDF):
        _readable(content, name)
        return Paper(content, name, "application/pdf")
    image = next((kind for head, kind in _IMAGES.items() if content.startswith(head)), "")
    if image:
        return Paper(content, name, image)
    if content.startswith(_ZIP) and ending in OFFICE_TYPES:
        return Paper(content, name, OFFICE_TYPES[ending])
    raise Refused(
        _(
            "Tệp “{name}” không phải PDF, ảnh PNG/JPEG, Word (.docx), Excel (.xlsx) hoặc .odt như tên tệp nói."
        ).format(name=name)
    )


def _readable(content: bytes, name: str) -> None:
    try:
        if page_count(content):
            return
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Refused(
                _("Tệp “{name}” có mật khẩu mở. Bỏ mật khẩu rồi gửi lại.").format(name=name)
            ) from error
        raise Refused(_("Tệp “{name}” hỏng, không đọc được như tệp PDF.").format(name=name)) from error
    raise Refused(_("Tệp “{name}” không có trang nào.").format(name=name))


def by_hand(document: Document) -> tuple[str, ...]:
    """What a file may be that somebody puts to the document by itself.

    The signed and the issued paper come from the acts of signing, sealing and issuing alone: what is sealed next, or sent,
    is the newest of these.
    """
    paper = DocumentFile.DRAFT if document.direction == OUT else DocumentFile.RECEIVED
    return (paper, DocumentFile.SCAN, DocumentFile.ATTACHMENT)


def attach(document: Document, paper: Paper, role: str, entry: Entry) -> DocumentFile:
    """Keep a file with the document; call it inside `atomic`. Raises Refused for a secret document: it has no file here, and for
    a unit whose room is full; and for a document whose file was destroyed, where they would never go again.
    """
    if document.is_secret:
        raise Refused(_("Văn bản mật chỉ ghi số trong sổ; không đưa tệp vào máy nối mạng."))
    if document.folder_id:
        folder = Folder.objects.select_for_update(no_key=True).get(pk=document.folder_id)
        if folder.state == Folder.DESTROYED:
            raise Refused(
                _("Hồ sơ {code} của văn bản này đã hủy; không thêm tệp nữa.").format(code=folder.code)
            )
    must_fit(document.unit_id, paper.name, len(paper.content))
    kept = DocumentFile(
        document=document,
        role=role,
        digest=files.keep(paper.content),
        name=paper.name,
        media_type=paper.media_type,
        size=len(paper.content),
        words_digest=words_digest(paper.content, paper.media_type),
        verdicts=as_kept(paper.verdicts),
        text=text_inside.folded_text(paper.content, paper.media_type),
        entry=entry,
    )
    kept.save(force_insert=True)
    index(document)
    return kept
