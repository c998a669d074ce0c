"""Two texts of one document side by side: drafts written in the book, files of a draft, the signed paper."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from soxa.documents.models import Document, DocumentFile, Version
from soxa.documents.search import MOST_LETTERS
from soxa.documents.text_inside import PDF, may_have_words, text_of
from soxa.kernel import files

SAME, GONE, NEW = "same", "gone", "new"
MOST_PARTS = 3000  # of each text; what lies beyond is not compared, and said so
MOST_WORDS = 1500  # of a changed part: a longer one is shown as taken out and put in whole
MOST_ALIGNED = (
    2500  # pairs looked at within one changed stretch; beyond, parts are not put beside one another
)
ALIKE = 0.4
_ROLES = (DocumentFile.DRAFT, DocumentFile.ISSUED, DocumentFile.SIGNED, DocumentFile.SCAN)
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")


@dataclass(frozen=True)
class Side:
    """One text that can be compared: a version with the files made of it, or a file by itself."""

    key: str
    title: str
    files: tuple[DocumentFile, ...]
    version: Version | None = None


@dataclass(frozen=True)
class Pair:
    """A part of both texts: runs of (SAME, GONE or NEW, words) before and after; one is empty where there is no other."""

    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]

    @property
    def same(self) -> bool:
        """Whether nothing was changed in this part."""
        return self.before == self.after


@dataclass(frozen=True)
class Comparison:
    """The parts of two texts in their order; `cut` when they were too long to be compared to their ends."""

    pairs: tuple[Pair, ...]
    cut: bool

    @property
    def changed(self) -> int:
        """How many parts differ."""
        return sum(not one.same for one in self.pairs)


def has_words(kept: DocumentFile) -> bool:
    """Whether a file of a document is one of its texts, and holds words: a scan does not."""
    return kept.role in _ROLES and may_have_words(kept.media_type) and bool(kept.text)


def sides_of(document: Document) -> list[Side]:
    """The texts of a document that can be compared, in the order in which they came; two questions."""
    if document.is_secret:
        return []
    held = [one for one in document.files.all() if has_words(one)]
    versions = {one.entry_id: one for one in Version.objects.filter(document=document)}
    made: dict[int | None, list[DocumentFile]] = {}
    for one in held:
        if one.entry_id in versions:
            made.setdefault(one.entry_id, []).append(one)
    found = [
        (own[0].pk, _written(version, tuple(own)))
        for key, version in versions.items()
        if (own := made.get(key))
    ]
    found += [(one.pk, _file(one)) for one in held if one.entry_id not in versions]
    return [side for _pk, side in sorted(found, key=lambda each: each[0])]


def _written(version: Version, own: tuple[DocumentFile, ...]) -> Side:
    title = _("Lần thảo {number}, {author}").format(number=version.number, author=version.author)
    return Side(f"lan-{version.number}", title, own, version)


def _file(kept: DocumentFile) -> Side:
    title = _("{name} ({role})").format(name=kept.name, role=kept.get_role_display())
    return Side(f"tep-{kept.pk}", title, (kept,))


def compared_sides(before: Side, after: Side) -> Comparison:
    """Both texts compared. What was typed in the book is held against what was typed; else the words of their files.

    A PDF knows lines but no paragraphs: where one takes part, both are read as running text and parted at sentences.
    FileNotFoundError when a file's bytes are gone, ValueError when they were altered.
    """
    if before.version and after.version:
        return compared(typed(before.version), typed(after.version))
    flowing = any(_only_pdf(one) for one in (before, after))
    return compared(_inside(before, flowing=flowing), _inside(after, flowing=flowing), flowing=flowing)


def typed(version: Version) -> str:
    """A version as text: what it is about, what was typed, where it goes, who signs."""
    signs = [version.authority, version.post, version.name]
    return "\n".join([version.abstract, version.text, version.recipients, *signs])


def _only_pdf(side: Side) -> bool:
    return all(one.media_type == PDF for one in side.files)


def _inside(side: Side, *, flowing: bool) -> str:
    wanted = [one for one in side.files if (one.media_type == PDF) is flowing] or list(side.files)
    return text_of(files.fetch(wanted[-1].digest), wanted[-1].media_type)


def compared(before: str, after: str, *, flowing: bool = False) -> Comparison:
    """Two texts part by part, and the changed parts word by word; `flowing` takes sentences for parts, else lines."""
    old, new = _parts(before, flowing=flowing), _parts(after, flowing=flowing)
    cut = max(len(old), len(new)) > MOST_PARTS
    cut = cut or max(len(before), len(after)) >= MOST_LETTERS
    return Comparison(tuple(_pairs(old[:MOST_PARTS], new[:MOST_PARTS])), cut)


def _parts(text: str, *, flowing: bool) -> list[str]:
    plain = unicodedata.normalize("NFC", text).replace("\u200b", "")
    lines = _SENTENCE.split(" ".join(plain.split())) if flowing else plain.splitlines()
    return [part for line in lines if (part := " ".join(line.split()))]


def _pairs(old: list[str], new: list[str]) -> Iterator[Pair]:
    for what, at, to, over, until in SequenceMatcher(None, old, new).get_opcodes():
        if what == "equal":
            yield from (Pair(((SAME, one),), ((SAME, one),)) for one in old[at:to])
            continue
        for one, other in _aligned(old[at:to], new[over:until]):
            yield _words(one, other)


def _aligned(gone: list[str], come: list[str]) -> list[tuple[str, str]]:
    """Changed parts put beside those that they became: the ones most alike, in their order; "" beside what has no other."""
    if len(gone) * len(come) > MOST_ALIGNED:
        return [*((one, "") for one in gone), *(("", one) for one in come)]
    like = [[_likeness(one, other) for other in come] for one in gone]
    best = [[0.0] * (len(come) + 1) for _row in range(len(gone) + 1)]
    for at in reversed(range(len(gone))):
        for over in reversed(range(len(come))):
            together = like[at][over] and like[at][over] + best[at + 1][over + 1]
            best[at][over] = max(together, best[at + 1][over], best[at][over + 1])
    made, at, over = [], 0, 0
    while at < len(gone) and over < len(come):
        if like[at][over] and best[at][over] == like[at][over] + best[at + 1][over + 1]:
            made.append((gone[at], come[over]))
            at, over = at + 1, over + 1
        elif best[at][over] == best[at + 1][over]:
            made.append((gone[at], ""))
            at += 1
        else:
            made.append(("", come[over]))
            over += 1
    return [*made, *((one, "") for one in gone[at:]), *(("", one) for one in come[over:])]


def _likeness(one: str, other: str) -> float:
    """What share of their words two parts have in common; 0 below ALIKE."""
    words, others = Counter(one.split()), Counter(other.split())
    share = 2 * (words & others).total() / (words.total() + others.total())
    return share if share >= ALIKE else 0.0


def _words(one: str, other: str) -> Pair:
    old, new = one.split(), other.split()
    if not old or not new:
        return Pair(((GONE, one),) if old else (), ((NEW, other),) if new else ())
    if max(len(old), len(new)) > MOST_WORDS:
        return Pair(((GONE, one),), ((NEW, other),))
    steps = SequenceMatcher(None, old, new).get_opcodes()
    return Pair(
        tuple(_runs((what, GONE, old[at:to]) for what, at, to, _over, _until in steps)),
        tuple(_runs((what, NEW, new[over:until]) for what, _at, _to, over, until in steps)),
    )


def _runs(steps: Iterable[tuple[str, str, list[str]]]) -> Iterator[tuple[str, str]]:
    return ((SAME if what == "equal" else mark, " ".join(words)) for what, mark, words in steps if words)
