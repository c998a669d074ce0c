"""The lines of a register: its documents by number, the numbers left out in their place, the void ones with their reason."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from soxa.documents.catalogue import OUT, PARTY, RegisterColumn, bodies, kinds, register_columns
from soxa.documents.models import Document, Register, RegisterGap
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.law.periods import FOREVER

_GONE = (Document.VOID, Document.RECALLED, Document.REPLACED, Document.SENT_BACK)
_NATION = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "")


@dataclass(frozen=True)
class Line:
    """One line: the cells of a document with its key, or words across all columns where numbers were left out."""

    cells: tuple[str, ...] = ()
    key: int | None = None
    words: str = ""
    gone: bool = False


@dataclass(frozen=True)
class Sheet:
    """A register or a plan as it is printed: what stands above it, its columns and lines, the words where there is none."""

    superior: str
    issuer: str
    banner: str
    motto: str
    title: str
    about: str
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    nothing: str = ""
    shares: tuple[float, ...] = ()  # widths of the columns, where the outputs do not know them by name
    signed: str = ""  # on whose behalf and as what, one line under another; empty where nobody signs
    signer: str = ""
    dated: str = ""  # place and day, under the banner
    recipients: tuple[str, ...] = ()


def sheet(register: Register) -> Sheet:
    """The whole register, ready for any output; two questions to the book, whatever its length."""
    columns = register_columns(register.direction)
    documents = register.documents.order_by("number")
    superior, issuer = heads(register.unit_id, register.body, register.since)
    banner, motto = banner_of(register.side)
    way = _("Sổ đăng ký văn bản đi") if register.direction == OUT else _("Sổ đăng ký văn bản đến")
    return Sheet(
        superior, issuer, banner, motto, way.upper(), _about(register), tuple(one.title for one in columns),
        tuple(lines(documents, list(register.gaps.order_by("first")), columns)), _("Sổ này chưa cấp số nào."),
    )  # fmt: skip


def lines(
    documents: Iterable[Document],
    gaps: list[RegisterGap],
    columns: Iterable[RegisterColumn],
    *,
    after: int = 0,
) -> Iterator[Line]:
    """The lines of documents in the order of numbers, from the number `after`; what was left out between them is said."""
    columns, last = tuple(columns), after
    for one in documents:
        number = one.number or 0
        yield from _left_out(last + 1, number - 1, gaps)
        yield Line(tuple(cell(one, column.field) for column in columns), one.pk, gone=one.state in _GONE)
        last = number
    yield from (Line(words=_gap_words(gap)) for gap in gaps if gap.first > last and not after)


def _left_out(first: int, last: int, gaps: list[RegisterGap]) -> Iterator[Line]:
    for gap in gaps:
        if first <= gap.first and gap.last <= last:
            if gap.first > first:
                yield Line(words=_numbers(first, gap.first - 1, _("không có trong sổ")))
            yield Line(words=_gap_words(gap))
            first = gap.last + 1
    if first <= last:
        yield Line(words=_numbers(first, last, _("không có trong sổ")))


def _gap_words(gap: RegisterGap) -> str:
    return _numbers(gap.first, gap.last, _("không cấp trong sổ: {why}").format(why=gap.reason))


def _numbers(first: int, last: int, said: str) -> str:
    if first == last:
        return _("Số {first} {said}").format(first=first, said=said)
    return _("Các số {first}–{last} {said}").format(first=first, last=last, said=said)


def cell(document: Document, field: str) -> str:
    """What a column of the register says of a document."""
    if field == "kind_and_abstract":
        return f"{document.kind_title}: {document.abstract}"
    if field == "note":
        return "; ".join(one for one in (document.note, *document.marks(), fate(document)) if one)
    if field == "recipients":
        return "; ".join(document.recipients.split("\n"))
    value = getattr(document, field)
    if field.endswith("_on"):
        return day_text(value) if value else ""
    return "" if value is None else str(value)


def fate(document: Document) -> str:
    """What became of a document that no longer holds, with the reason; empty for one that does."""
    if document.state not in _GONE:
        return ""
    words = str(document.get_state_display())
    return f"{words}: {document.reason}" if document.reason else words


def banner_of(side: str) -> tuple[str, str]:
    """The banner and motto on a paper of a side; the Party's has no motto."""
    return _PARTY if side == PARTY else _NATION


def heads(unit_id: int, body: str, on: date) -> tuple[str, str]:
    """Who stands above the body, and the body with the name of its unit: "ĐẢNG ỦY XÃ ĐỒNG VẢI"."""
    unit, title = tree().name(unit_id, max(on, tree().nodes[unit_id].since)), bodies()[body].title
    if title.endswith(" xã"):
        return "", f"{title.removesuffix(' xã')} {unit}".upper()
    above = "Đảng ủy" if bodies()[body].side == PARTY else "Ủy ban nhân dân"
    return f"{above} {unit}".upper(), title.upper()


def _about(register: Register) -> str:
    kind = kinds()[register.side, register.kind].title if register.kind else ""
    until = (
        _("đến trước ngày {day}").format(day=day_text(register.until)) if register.until != FOREVER else ""
    )
    since = _("từ ngày {day}").format(day=day_text(register.since)) if register.since.year > 1 else ""
    secret = _("văn bản mật") if register.secret else ""
    return " · ".join(one for one in (kind, secret, f"{since} {until}".strip()) if one)
