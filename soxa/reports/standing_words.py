"""The words around a report that the book knows: who writes, under whom, where, under which number, and who signs."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy

from soxa.documents.catalogue import PARTY
from soxa.documents.rules import number_line
from soxa.kernel.paper.model import Head, Signature
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.words import fold
from soxa.org.models import Office

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

AUTHORITY = "T/M BAN THƯỜNG VỤ"
SECRETARY, DEPUTY = "secretary", "deputy_secretary"
POSTS = {SECRETARY: "BÍ THƯ", DEPUTY: "PHÓ BÍ THƯ"}
_KIND_WORDS = re.compile(r"^(xã|phường|đặc khu|thị trấn)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Signer:
    """Somebody who may sign for the standing committee, and as what."""

    name: str
    post: str
    office_id: int | None = None


def head_of(unit_id: int, on: date, notation: str, *, signed: bool) -> Head:
    """The head of a paper of this unit's Party committee, under the names of that day; "Số …-BC/ĐU" before it is numbered."""
    name = tree().name(unit_id, on)
    return Head(
        superior=superior(unit_id, on),
        issuer=f"ĐẢNG ỦY {name}".upper(),
        number=number_line(PARTY, notation or "…-BC/ĐU"),
        place=value_of(PLACE, (unit_id,), on) or _KIND_WORDS.sub("", name),
        day=on if signed else None,
    )


def superior(unit_id: int, on: date) -> str:
    """The Party organisation above, as printed: as set, else by the province the unit lies in; empty when unknown."""
    said = value_of(SUPERIOR, (unit_id,), on)
    if said:
        return str(said)
    up = tree().parent(unit_id, on)
    return f"ĐẢNG BỘ {tree().name(up, on)}".upper() if up else ""


def signers(unit_id: int, on: date) -> list[Signer]:
    """Who may sign on a day: the secretary first, then the deputies."""
    found = [(post_of(office), office) for office in Office.of_unit(unit_id, on)]
    return [
        Signer(office.person.full_name, post, office.pk)
        for post in POSTS.values()
        for here, office in found
        if here == post
    ]


def signer_in(unit_id: int, on: date, office_id: int | None) -> Signer:
    """The holder of an office who may sign on a day; a nameless secretary when there is none."""
    found = [one for one in signers(unit_id, on) if one.office_id == office_id]
    return found[0] if found else Signer("", POSTS[SECRETARY])


def post_of(office: Office) -> str:
    """As what the holder of an office of the Party committee signs; empty when he does not."""
    if office.code in POSTS:
        return POSTS[office.code]
    title = fold(office.title)
    if title.startswith("bi thu dang uy"):
        return POSTS[SECRETARY]
    return POSTS[DEPUTY] if title.startswith("pho bi thu") else ""


def signature_of(unit_id: int, on: date, name: str, post: str) -> Signature:
    """The signature: of the one named, else of the secretary that day."""
    standing = signers(unit_id, on) if not name else []
    first = standing[0] if standing else Signer(name, post or POSTS[SECRETARY])
    return Signature(AUTHORITY, first.post, first.name, note="(chữ ký số)")
