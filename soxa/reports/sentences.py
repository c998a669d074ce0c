"""How a report is written down before it has numbers: parts, items, sentences with the codes of figures, places for words.

In a sentence `{code}` is a figure as a sentence prints it, `{code|view}` another view of the same reading (see
`readings.VIEWS`), and `[…]` a piece left out when nothing in it occurred. Clauses are joined by "; ".
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from soxa.kernel.paper.model import Number, Run, Text

_TOKEN = re.compile(r"\{(?P<code>[a-z0-9_.]+)(?:\|(?P<view>[a-z_]+))?\}")
_PIECE = re.compile(r"\[([^\]]*)\]")


@dataclass(frozen=True)
class Part:
    """The title of a part (level 1) or a chapter (level 2)."""

    title: str
    level: int = 1


@dataclass(frozen=True)
class Sentence:
    """Clauses joined by "; ", each left out when nothing in it occurred; with `always` every clause stays."""

    clauses: tuple[str, ...]
    lead: str = ""
    always: bool = False


@dataclass(frozen=True)
class Place:
    """Words that a person writes; `before` stands in front of them and goes when they are left unwritten.

    `title` is the label of its item, for the list of places beside the paper.
    """

    key: str
    prompt: str
    before: str = ""
    title: str = ""


@dataclass(frozen=True)
class Listing:
    """A table or a list that the book writes from its rows; `key` names it, see `reports.listings`."""

    key: str


@dataclass(frozen=True)
class Item:
    """One paragraph under an italic label ("2. Tổ chức, cán bộ, đảng viên."); `label` may be empty.

    As a `chapter` its label is a heading of its own.
    """

    label: str
    told: tuple[Sentence | Place | Listing, ...] = ()
    chapter: bool = False


Told = Part | Item


class Numbers(Protocol):
    """What a sentence asks for its numbers."""

    def number(self, code: str, view: str) -> Run:
        """The run printed for a figure."""

    def occurred(self, code: str, view: str) -> bool:
        """Whether there is anything to say: something counted, or a value reported."""

    def tellable(self, code: str, view: str) -> bool:
        """Whether this view of the figure can be told at all."""


def codes_in(told: tuple[Told, ...]) -> list[str]:
    """Codes of every figure the sentences name, each once, in the order of reading."""
    sentences = [
        one for item in told if isinstance(item, Item) for one in item.told if isinstance(one, Sentence)
    ]
    found = [code for one in sentences for clause in one.clauses for code, _view in tokens(clause)]
    return list(dict.fromkeys(found))


def places_in(told: tuple[Told, ...]) -> list[Place]:
    """Every place where a person writes, in the order of reading."""
    items = [item for item in told if isinstance(item, Item)]
    return [
        replace(one, title=item.label.rstrip("."))
        for item in items
        for one in item.told
        if isinstance(one, Place)
    ]


def tokens(text: str) -> list[tuple[str, str]]:
    """(code, view) of every figure named in a text."""
    return [(found["code"], found["view"] or "") for found in _TOKEN.finditer(text)]


def spoken(sentence: Sentence, numbers: Numbers) -> tuple[Run, ...]:
    """The runs of a sentence, full stop included; nothing when no clause of it has anything to say."""
    clauses = [
        run for clause in sentence.clauses if (run := _clause(clause, numbers, always=sentence.always))
    ]
    if not clauses:
        return ()
    runs: list[Run] = [Text(sentence.lead)] if sentence.lead else []
    for index, clause in enumerate(clauses):
        runs += [Text("; "), *clause] if index else clause
    return joined(_capital([*runs, Text(".")]))


def _clause(clause: str, numbers: Numbers, *, always: bool) -> list[Run]:
    inside = tokens(_PIECE.sub("", clause))
    if not always and inside and not _worth_saying(inside, numbers):
        return []
    kept = _PIECE.sub(_kept(numbers), clause)
    return list(_runs(kept, numbers))


def _worth_saying(inside: list[tuple[str, str]], numbers: Numbers) -> bool:
    """Something in the clause occurred, and every special view that it takes can be told."""
    viewed = all(numbers.tellable(*one) for one in inside if one[1])
    return viewed and any(numbers.occurred(*one) for one in inside)


def _kept(numbers: Numbers) -> Callable[[re.Match[str]], str]:
    def piece(found: re.Match[str]) -> str:
        named = tokens(found[1])
        return found[1] if any(numbers.occurred(*one) for one in named) else ""

    return piece


def _runs(text: str, numbers: Numbers) -> Iterator[Run]:
    at = 0
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            yield Text(text[at : found.start()])
        yield numbers.number(found["code"], found["view"] or "")
        at = found.end()
    if at < len(text):
        yield Text(text[at:])


def _capital(runs: list[Run]) -> list[Run]:
    first = runs[0]
    if isinstance(first, Text):
        return [Text(first.text[:1].upper() + first.text[1:], first.bold, first.italic), *runs[1:]]
    return runs


def joined(runs: list[Run]) -> tuple[Run, ...]:
    """The runs with neighbouring plain texts made one."""
    whole: list[Run] = []
    for run in runs:
        last = whole[-1] if whole else None
        if (
            isinstance(run, Text)
            and isinstance(last, Text)
            and (run.bold, run.italic) == (last.bold, last.italic)
        ):
            whole[-1] = Text(last.text + run.text, run.bold, run.italic)
        else:
            whole.append(run)
    return tuple(whole)


def plain(runs: tuple[Run, ...]) -> str:
    """The words of runs without their marks."""
    return "".join(run.text for run in runs if isinstance(run, Text | Number))
