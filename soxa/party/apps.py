"""Django's handle on the Party side."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.utils.module_loading import import_string

FIGURES = (
    "figures", "badges.figures", "censure.figures", "discipline.figures", "dues.figures", "inspection.figures", "statistics.figures", "statistics.moves",
    "study.figures",
)  # fmt: skip
# what rooms lay beside a member and beside a cell, in the order of the page
MEMBER = (
    "transfers.beside.under_way",
    "admission.beside.laid_by_admission",
    "badges.beside.laid_by_badges",
    "dues.beside.beside_member",
    "study.beside.laid_by_study",
    "cadres.beside.laid_by_cadres",
    "discipline.beside.laid_by_discipline",
    "inspection.beside.laid_by_inspection",
    "corrections.beside.laid_by_corrections",
)
CELL = ("following.beside.laid_by_following", "congress.beside.laid_by_congress", "dues.beside.beside_cell",
    "study.beside.laid_by_study_on_cell", "inspection.beside.laid_by_inspection_on_cell")  # fmt: skip


class PartyConfig(AppConfig):
    """Members, memberships, cells, and the rooms of Party work around them."""

    name = "soxa.party"
    label = "party"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the figures, what rooms lay beside members and cells, and who tells of months missed."""
        for name in FIGURES:
            import_module(f"{self.name}.{name}")
        from soxa.party.beside import BESIDE_CELL, BESIDE_MEMBER
        from soxa.party.striking.models import StrikeOff
        from soxa.party.striking.sources import tell

        for place, rooms in ((BESIDE_MEMBER, MEMBER), (BESIDE_CELL, CELL)):
            for room in rooms:
                place.lay(self._of(room))
        tell(StrikeOff.UNPAID, self._of("dues.lists.months_missed"))

    def _of(self, name: str) -> Any:
        return import_string(f"{self.name}.{name}")
