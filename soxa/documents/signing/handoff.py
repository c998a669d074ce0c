"""Files that go out to be signed in the office's own program and come back: known again by what they begin with."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from soxa.documents.signing.pages import lines_of
from soxa.documents.signing.reading import opened, told_when_broken

_END = b"%%EOF"


@dataclass(frozen=True)
class HandedOff:
    """A file given out: SHA-256 of its bytes, by which it is known, and of its words, by which a rewritten one is."""

    digest: str
    words: str = ""


@dataclass(frozen=True)
class Recognised:
    """What came back: the file it began as, or None; `rewritten` when a program wrote it anew; the reason in words."""

    handed: HandedOff | None
    rewritten: bool = False
    reason: str = ""


def handed_off(content: bytes) -> HandedOff:
    """By what a file that goes out will be known again. Raises Unreadable."""
    opened(content)
    with told_when_broken():
        return HandedOff(sha256(content).hexdigest(), _words(content))


def recognise(signed: bytes, handed: Iterable[HandedOff]) -> Recognised:
    """Which of the files handed off this one is, signed or not. Raises Unreadable.

    An honest program appends, so the file still begins with the bytes that went out. One that wrote the file anew
    is told by its words, but then no signature vouches for the original bytes, and `handed` stays None.
    """
    opened(signed)
    known = {one.digest: one for one in handed}
    found = [known[digest] for digest in prefix_digests(signed) if digest in known]
    if found:
        return Recognised(found[-1])
    with told_when_broken():
        words = _words(signed)
    if any(one.words == words for one in known.values() if one.words):
        return Recognised(
            None,
            rewritten=True,
            reason=_(
                "Phần mềm ký đã ghi lại cả tệp thay vì ghi thêm, nên tệp không còn bắt đầu bằng bản gốc đã xuất. "
                "Hãy ký lại bằng chế độ ghi thêm, hoặc đăng ký tệp này như văn bản mới."
            ),
        )
    return Recognised(None, reason=_("Tệp này không phải bản ký của văn bản nào đã xuất ra."))


def prefix_digests(content: bytes) -> list[str]:
    """SHA-256 of the file up to each of its ends (%%EOF, with and without its line break), shortest first."""
    hashed, hashed_to, found = sha256(), 0, []
    start = content.find(_END)
    while start >= 0:
        for end in _ends(content, start + len(_END)):
            hashed.update(memoryview(content)[hashed_to:end])
            hashed_to = end
            found.append(hashed.hexdigest())
        start = content.find(_END, start + len(_END))
    if hashed_to != len(content):
        hashed.update(memoryview(content)[hashed_to:])
        found.append(hashed.hexdigest())
    return found


def _ends(content: bytes, after: int) -> list[int]:
    ends = [after]
    for mark in (b"\r\n", b"\n", b"\r"):
        if content.startswith(mark, after):
            ends += list(range(after + 1, after + len(mark) + 1))
            break
    return ends


def _words(content: bytes) -> str:
    text = "\n".join(f"{line.box.page} {line.text}" for line in lines_of(content))
    return sha256(text.encode()).hexdigest() if text else ""
