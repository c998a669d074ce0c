"""Reconciliations and their differences as pages and papers show them; what is private is never shown, only that it differs."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from soxa.kernel.sealed import open_text
from soxa.kernel.units.tree import tree
from soxa.party.reconciling.columns import NATIONAL, PRIVATE
from soxa.party.reconciling.comparing import ELSEWHERE, GONE, PURPOSE, UNSURE, as_text
from soxa.party.reconciling.flow import NOT_CORRECTED
from soxa.party.reconciling.models import Difference, Reconciliation
from soxa.party.rules import card_text

SIZE = 50
HELD = "(niêm kín)"


@dataclass(frozen=True)
class Row:
    """One difference in words: who, where, the field, what the book and the export say, and what was decided."""

    pk: int
    name: str
    member_id: int | None
    cell: str
    field: str
    ours: str
    theirs: str
    place: str
    note: str
    answer: str
    answered: str
    reason: str
    corrected: bool


def rows_of(differences: Iterable[Difference], on: Any) -> list[Row]:
    """Differences in words; `differences` come with their members and people."""
    return [_row(one, on) for one in differences]


def with_people(differences: Any) -> Any:
    """In the order of names, with what `rows_of` asks."""
    return differences.select_related("member__person").order_by("name_key", "pk")


def _row(one: Difference, on: Any) -> Row:
    who = _who(one)
    ours = theirs = ""
    if one.sort == Difference.DIFFERS:
        ours, theirs = _ours(one, on), _theirs(one)
    elif one.sort == Difference.THERE:
        theirs = ", ".join(filter(None, (who.get("born"), _card(who, on), who.get("cell"))))
    else:
        ours = _known(one, on)
    return Row(
        one.pk,
        who["full_name"],
        one.member_id,
        tree().name(one.unit_id, on),
        NATIONAL[one.field].title if one.field else "",
        ours,
        theirs,
        one.place,
        note_words(one.note),
        one.answer,
        str(one.get_answer_display()),
        one.reason,
        one.field not in NOT_CORRECTED,
    )


def _who(one: Difference) -> dict[str, str]:
    if one.sort == Difference.THERE:
        told: dict[str, str] = json.loads(open_text(one.theirs, PURPOSE))
        return told
    return {"full_name": one.member.person.full_name if one.member else ""}


def _card(who: dict[str, str], on: Any) -> str:
    return _("thẻ {card}").format(card=card_text(who["card_no"], on)) if who.get("card_no") else ""


def _known(one: Difference, on: Any) -> str:
    member = one.member
    if member is None:
        return ""
    born = member.person.born.text() if member.person.born else ""
    card = _("thẻ {card}").format(card=card_text(member.card_no, on)) if member.card_no else ""
    return ", ".join(filter(None, (born, card)))


def _ours(one: Difference, on: Any) -> str:
    if one.field in PRIVATE:
        return HELD
    if one.field == "cell":
        return tree().name(one.unit_id, on)
    member = one.member
    assert member is not None  # noqa: S101 – only who is in the book differs
    holder: Any = member.person if hasattr(member.person, one.field) else member
    value = getattr(holder, one.field)
    return _shown(one.field, as_text(value) if value else "", on)


def _theirs(one: Difference) -> str:
    if one.field in PRIVATE:
        return HELD
    return _shown(one.field, open_text(one.theirs, PURPOSE), one.reconciliation.on)


def _shown(field: str, text: str, on: Any) -> str:
    if field == "card_no" and text:
        return card_text(text, on)
    if field == "sex":
        return {"F": _("Nữ"), "M": _("Nam")}.get(text, text)
    return text or "–"


def note_words(note: str) -> str:
    """Why a person of the export is not counted here."""
    return {
        GONE: _("Sổ ghi không còn sinh hoạt"),
        ELSEWHERE: _("Sổ ghi đang ở tổ chức đảng khác"),
        UNSURE: _("Trùng một phần với người trong sổ, cần xem lại số thẻ, CCCD"),
    }.get(note, "")


def tallies(found: Reconciliation, seen: Any) -> dict[str, tuple[int, int]]:
    """sort → (all, still waiting), of what the reader sees."""
    rows = seen.filter(reconciliation=found).order_by().values_list("sort")
    counted = rows.annotate(every=Count("pk"), waiting=Count("pk", filter=Q(answer="")))
    told = {sort: (every, waiting) for sort, every, waiting in counted}
    return {sort: told.get(sort, (0, 0)) for sort, _title in Difference.SORTS}


def by_field(found: Reconciliation, seen: Any) -> list[tuple[str, str, int]]:
    """(field, title, still waiting) of the facts that differ."""
    rows = seen.filter(reconciliation=found, sort=Difference.DIFFERS, answer="").order_by()
    counted = dict(rows.values_list("field").annotate(Count("pk")))
    return [(name, NATIONAL[name].title, counted[name]) for name in NATIONAL.names if name in counted]


def latest(reader: Any) -> list[Reconciliation]:
    """The latest reconciliations inside the reader's sight, each with `waiting`, the differences still to settle."""
    rows: Any = Reconciliation.objects.seen_by(reader)
    waiting = Count("differences", filter=Q(differences__answer=""))
    return list(rows.annotate(waiting=waiting).order_by("-pk")[:30])
