"""The pieces a meeting's paper is written of: words that the record gives and nobody types over, and parts that a person writes beside it."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from soxa.documents.typed import blocks_of
from soxa.kernel.paper.model import Block, Bullets, Heading, Number, Paragraph, Run, Text
from soxa.kernel.paper.record import printable
from soxa.kernel.refusal import Refused
from soxa.law.numbers import in_sentence

MOST_LETTERS = 8000
HEAD, POINT, LINE, ITEM, PART = "head", "point", "line", "item", "part"
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Piece:
    """One line of a paper. `sort`: a heading, a numbered point, a line, an item of a list – given by the record – or a part.

    Of a part: `code`, what it is called, the text the record proposes, the text that stands, the version it is, and whether
    the record beside it changed since it was written.
    """

    sort: str
    runs: tuple[Run, ...] = ()
    code: str = ""
    title: str = ""
    proposed: str = ""
    text: str = ""
    version: int = 0
    basis: str = ""
    stale: bool = False
    empty: str = ""

    @property
    def words(self) -> str:
        """The words of a piece that the record gives."""
        return "".join(getattr(run, "text", "") for run in self.runs)


def head(words: str) -> Piece:
    """A heading of the paper."""
    return Piece(HEAD, (Text(words),))


def point(words: str) -> Piece:
    """A numbered point."""
    return Piece(POINT, (Text(words),))


def item(words: str) -> Piece:
    """A line of a list."""
    return Piece(ITEM, (Text(words),))


class Typed(str):
    """Words that a person typed: they stand in a line as they are, and are no number of the record."""

    __slots__ = ()


def line(words: str, numbers: Mapping[str, int | str] | None = None, meeting_id: int = 0) -> Piece:
    """A line in which each {name} is a number of the record, leading to the meeting it was counted from, or Typed words.

    Without numbers the words stand as they are: what a person typed is never read for names.
    """
    return Piece(LINE, (Text(words),) if numbers is None else tuple(_runs(words, numbers, meeting_id)))


def _runs(words: str, numbers: Mapping[str, int | str], meeting_id: int) -> Iterable[Run]:
    for at, text in enumerate(_PLACE.split(words)):
        if at % 2 == 0:
            if text:
                yield Text(text)
        elif isinstance(value := numbers[text], Typed):
            yield Text(str(value))
        else:
            shown = in_sentence(value) if isinstance(value, int) else value
            yield Number(f"meeting.{text}", shown, reverse("meeting", args=[meeting_id]))


def part(code: str, title: str, proposed: str = "", *, beside: str = "", empty: str = "") -> Piece:
    """A part that a person may write; `beside` is what of the record it tells, `empty` what is printed when nothing is written."""
    basis = sha256(f"{proposed}\n{beside}".encode()).hexdigest()[:40]
    return Piece(PART, code=code, title=title, proposed=proposed, text=proposed, basis=basis, empty=empty)


def with_words(pieces: Iterable[Piece], written: Mapping[str, Any]) -> list[Piece]:
    """The pieces with what was written last in each part."""
    found = []
    for one in pieces:
        said = written.get(one.code) if one.sort == PART else None
        found.append(
            replace(one, text=said.text, version=said.number, stale=said.basis != one.basis) if said else one
        )
    return found


def blocks(pieces: Iterable[Piece]) -> tuple[Block, ...]:
    """The blocks of the paper."""
    made: list[Block] = []
    sort = ""
    for one in pieces:
        if one.sort == HEAD:
            made.append(Heading(2, one.words))
        elif one.sort == ITEM:
            last = made[-1] if made else None
            before = last.items if isinstance(last, Bullets) else ()
            made[len(made) - bool(before) :] = [Bullets((*before, one.runs))]
        elif one.sort == PART:
            told, above = _written(one), made[-1] if made else None
            if told and sort == POINT and isinstance(above, Paragraph):
                made[-1] = replace(above, kept=True)
            made += told
        else:
            made.append(Paragraph(one.runs))
        sort = one.sort
    return tuple(made)


def _written(one: Piece) -> list[Block]:
    text = one.text.strip() or one.empty
    return list(blocks_of(text)) if text else []


def numbered(start: int = 1) -> Callable[[], int]:
    """Numbers of points, one after another."""
    count = [start - 1]

    def following() -> int:
        count[0] += 1
        return count[0]

    return following


def changed_words(
    parts: Mapping[str, Piece], texts: Mapping[str, str], after: Mapping[str, int]
) -> dict[str, str]:
    """The texts that say something else than the parts do, by code; `after`: the version each was written from.

    Refused in words for a part there is none of, too long a text, and where another hand wrote the same part meanwhile.
    """
    changed = {}
    for code, given in texts.items():
        one = parts.get(code)
        if one is None:
            raise Refused(_("Văn bản không có mục này; mở lại trang rồi viết."))
        text = printable(given).strip()
        if len(text) > MOST_LETTERS:
            raise Refused(_("Mục “{title}” dài quá {most} chữ.").format(title=one.title, most=MOST_LETTERS))
        if text == one.text.strip() and not one.stale:
            continue
        if one.version != after.get(code, 0):
            raise Refused(
                _("Trong lúc đồng chí viết, người khác đã sửa mục “{title}”. Chép lời của mình ra, mở lại trang rồi viết tiếp.").format(title=one.title)
            )  # fmt: skip
        changed[code] = text
    return changed
