"""The words around a document that the book knows: who writes, under whom, where, under which number, and who signs."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from soxa.documents.catalogue import SignerWords, bodies, head_words, signer_words
from soxa.documents.rules import LETTER, notation, number_line
from soxa.kernel.models import Spell
from soxa.kernel.paper.model import Head, Signature
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.org.models import Office

# the settings keep the names under which books have them already
SUPERIOR = declare(
    Preference(
        "reports.superior",
        gettext_lazy("Tên tổ chức đảng cấp trên, in trên đầu văn bản"),
        "",
        help=gettext_lazy("Ví dụ: ĐẢNG BỘ TỈNH SÔNG CẨM."),
    )
)
PLACE = declare(
    Preference(
        "reports.place",
        gettext_lazy("Địa danh ghi trước ngày, tháng của văn bản"),
        "",
        help=gettext_lazy("Để trống thì lấy tên xã, bỏ chữ “xã”, “phường”, “đặc khu”."),
    )
)
COMMUNE = "commune"
_KIND_WORDS = re.compile(r"^(xã|phường|đặc khu|thị trấn)\s+", re.IGNORECASE)
_PARTY_WORDS = re.compile(r"^(đảng bộ cơ sở|đảng bộ|đảng ủy|chi bộ cơ sở|chi bộ)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Signer:
    """Somebody who may sign for a body: his name, as what, and on whose behalf, one line under another."""

    name: str
    post: str
    authority: str = ""
    office_id: int | None = None

    def signature(self, note: str = "") -> Signature:
        """The signature as a paper has it; `note` stands where the hand signs."""
        return Signature(self.authority, self.post, self.name, note)


def head_of(unit_id: int, body: str, kind: str, on: date, *, given: str = "", drafter: str = "", day: date | None = None, about: str = "") -> Head:  # fmt: skip
    """The head of a paper of this body under the names of a day.

    `given`: number and symbol, empty before they are given ("…" stands there); `day`: the day it bears; `about`: what a
    letter is about, which has no title and says "V/v" instead.
    """
    side, words = bodies()[body].side, head_words()[body]
    names = {"unit": _bare(tree().name(unit_id, on)), "above": "", "superior": ""}
    up = tree().parent(unit_id, on)
    if up:
        names["above"] = _bare(tree().name(up, on))
    names["superior"] = superior(unit_id, on)
    return Head(
        superior=_lines(words.superior, names),
        issuer=_lines(words.issuer, names),
        number=number_line(side, given or notation(body, kind, None, drafter=drafter)),
        place=place(unit_id, on),
        day=day,
        side=side,
        about=f"V/v {about}" if kind == LETTER and about else "",
    )


def superior(unit_id: int, on: date) -> str:
    """The Party organisation above, as printed: as set, else by the unit that this one lies in; empty when unknown."""
    said = value_of(SUPERIOR, (unit_id,), on)
    if said:
        return str(said)
    up = tree().parent(unit_id, on)
    return f"ĐẢNG BỘ {tree().name(up, on)}".upper() if up else ""


def place(unit_id: int, on: date) -> str:
    """The place before the day: as set, else the commune's own name without the word for its kind."""
    around = [unit_id, *tree().ancestors(unit_id, on)]
    home = next((key for key in around if tree().nodes[key].kind == COMMUNE), unit_id)
    return str(value_of(PLACE, (unit_id, home), on) or _KIND_WORDS.sub("", tree().name(home, on)))


def signers_of(unit_id: int, body: str, on: date) -> list[Signer]:
    """Who may sign for a body on a day, the usual one first; a row whose office nobody holds stands without a name.

    The heads of a commune's rooms hold their offices in the rooms: those are looked at as well.
    """
    below = [node.id for node in tree().children(unit_id, on) if node.kind == "agency"]
    standing = Office.objects.filter(Spell.standing(on), unit_id__in=[unit_id, *below])
    held = list(standing.select_related("person").order_by("rank", "id"))
    found: dict[tuple[str, str, str], Signer] = {}
    for row in signer_words(body):
        authority = "\n".join(filter(None, (row.authority, row.instead_of)))
        offices = [one for one in held if _fits(one, row)]
        for one in offices:
            name = one.person.full_name
            found.setdefault((authority, row.post, name), Signer(name, row.post, authority, one.pk))
        if not offices:
            found[authority, row.post, ""] = Signer("", row.post, authority)
    return list(found.values())


def _fits(office: Office, row: SignerWords) -> bool:
    """Whether this office is the one of the row: by its code where it has one, else by a part of its title."""
    if row.office and office.code == row.office:
        return True
    return any(fold(part).startswith(row.titles) for part in office.title.split(","))


def _lines(words: str, names: dict[str, str]) -> str:
    return words.format(**names).upper().replace("|", "\n")


def _bare(name: str) -> str:
    return _PARTY_WORDS.sub("", name)
