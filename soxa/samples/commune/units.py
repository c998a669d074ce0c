"""Founds the four old communes and their cells, and merges them on 1 July 2025, each act with its decision."""

from soxa.kernel import journal
from soxa.kernel.access import Actor
from soxa.kernel.models import ALWAYS, Unit
from soxa.kernel.preferences import put
from soxa.kernel.units.acts import Founding, found, many_acts, merge
from soxa.law.periods import FOREVER
from soxa.party.cells import CONSENT_OF_GRASSROOTS
from soxa.party.models import Cell
from soxa.samples.commune import plan
from soxa.samples.commune.plan import MERGER, PlannedCell

DECISION = "Quyết định số 214-QĐ/TU ngày 25/6/2025 của Ban Thường vụ Tỉnh ủy Sông Cẩm"
CELLS_DECISION = "Quyết định số 01-QĐ/ĐU ngày 01/7/2025 của Ban Thường vụ Đảng ủy xã Đồng Vải"
CONSENT = "Công văn số 37-CV/TU ngày 12/9/2025 đồng ý cho 17 chi bộ thôn có trên 30 đảng viên"
# village cells of more than thirty members that the superior has not yet answered for
WITHOUT_CONSENT = frozenset({"99901.07", "99901.30"})
UNDER_BASE = frozenset({"99901.38", "99901.39", "99901.40"})
PARTY_AGENCIES = "99901.37"
CONSENT_ABOVE = 30


def found_all(actor: Actor) -> dict[str, Unit]:
    """The whole tree with its history, and the Party's facts of each cell; units by code."""
    cells = plan.cells()
    with many_acts():
        units = _before(cells, actor)
        _merger(cells, units, actor)
    _cell_rows(cells, units, actor)
    return {unit.code: unit for unit in Unit.objects.all()}


def _before(cells: dict[str, PlannedCell], actor: Actor) -> dict[str, Unit]:
    units = {code: found(Founding(code, "commune", name), actor) for code, name in plan.OLD_COMMUNES.items()}
    for cell in cells.values():
        if not cell.founded:
            parent = units[cell.old_commune]
            units[cell.code] = found(Founding(cell.code, "cell", cell.name, parent), actor)
    return units


def _merger(cells: dict[str, PlannedCell], units: dict[str, Unit], actor: Actor) -> None:
    code, name = plan.COMMUNE
    commune = units[code] = found(Founding(code, "commune", name, None, MERGER, DECISION), actor)
    base_code, base_name = plan.BASE
    base = units[base_code] = found(
        Founding(base_code, "base", base_name, commune, MERGER, CELLS_DECISION), actor
    )
    for cell in cells.values():
        if cell.founded:
            parent = base if cell.code in UNDER_BASE else commune
            units[cell.code] = found(
                Founding(cell.code, "cell", cell.name, parent, MERGER, CELLS_DECISION), actor
            )
    ended = [cell for cell in cells.values() if cell.ended]
    for into in sorted({cell.merged_into for cell in ended}):
        sources = [units[cell.code] for cell in ended if cell.merged_into == into]
        merge(sources, units[into], MERGER, decision=CELLS_DECISION, actor=actor)
    merge([units[old] for old in plan.OLD_COMMUNES], commune, MERGER, decision=DECISION, actor=actor)


def _cell_rows(cells: dict[str, PlannedCell], units: dict[str, Unit], actor: Actor) -> None:
    put(CONSENT_OF_GRASSROOTS, True, since=plan.START, actor=actor)
    rows = [
        Cell(
            unit=units[cell.code],
            kind=cell.kind,
            branch=("party" if cell.code == PARTY_AGENCIES else "people") if cell.kind == Cell.AGENCY else "",
            grassroots=cell.grassroots,
            above_limit_consent=CONSENT if _agreed(cell) else "",
            since=cell.founded or ALWAYS,
            until=MERGER if cell.ended else FOREVER,
        )
        for cell in cells.values()
    ]
    entry = journal.write(
        actor, "samples", "cells", subject=("unit", plan.COMMUNE[0]), on=MERGER, facts={"rows": len(rows)}
    )
    Cell.objects.loaded(rows, entry)


def _agreed(cell: PlannedCell) -> bool:
    return cell.kind == "village" and cell.members > CONSENT_ABOVE and cell.code not in WITHOUT_CONSENT
