"""What a package says, whatever form it has: a letter with a document and its files, or an answer with a status."""

import re
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from soxa.exchange.rules import BUSINESS, CODES, RECALLING
from soxa.kernel.refusal import Refused

MOST = 80 * 1024 * 1024  # bytes of a package
MOST_UNPACKED = 60 * 1024 * 1024  # bytes of all its files
MOST_FILES = 30
CODE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z-]|\.(?!\.)){1,38}[0-9A-Za-z]")
_LONGEST = {
    "ident": 120, "about": 120, "sender_name": 200, "reason": 300, "notation": 60, "kind": 20, "kind_title": 100,
    "author": 200, "abstract": 500, "signer": 160, "urgency": 20, "note": 300, "error": 40,
}  # fmt: skip


class Damaged(Refused):
    """A package that is not taken: `code` for the sender's program, the text for people.

    `sender`, `ident` and `kind` ("letter", "answer") are what the package itself says, empty where it could not be read;
    nobody has vouched for them. Characters no office would write never get this far.
    """

    def __init__(self, code: str, text: str, *, sender: str = "", ident: str = "", kind: str = "") -> None:
        super().__init__("".join(one for one in text if not _controls(one)))
        self.code, self.sender, self.ident, self.kind = code, plain(sender), plain(ident), kind


def _controls(letter: str) -> bool:
    return ord(letter) < 32 and letter not in "\t\r\n" or 0xD800 <= ord(letter) < 0xE000


def plain(text: Any) -> str:
    """A text as it stands; empty for what is no text, or has characters that control or stand for nothing."""
    return text if isinstance(text, str) and not any(map(_controls, text)) else ""


@dataclass(frozen=True)
class Enclosure:
    """A file of a letter."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """A document on its way, or the wish to have one back (`business` "1"); `about` names the letter it is about."""

    ident: str
    sender: str
    to: str
    sent_at: datetime
    sender_name: str = ""
    business: str = "0"
    about: str = ""
    reason: str = ""
    notation: str = ""
    issued_on: date | None = None
    kind: str = ""
    kind_title: str = ""
    author: str = ""
    abstract: str = ""
    signer: str = ""
    urgency: str = ""
    secrecy: str = ""
    due_on: date | None = None
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True)
class Answer:
    """A status about the letter `about`, in words where there is more to say; `error` for the sender's program."""

    ident: str
    sender: str
    to: str
    sent_at: datetime
    about: str
    code: str
    note: str = ""
    error: str = ""


def said_of(one: Letter | Answer) -> dict[str, str]:
    """Sender, identity and kind of a package that could be read."""
    return {
        "sender": one.sender,
        "ident": one.ident,
        "kind": "letter" if isinstance(one, Letter) else "answer",
    }


def sound(one: Letter | Answer) -> None:
    """Raise Damaged for what no office would have written: no address, too long a field, a day or code nobody knows."""
    said = said_of(one)
    for name in ("sender", "to"):
        if not CODE.fullmatch(getattr(one, name)):
            raise Damaged("address", _("Gói không ghi đúng mã cơ quan gửi hoặc nhận."), **said)
    if not one.ident:
        raise Damaged("field", _("Gói không có mã định danh."), **said)
    for field in fields(one):
        _check_text(field.name, getattr(one, field.name), said)
    for file in one.enclosures if isinstance(one, Letter) else ():
        _check_text("name", file.name, said)
    wrong = one.business not in BUSINESS if isinstance(one, Letter) else one.code not in CODES
    if wrong:
        raise Damaged("field", _("Gói ghi mã nghiệp vụ hoặc trạng thái không có trong quy định."), **said)
    if isinstance(one, Letter) and one.business != RECALLING and not _full(one):
        raise Damaged("field", _("Gói thiếu số, ký hiệu, ngày, nơi ban hành hoặc trích yếu."), **said)


def _full(one: Letter) -> bool:
    return bool(one.notation and one.issued_on and one.author and one.abstract)


def _check_text(name: str, value: Any, said: dict[str, str]) -> None:
    if not isinstance(value, str):
        return
    if len(value) > _LONGEST.get(name, 300):
        raise Damaged("field", _("Gói có mục dài quá mức cho phép."), **said)
    if any(map(_controls, value)):
        raise Damaged("field", _("Gói có ký tự điều khiển trong lời văn."), **said)


def enclosed(files: list[Enclosure], **said: str) -> tuple[Enclosure, ...]:
    """The files of a letter, no more and no larger than an office sends; raises Damaged."""
    if len(files) > MOST_FILES:
        raise Damaged("too_many", _("Gói có quá {most} tệp.").format(most=MOST_FILES), **said)
    if sum(len(one.content) for one in files) > MOST_UNPACKED:
        raise too_large()
    return tuple(files)


def secret(**said: str) -> Damaged:
    """The refusal of a secret paper, asked as soon as a package is open: it is not kept, whatever else is wrong with it."""
    return Damaged("secret", _("Văn bản mật không gửi, nhận qua gói văn bản điện tử."), **said)


def too_large() -> Damaged:
    """The refusal of what would not fit."""
    return Damaged("too_large", _("Gói lớn quá {most} MB.").format(most=MOST_UNPACKED // 2**20))


def differs(name: str, **said: str) -> Damaged:
    """The refusal of a file that is not the one announced."""
    return Damaged(
        "digest", _("Tệp “{name}” trong gói không đúng mã kiểm tra đã ghi.").format(name=name), **said
    )
