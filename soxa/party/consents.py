"""The superior's consent to cells over the Charter's number of members, written once for many: an entry for each, one paper."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from soxa.kernel import flow
from soxa.kernel.access import Actor
from soxa.kernel.models import Entry
from soxa.party import rules
from soxa.party.answers import set_cell
from soxa.party.cells import WORDS, CellRow
from soxa.party.models import Cell


def lacking(rows: Sequence[CellRow]) -> list[CellRow]:
    """Cells over the limit for which no consent is written."""
    title = str(WORDS[rules.NO_CONSENT][0])
    return [row for row in rows if any(said.title == title for said in row.findings)]


def words_of(row: CellRow) -> str:
    """A cell as it stands beside its tick: name and members."""
    return _("{cell} – {n} đảng viên").format(cell=row.name, n=row.members)


def consent_many(cells: Sequence[Cell], actor: Actor, *, today: date, paper: str) -> list[Entry]:
    """Write one paper of consent into many cells, each with its entry, all or nothing; Refused in words."""
    with flow.all_or_nothing():
        ordered = sorted(cells, key=lambda cell: cell.pk)
        facts = {"above_limit_consent": paper}
        return [set_cell(cell, actor, today=today, step="consent", facts=facts) for cell in ordered]
