"""The list of documents: what may be asked by address, and one page of rows; the registers that stand open."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.catalogue import IN, OUT, PARTY, STATE, kinds
from soxa.documents.laying import Laying
from soxa.documents.models import DOMAINS, Document
from soxa.documents.registers import bodies_of
from soxa.documents.slugs import DIRECTIONS, SIDES
from soxa.kernel.access import sight_of
from soxa.kernel.units.tree import tree
from soxa.law.typed_day import typed_day

PAGE, SOON = 50, 7
_STATES = {
    OUT: {
        "dang-soan": (Document.DRAFT, Document.CHECKED, Document.APPROVED, Document.SIGNED),
        "cho-kiem-tra": (Document.DRAFT,),
        "cho-duyet": (Document.CHECKED,),
        "cho-ky": (Document.APPROVED,),
        "cho-cap-so": (Document.SIGNED,),
        "cho-phat-hanh": (Document.NUMBERED, Document.SEALED),
        "da-phat-hanh": (Document.ISSUED, Document.REPLACED),
        "thu-hoi-huy": (Document.RECALLED, Document.VOID),
    },
    IN: {
        "cho-vao-so": (Document.RECEIVED,),
        "cho-trinh": (Document.REGISTERED,),
        "cho-but-phe": (Document.PROPOSED,),
        "dang-giai-quyet": (Document.INSTRUCTED,),
        "da-xong": (Document.ANSWERED, Document.FILED),
    },
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; a value nobody knows is as if it were not there."""

    direction: str
    side: str = ""
    kind: str = ""
    state: str = ""
    q: str = ""
    since: date | None = None
    until: date | None = None
    late: bool = False
    soon: bool = False
    unlaid: bool = False
    trouble: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read from a query: chieu, ben, loai, muc, q, tu, den, han, trang."""
        page = query.get("trang", "1")
        direction = DIRECTIONS.get(query.get("chieu", ""), OUT)
        since, wrong = _day(query.get("tu", ""))
        until, wrong_too = _day(query.get("den", ""))
        state = query.get("muc", "")
        return cls(
            direction=direction,
            side=SIDES.get(query.get("ben", ""), ""),
            kind=query.get("loai", "") if query.get("loai", "") in _kind_codes() else "",
            state=state if state in _STATES[direction] else "",
            q=query.get("q", "").strip()[:120],
            since=since,
            until=until,
            late=query.get("han") == "qua" and direction == IN,
            soon=query.get("han") == "7-ngay" and direction == IN,
            unlaid=query.get("han") == "trinh" and direction == IN,
            trouble=wrong or wrong_too,
            page=min(int(page), 100_000) if page.isdecimal() and int(page[:6]) else 1,
        )

    @property
    def narrowed(self) -> bool:
        """Whether any condition but the direction is given."""
        return any(
            (
                self.side,
                self.kind,
                self.state,
                self.q,
                self.since,
                self.until,
                self.late,
                self.soon,
                self.unlaid,
            )
        )


def _kind_codes() -> set[str]:
    return {code for _side, code in kinds()}


def _day(text: str) -> tuple[date | None, str]:
    try:
        return (typed_day(text), "") if text.strip() else (None, "")
    except ValueError as error:
        return None, str(error)


def found(asked: Asked, reader: Any, today: date) -> Any:
    """Documents asked for in the reader's sight, newest first."""
    rows: Any = Document.objects.seen_by(reader).filter(direction=asked.direction)
    day = "issued_on" if asked.direction == OUT else "arrived_on"
    narrowed = {
        "side": asked.side,
        "kind": asked.kind,
        f"{day}__gte": asked.since,
        f"{day}__lte": asked.until,
    }
    rows = rows.filter(**{name: value for name, value in narrowed.items() if value})
    if asked.state:
        rows = rows.filter(state__in=_STATES[asked.direction][asked.state])
    if asked.late:
        rows = rows.filter(answer_due__lt=today, answered_on=None)
    if asked.soon:
        rows = rows.filter(answer_due__lte=today + timedelta(days=SOON), answered_on=None)
    if asked.unlaid:
        rows = rows.filter(Laying.of(today).late(today))
    if asked.q:
        # by the index's own key, so that it is walked from the newest and read no further than the page
        return rows.matching(asked.q).order_by("-found_by__document_id")
    return rows.order_by("-pk")


