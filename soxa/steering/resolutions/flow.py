"""Resolutions are written down with their tasks, and put right."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.documents.models import Document
from soxa.kernel.access import Actor
from soxa.kernel.flow import Refused, all_or_nothing, correct, record, reference
from soxa.kernel.models import Entry
from soxa.kernel.page import day_text
from soxa.kernel.units.tree import tree
from soxa.steering.resolutions.adopting import adopted_at
from soxa.steering.resolutions.chains import makes_cycle
from soxa.steering.resolutions.models import Article, Resolution

WRITE = "steering.write"


def _must(actor: Actor) -> None:
    if not actor.may(WRITE):
        raise Refused(_("Chức vụ hiện nay của đồng chí không làm được việc này."))


def _document(unit_id: int, symbol: str) -> int | None:
    """The document of the unit's registers that bears the symbol, where there is exactly one."""
    if not symbol:
        return None
    found = Document.objects.filter(unit_id=unit_id, notation=symbol).values_list("pk", flat=True)[:2]
    return found[0] if len(found) == 1 else None


def _fit(unit_id: int, above: int | None, today: date, *, key: int | None = None) -> None:
    """Refused in words for a text that would stand above itself, or one of a unit beside or below; the texts are held meanwhile."""
    if above is None:
        return
    rows = Resolution.objects.select_for_update().order_by("pk")
    parents = dict(rows.values_list("pk", "above_id"))
    parent = Resolution.objects.filter(pk=above).first()
    if parent is None or parent.unit_id not in tree().ancestors(unit_id, today):  # type: ignore[attr-defined]
        raise Refused(_("Văn bản được thực hiện phải của đơn vị này hoặc của cấp trên."))
    if key is not None and makes_cycle(key, above, parents):
        raise Refused(_("Văn bản này đang đứng trên văn bản vừa chọn; chọn như vậy thì thành vòng."))


def _adopted(unit_id: int, meeting: int | None, on: date) -> None:
    """Refused in words for a meeting of another unit, one that was not held, or held after the text was issued."""
    if meeting is not None and not adopted_at(unit_id, on).filter(pk=meeting).exists():
        raise Refused(
            _(
                "Cuộc họp thông qua phải là cuộc họp của chính đơn vị này, đã họp không sau ngày {day}."
            ).format(day=day_text(on))
        )


def _columns(unit_id: int, facts: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in facts.items() if name != "articles"}
    told["above_id"], told["meeting_id"] = told.pop("above"), told.pop("meeting", None)
    return {**told, "document_id": _document(unit_id, told["symbol"])}


def new(unit_id: int, facts: dict[str, Any], actor: Actor, *, today: date) -> Resolution:
    """Write down a resolution with its tasks. Refused in words."""
    _must(actor)
    with all_or_nothing():
        _fit(unit_id, facts["above"], today)
        _adopted(unit_id, facts.get("meeting"), facts["adopted_on"])
        made = Resolution(unit_id=unit_id, **_columns(unit_id, facts))
        made.save(force_insert=True)
        about = {"kind": made.kind, "adopted_on": made.adopted_on, "articles": len(facts["articles"])}
        made.entry = record(
            ("resolution", "new"), reference(made), actor, on=today, unit_id=unit_id, facts=about
        )
        made.save(update_fields=["entry"])
        _articles(made, facts["articles"], made.entry)
    return made


def _articles(of: Resolution, texts: list[str], entry: Entry) -> None:
    rows = [Article(resolution=of, number=number, text=text) for number, text in enumerate(texts, start=1)]
    Article.objects.loaded(rows, entry)


def mend(one: Resolution, facts: dict[str, Any], actor: Actor, *, basis: str, today: date) -> None:
    """Put right what is said of a resolution, its tasks line by line, with the basis. Refused in words."""
    _must(actor)
    unit_id: int = one.unit_id  # type: ignore[attr-defined]
    with all_or_nothing():
        _fit(unit_id, facts["above"], today, key=one.pk)
        _adopted(unit_id, facts.get("meeting"), facts["adopted_on"])
        columns = _columns(unit_id, facts)
        held = {row.number: row for row in Article.objects.select_for_update().filter(resolution=one)}
        texts = dict(enumerate(facts["articles"], start=1))
        if len(texts) < len(held):
            raise Refused(_("Không bớt được nhiệm vụ đã ghi; ghi rõ vào dòng ấy rằng nhiệm vụ không còn."))
        changed = {name: value for name, value in columns.items() if getattr(one, name) != value}
        mended = [
            (held[number], text)
            for number, text in texts.items()
            if number in held and held[number].text != text
        ]
        added = [text for number, text in texts.items() if number not in held]
        if not (changed or mended or added):
            raise Refused(_("Không có gì thay đổi so với dữ liệu đang có trong sổ."))
        if changed:
            correct(one, changed, actor, basis=basis, unit_id=unit_id)
        for row, text in mended:
            correct(row, {"text": text}, actor, basis=basis, unit_id=unit_id, about=one)
        if added:
            about = {"articles": len(added), "basis": basis}
            entry = record(
                ("resolution", "articles"), reference(one), actor, on=today, unit_id=unit_id, facts=about
            )
            rows = [
                Article(resolution=one, number=number, text=text)
                for number, text in enumerate(added, start=len(held) + 1)
            ]
            Article.objects.loaded(rows, entry)
