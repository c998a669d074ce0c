"""Of which unit a page of steering tells, and in which office the reader writes there."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest

from soxa.kernel.access import may
from soxa.kernel.units.tree import tree
from soxa.org.roles import STEERING
from soxa.steering.programmes.models import WorkProgramme
from soxa.steering.resolutions.models import Resolution
from soxa.steering.sight import units_read
from soxa.steering.targets.flow import WRITE
from soxa.steering.targets.models import Target
from soxa.tasks.takers import commune_of

HELD: tuple[Any, ...] = (Target, Resolution, WorkProgramme)


@dataclass(frozen=True)
class Chosen:
    """The unit a page tells of, the others that have targets in the reader's reach, and whether he writes there."""

    unit_id: int
    code: str
    name: str
    offered: list[tuple[str, str]]
    writes: bool


def chosen(request: HttpRequest, today: date) -> Chosen:
    """The unit of the address (`don-vi`), else the reader's own commune; Http404 for one he may not read."""
    reader: Any = request.user
    read = units_read(reader)
    having = _having(reader)
    asked = request.GET.get("don-vi", "")
    unit_id = tree().codes.get(asked) if asked else _own(reader, having, today)
    if unit_id is None or (read is not None and unit_id not in read):
        raise Http404(asked)
    nodes = sorted((tree().nodes[one] for one in having | {unit_id}), key=lambda node: node.code)
    return Chosen(
        unit_id,
        tree().nodes[unit_id].code,
        tree().name(unit_id, today),
        [(node.code, tree().name(node.id, today)) for node in nodes] if len(nodes) > 1 else [],
        may(reader, WRITE, unit_id, domain=STEERING),
    )


def _having(reader: Any) -> set[int]:
    """Units that have anything of steering in the reader's sight; one question for all its kinds."""
    first, *rest = (
        kind.objects.seen_by(reader).order_by().values_list("unit_id", flat=True) for kind in HELD
    )
    return set(first.union(*rest))


def _own(reader: Any, having: set[int], today: date) -> int | None:
    """The commune around the reader's first office that sees steering; else the first unit that has targets."""
    for held in reader.held_offices():
        if STEERING in held.role.domains:
            return commune_of(held.unit_id, today)
    return min(having, default=None)


def desk(request: HttpRequest) -> str:
    """Code of the unit in whose name the reader writes: that of his first office that may; empty where he writes nowhere."""
    reader: Any = request.user
    for held in reader.held_offices():
        if held.role.may(WRITE) and STEERING in held.role.domains:
            return tree().nodes[held.unit_id].code
    return ""