@dataclass(frozen=True)
class Page:
    """One page of the list; `total` is None where an exact total would be dear (more than one commune)."""

    rows: list[Document]
    number: int
    more: bool
    total: int | None

    @property
    def first(self) -> int:
        """Number of the first row shown."""
        return (self.number - 1) * PAGE + 1

    @property
    def last(self) -> int:
        """Number of the last row shown."""
        return self.first + len(self.rows) - 1


_SHOWN = (
    "unit_id", "side", "direction", "body", "kind", "state", "number", "notation", "abstract", "issued_on", "arrived_on",
    "author", "signer", "urgency", "secrecy", "circulation", "answer_due", "answered_on",
)  # fmt: skip


def page_of(asked: Asked, reader: Any, today: date) -> Page:
    """One page in one query; up to a commune a second one counts what does not fit on it."""
    start, wanted = (asked.page - 1) * PAGE, found(asked, reader, today)
    rows = list(wanted.only(*_SHOWN)[start : start + PAGE + 1])
    more, total = len(rows) > PAGE, None
    if countable(reader, today):
        whole = not more and (rows or not start)
        total = start + len(rows) if whole else wanted.order_by().count()
    return Page(rows[:PAGE], asked.page, more, total)


def countable(reader: Any, today: date) -> bool:
    """Whether an exact total is worth its price: up to a commune."""
    wide = any(sight_of(reader, domain).everything for domain in DOMAINS.values())
    return not wide or len(tree().of_kind("commune", today)) <= 1


def state_choices(direction: str) -> list[tuple[str, str]]:
    """(code, words) of the groups of states a list is narrowed by."""
    words = {
        "dang-soan": _("đang soạn, duyệt, ký"),
        "cho-kiem-tra": _("dự thảo, chờ kiểm tra"),
        "cho-duyet": _("đã kiểm tra, chờ duyệt"),
        "cho-ky": _("đã duyệt, chờ ký"),
        "cho-cap-so": _("đã ký, chờ cấp số"),
        "cho-phat-hanh": _("đã cấp số, chờ phát hành"),
        "da-phat-hanh": _("đã phát hành"),
        "thu-hoi-huy": _("đã thu hồi, hủy số"),
        "cho-vao-so": _("chờ vào sổ"),
        "cho-trinh": _("chờ trình"),
        "cho-but-phe": _("chờ bút phê"),
        "dang-giai-quyet": _("đang giải quyết"),
        "da-xong": _("đã trả lời, đã lưu"),
    }
    return [(code, words[code]) for code in _STATES[direction]]


def kind_choices(sides: list[str]) -> list[tuple[str, str]]:
    """(code, title) of kinds of document of these sides, each code once."""
    return list({one.code: one.title for one in kinds().values() if one.side in sides}.items())


def sides_of(reader: Any) -> list[str]:
    """The sides whose documents the reader may see."""
    return [
        side
        for side in (PARTY, STATE)
        if sight_of(reader, DOMAINS[side]).everything or sight_of(reader, DOMAINS[side]).units
    ]


def own_bodies(reader: Any, act: str) -> dict[str, tuple[str, int]]:
    """By code of a body: its title and its unit, for the bodies in whose books the reader may do this act."""
    sides = sides_of(reader)
    found: dict[str, tuple[str, int]] = {}
    for held in reader.held_offices():
        for side in sides if held.role.may(act) else ():
            if DOMAINS[side] in held.role.domains:
                for code, title in bodies_of(held.unit_id, side):
                    found.setdefault(code, (title, held.unit_id))
    return found
