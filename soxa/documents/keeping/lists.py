"""Which plan a page shows, and which files have come to a day: still open after their year, to hand in, out of their term."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from soxa.documents.keeping.models import Folder
from soxa.documents.keeping.plan import Shelf, counted, hand_in_day, last_day_kept
from soxa.documents.lists import sides_of
from soxa.documents.models import DOMAINS
from soxa.documents.slugs import SIDES
from soxa.kernel.access import sight_of
from soxa.kernel.page import day_text
from soxa.kernel.preferences import Preference, declare, value_of
from soxa.kernel.units.tree import tree
from soxa.law.acts import ARCHIVES

HAND_IN_YEARS = declare(
    Preference(
        "documents.hand_in_years",
        gettext_lazy("Số năm phải nộp hồ sơ vào lưu trữ cơ quan, tính từ năm kết thúc công việc"),
        1,
        kind="number",
        help=gettext_lazy("Hạn là ngày 31/12 của năm sau cùng. Bên Đảng theo hướng dẫn riêng của cấp trên."),
        cite=ARCHIVES.at(""),
        confirmed=False,
    )
)


def shelf_of(query: Mapping[str, str], reader: Any, today: date) -> Shelf | None:
    """The plan that the address asks for (ben, nam, don-vi) in the reader's sight; None for who sees no papers."""
    sides = sides_of(reader)
    if not sides:
        return None
    asked = SIDES.get(query.get("ben", ""), "")
    side = asked if asked in sides else sides[0]
    year = query.get("nam", "")
    number = int(year) if year.isdecimal() and len(year) == 4 and 1945 <= int(year) <= today.year + 1 else today.year  # fmt: skip
    return Shelf(_unit(query.get("don-vi", ""), reader, side), side, number)


def _unit(code: str, reader: Any, side: str) -> int:
    domain = DOMAINS[side]
    asked = tree().codes.get(code)
    if asked is not None and asked in sight_of(reader, domain):
        return asked
    return next(held.unit_id for held in reader.held_offices() if domain in held.role.domains)


def years_of(shelf: Shelf, today: date) -> list[int]:
    """Years that have a plan, the present one, and from November on the next, the newest first."""
    rows = Folder.objects.filter(unit_id=shelf.unit_id, side=shelf.side).order_by()
    ahead = today.year + (today.month >= 11)
    return sorted(
        {today.year, ahead, shelf.year, *rows.values_list("year", flat=True).distinct()}, reverse=True
    )


@dataclass(frozen=True)
class Due:
    """A file that has come to a day: which one, and how it stands, in a light and words."""

    folder: Folder
    on: date
    level: str
    words: str


@dataclass(frozen=True)
class DueLists:
    """The three lists; each by its day, the earliest first."""

    open_still: list[Due]
    hand_in: list[Due]
    ended: list[Due]

    def __bool__(self) -> bool:
        return bool(self.open_still or self.hand_in or self.ended)


def due_lists(reader: Any, today: date) -> DueLists:
    """Files in sight that have come to a day by `today`: one question. To hand in: from the first day of the last year on."""
    years = value_of(HAND_IN_YEARS, on=today)
    past = Q(state=Folder.OPEN, year__lt=today.year) | Q(state=Folder.CLOSED) | Q(
        state=Folder.HANDED, keep_years__isnull=False
    )  # fmt: skip
    open_still, hand_in, ended = [], [], []
    for one in counted(Folder.objects.seen_by(reader).filter(past)).order_by("year", "side", "place", "code"):
        last, hand = last_day_kept(one), hand_in_day(one, years)
        if one.state == Folder.OPEN:
            open_still.append(Due(one, date(one.year, 12, 31), "warn", _("chưa kết thúc")))
        elif last and last < today:
            ended.append(Due(one, last, "warn", _("hết thời hạn lưu")))
        elif hand and date(hand.year, 1, 1) <= today:
            late = hand < today
            words = _("quá hạn nộp lưu") if late else _("nộp lưu đến {day}").format(day=day_text(hand))
            hand_in.append(Due(one, hand, "bad" if late else "warn", words))
    return DueLists(*(sorted(each, key=lambda due: due.on) for each in (open_still, hand_in, ended)))
