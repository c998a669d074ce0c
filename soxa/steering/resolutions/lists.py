"""Resolutions as pages show them: what stands in force, the chain above and below one, the targets it set."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from soxa.documents.models import Document
from soxa.kernel.units.tree import tree
from soxa.steering.resolutions.chains import chain
from soxa.steering.resolutions.models import Resolution
from soxa.steering.targets.lists import Rows, board


@dataclass(frozen=True)
class Line:
    """A text in the tree of those that carry each other out: how deep it stands below the first."""

    text: Resolution
    depth: int
    targets: int


def seen(reader: Any) -> Any:
    """Every text the reader reads."""
    rows: Any = Resolution.objects.seen_by(reader)  # type: ignore[attr-defined]
    return rows


def lines(rows: Iterable[Resolution], counts: dict[int, int]) -> list[Line]:
    """Texts in the order of the tree: each beneath the one it carries out, the newest first among equals."""
    texts = list(rows)
    here = {one.pk for one in texts}
    below: dict[int | None, list[Resolution]] = {}
    for one in texts:
        up: int | None = one.above_id  # type: ignore[attr-defined]
        below.setdefault(up if up in here else None, []).append(one)
    found: list[Line] = []
    waiting = [(one, 0) for one in reversed(below.get(None, []))]
    while waiting:
        one, depth = waiting.pop()
        found.append(Line(one, depth, counts.get(one.pk, 0)))
        waiting += [(child, depth + 1) for child in reversed(below.get(one.pk, []))]
    return found


def line_to(one: Resolution, reader: Any) -> list[Resolution]:
    """The texts above one and itself at the end, as far as the reader reads them, none where he does not read it; two questions."""
    parents = dict(Resolution.objects.values_list("pk", "above_id"))
    keys = [one.pk, *chain(one.pk, parents)]
    found = {row.pk: row for row in seen(reader).filter(pk__in=keys)}
    return [found[key] for key in reversed(keys) if key in found] if one.pk in found else []


def above_and_below(one: Resolution, reader: Any) -> tuple[list[Resolution], list[Line]]:
    """The texts above one, the highest first, and those that carry it out with those that carry out these; two questions."""
    rows = list(seen(reader))
    known = {row.pk: row for row in rows}
    over = chain(one.pk, dict(Resolution.objects.values_list("pk", "above_id")))
    children: dict[int | None, list[Resolution]] = {}
    for row in rows:
        children.setdefault(row.above_id, []).append(row)
    kept, waiting = [], [one.pk]
    while waiting:
        found = children.pop(waiting.pop(), [])
        kept += found
        waiting += [row.pk for row in found]
    return [known[key] for key in reversed(over) if key in known], lines(kept, {})


def targets(one: Resolution, on: date) -> Rows:
    """The targets a text set, with where each stands on a day."""
    return board(one.unit_id, on).of_resolution(one.pk)  # type: ignore[attr-defined]


def document_of(one: Resolution, reader: Any) -> Any:
    """The document itself, if the reader may open it; None otherwise."""
    if one.document_id is None:  # type: ignore[attr-defined]
        return None
    rows: Any = Document.objects.seen_by(reader)  # type: ignore[attr-defined]
    return rows.filter(pk=one.document_id).first()  # type: ignore[attr-defined]


def choices(
    reader: Any, unit_id: int, on: date, *, but: int | None = None
) -> list[tuple[str, list[tuple[int, str]]]]:
    """Texts of the unit and above that one may carry out, by the unit whose they are."""
    around = list(tree().ancestors(unit_id, on))
    groups: dict[str, list[tuple[int, str]]] = {}
    for one in seen(reader).filter(unit_id__in=around).exclude(pk=but):
        groups.setdefault(tree().name(one.unit_id, on), []).append(
            (one.pk, f"{one.name} – {one.title}"[:140])
        )
    return list(groups.items())
