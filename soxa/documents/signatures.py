"""What the signatures of a document's files are worth, said in one light each, and which document holds a file."""

from dataclasses import asdict, dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.anchors import trusted
from soxa.documents.models import Document, DocumentFile
from soxa.documents.signing import levels
from soxa.documents.signing.handoff import handed_off, prefix_digests
from soxa.documents.signing.reading import Unreadable
from soxa.documents.signing.verdict import Verdict, verdicts
from soxa.kernel import files

PDF = "application/pdf"
GOOD, WARN, BAD = "good", "warn", "bad"
_SIGNED = b"/ByteRange"  # every signature has one, and it is never compressed
LEAST_TYPED = 16  # characters of a digest, as many as the pages show
MOST_ENDS = 400  # ends of a file that are looked up; an office adds a handful


def words_digest(content: bytes, media_type: str) -> str:
    """SHA-256 of the words of a PDF, by which one that was written anew is told; empty for any other file."""
    if media_type != PDF:
        return ""
    try:
        return handed_off(content).words
    except Unreadable:
        return ""


def told_now(content: bytes, media_type: str) -> tuple[Verdict, ...]:
    """What each signature is worth today; none for a file that has none or cannot be read."""
    if media_type != PDF or _SIGNED not in content:
        return ()
    try:
        return verdicts(content, trusted())
    except Unreadable:
        return ()


def as_kept(told: tuple[Verdict, ...]) -> list[dict[str, Any]]:
    """Verdicts as plain JSON to stand beside the file."""
    return [_plain(one) for one in told]


def _plain(verdict: Verdict) -> dict[str, Any]:
    told = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(verdict).items()
    }
    return {**told, "signed_at": verdict.signed_at.isoformat() if verdict.signed_at else None}


def kept_verdicts(kept: DocumentFile) -> list[Verdict]:
    """The verdicts that stand beside a file, as they were when it came."""
    return [_verdict(told) for told in kept.verdicts]


def _verdict(told: dict[str, Any]) -> Verdict:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in told.items()
    }
    moment = values.get("signed_at")
    return Verdict(**{**values, "signed_at": datetime.fromisoformat(moment) if moment else None})


def held_back(kept: DocumentFile) -> list[str]:
    """Why the last signature of a file, made here, is not of the highest level; the file's entry must be at hand."""
    told = kept.entry.facts.get("held_back", "") if kept.entry else ""
    return [words for code in str(told).split(",") if (words := levels.reason(code))]


@dataclass(frozen=True)
class Shown:
    """One signature on a page: its light, the words of it, who signed, when, and why it is not good."""

    light: str
    words: str
    verdict: Verdict

    @property
    def who(self) -> str:
        """The name on the certificate, or the field of a signature that cannot be read."""
        return self.verdict.signer or self.verdict.field

    @property
    def level(self) -> str:
        """How far it can be proven later, in words; empty when that is not known."""
        return levels.title(self.verdict.level)

    @property
    def why(self) -> str:
        """The first thing that is wrong; empty for a good one."""
        return "" if self.light == GOOD else next(iter(self.verdict.reasons), "")


def shown(found: list[Verdict] | tuple[Verdict, ...]) -> list[Shown]:
    """Each signature in one light and its words."""
    return [Shown(*_light(one), one) for one in found]


def _light(verdict: Verdict) -> tuple[str, str]:
    if verdict.good:
        return GOOD, _("Chữ ký số tốt")
    if not verdict.intact:
        return BAD, _("Tệp bị sửa sau khi ký")
    if not (verdict.valid and verdict.whole_file):
        return BAD, _("Chữ ký số không đạt")
    return WARN, _("Chưa tin cậy được")


def answers(verdict: Verdict) -> list[tuple[str, str, str]]:
    """(question, light, answer) of each question about a signature, for the page that checks anew."""
    asked = (
        (_("Nguyên vẹn"), verdict.intact, _("phần đã ký không bị sửa"), _("phần đã ký đã bị sửa hoặc không đọc được")),
        (_("Hợp lệ"), verdict.valid, _("ký đúng khóa, chứng thư còn hiệu lực khi ký"), _("chữ ký hoặc chứng thư không đạt")),
        (_("Tin cậy"), verdict.trusted, _("chứng thư dẫn tới tổ chức chứng thực được tin"), _("chứng thư không dẫn tới nơi được tin")),
        (_("Trọn tệp"), verdict.whole_file, _("chữ ký bảo đảm cho cả tệp đang có"), _("có phần của tệp không được chữ ký bảo đảm")),
    )  # fmt: skip
    told = [(name, GOOD if yes else BAD, good if yes else bad) for name, yes, good, bad in asked]
    stamped = (
        (GOOD, _("có, do tổ chức cấp dấu thời gian")) if verdict.timestamped else (WARN, _("không có; giờ ký do máy người ký ghi"))
    )  # fmt: skip
    checked = (
        (GOOD, _("đã kiểm, chứng thư không bị thu hồi trước khi ký") if verdict.trusted else _("đã kiểm"))
        if verdict.revocation_checked
        else (WARN, _("chưa kiểm được"))
    )
    return [*told, (_("Dấu thời gian"), *stamped), (_("Thu hồi"), *checked)]


@dataclass(frozen=True)
class Held:
    """A document that holds the file asked for, and how: as it is, as the beginning of it, or only in the same words."""

    file: DocumentFile
    way: str
    here: bool

    SAME, BEGINNING, WORDS, TYPED = "same", "beginning", "words", "typed"


def holding(content: bytes, reader: Any) -> list[Held]:
    """Documents in the reader's sight that hold these bytes, or from whose file they were signed; words as a last trace.

    Nothing is read from the store of files, so that a file whose bytes are gone is found as well.
    """
    whole = sha256(content).hexdigest()
    known = {whole, *prefix_digests(content)[-MOST_ENDS:]}
    found = [
        _held(one, Held.SAME if one.digest == whole else Held.BEGINNING)
        for one in _in_sight(reader).filter(digest__in=known)
    ]
    words = words_digest(content, PDF) if content.startswith(b"%PDF-") and not found else ""
    if words:
        found = [_held(one, Held.WORDS) for one in _in_sight(reader).filter(words_digest=words)[:20]]
    return found


def holding_digest(typed: str, reader: Any) -> list[Held]:
    """Documents in the reader's sight with a file of this digest, whole or by its first sixteen characters or more."""
    return [_held(one, Held.TYPED) for one in _in_sight(reader).filter(digest__startswith=typed)[:20]]


def _in_sight(reader: Any) -> Any:
    seen = Document.objects.seen_by(reader)
    return DocumentFile.objects.filter(document__in=seen).select_related("document").order_by("-pk")


def _held(one: DocumentFile, way: str) -> Held:
    return Held(one, way, files.is_here(one.digest))
