"""Typed text as the blocks of a paper: plain lines, in which an office's own habits tell headings, points and lists."""

import re

from soxa.kernel.paper.model import Block, Bullets, Cell, Heading, Paragraph, Text

MOST_LETTERS = 60_000
_NUMERAL = re.compile(r"[IVXLC]+\.\s")
_NUMBERED = re.compile(r"\d{1,2}\.(\d{1,2}\.?)*\s")
_ARTICLE = re.compile(r"(Điều \d+\.)\s*(.*)")
_BULLET = re.compile(r"[-–•+]\s+(.*)")
_ADDRESSED = re.compile(r"Kính gửi\s*:", re.IGNORECASE)
_SENTENCE_ENDS = ".;:,!?…/"
_LONGEST_HEADING = 120


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a typed text: one for each line that is not empty.

    A line all in capitals is a heading in the middle, "I. …" a heading, "1. …" that does not end as a sentence a smaller
    one, "Điều 1." set bold, "- …" an item of a list, "Kính gửi: …" set in the middle; every other line is a paragraph.
    Nothing in it is read as markup.
    """
    made: list[Block] = []
    for line in (" ".join(one.split()) for one in text.splitlines()):
        if not line:
            continue
        if found := _BULLET.fullmatch(line):
            last = made[-1] if made else None
            before = last.items if isinstance(last, Bullets) else ()
            made[len(made) - bool(before) :] = [Bullets((*before, _plain(found[1])))]
        else:
            made.append(_block(line))
    return tuple(made)


def _block(line: str) -> Block:
    if _ADDRESSED.match(line):
        return Paragraph(_plain(line), centred=True)
    if line.isupper() and len(line) <= _LONGEST_HEADING and sum(map(str.isalpha, line)) > 1:
        return Heading(1, line)
    if _NUMERAL.match(line):
        return Heading(2, line)
    if _NUMBERED.match(line) and len(line) <= _LONGEST_HEADING and line[-1] not in _SENTENCE_ENDS:
        return Heading(3, line)
    if article := _ARTICLE.fullmatch(line):
        rest = (Text(f" {article[2]}"),) if article[2] else ()
        return Paragraph((Text(article[1], bold=True), *rest))
    return Paragraph(_plain(line))


def _plain(text: str) -> Cell:
    return (Text(text),)
