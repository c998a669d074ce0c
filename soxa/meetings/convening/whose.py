"""Whose meetings a reader asks for among those in his sight: a commune with its cells, the commune's own alone, one cell."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.access import sight_of
from soxa.kernel.units.tree import Node, tree
from soxa.meetings.kinds import PARTY
from soxa.meetings.models import DOMAINS

ALONE = "~"  # after a unit's code: what it holds itself, without what lies in it


@dataclass(frozen=True)
class Whose:
    """What was asked: its value as the page's list writes it, and the units; None for everything in sight."""

    value: str = ""
    units: frozenset[int] | None = None


def whose(typed: str, reader: Any, on: date) -> Whose:
    """The units asked for by a unit's code, or its code and "~"; everything in sight for what is none of those in sight."""
    code = typed.removesuffix(ALONE)
    node = tree().nodes.get(tree().codes.get(code, 0))
    if node is None or not _sees(reader, node):
        return Whose()
    if typed.endswith(ALONE):
        return Whose(typed, frozenset((node.id,)))
    return Whose(typed, tree().within(node.id, on) or frozenset((node.id,)))


def offered(reader: Any, asked: Whose, on: date) -> list[tuple[str, str]]:
    """(value, label) of what a reader may ask for; nothing where there is nothing to choose.

    Who sees one commune chooses among its cells; who sees many chooses the commune first, then a cell of it.
    """
    communes = communes_of(reader, on)
    cells = [node for node in tree().of_kind("cell", on) if _sees(reader, node)]
    if len(communes) > 1:
        chosen = _commune_of(asked, on)
        inside = tree().within(chosen.id, on) if chosen else frozenset()
        own = _inside(chosen, [one for one in cells if one.id in inside], on) if chosen else []
        return own + [(node.code, tree().name(node.id, on)) for node in communes]
    found = _inside(communes[0] if communes else None, cells, on)
    return found if len(found) > 1 else []


def communes_of(reader: Any, on: date) -> list[Node]:
    """Communes whose meetings may be in sight."""
    return [node for node in tree().of_kind("commune", on) if _sees(reader, node)]


def _inside(commune: Node | None, cells: list[Node], on: date) -> list[tuple[str, str]]:
    own = [(commune.code + ALONE, _("Riêng cấp xã, không gồm chi bộ"))] if commune else []
    return own + [(node.code, tree().name(node.id, on)) for node in cells]


def _commune_of(asked: Whose, on: date) -> Node | None:
    unit = tree().codes.get(asked.value.removesuffix(ALONE), 0)
    above = (tree().nodes[key] for key in tree().ancestors(unit, on))
    return next((node for node in above if node.kind == "commune"), None)


def _sees(reader: Any, node: Node) -> bool:
    """Whether any meeting of a unit may be in sight: of a cell the Party's alone."""
    domains = [DOMAINS[PARTY]] if node.kind == "cell" else DOMAINS.values()
    return any(node.id in sight_of(reader, domain) for domain in domains)
