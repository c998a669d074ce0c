"""Django's handle on meetings."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import import_string

FIGURES = ("figures", "quality.figures", "goods.figures", "after.figures")
# what rooms lay beside a meeting, in the order of the page
MEETING = (
    "convening.beside.laid_by_warnings",
    "voting.beside.laid",
    "convening.beside.laid_by_papers",
    "convening.beside.laid_by_replies",
    "quality.beside.laid_by_quality",
    "after.beside.beside_meeting",
)  # fmt: skip


class MeetingsConfig(AppConfig):
    """Meetings of cells, committees, councils and villages, and the rooms around them."""

    name = "soxa.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the figures and what rooms lay beside a meeting, a member and a cell; tell of months missed, and of rows that two records of one person have twice."""
        for name in FIGURES:
            import_module(f"{self.name}.{name}")
        from soxa.documents.beside import BESIDE_DOCUMENT
        from soxa.meetings.absences import months_missed
        from soxa.meetings.after.beside import beside_document
        from soxa.meetings.after.giving import KIND, page_of
        from soxa.meetings.beside import BESIDE_MEETING
        from soxa.meetings.doubles import rows_to_strike
        from soxa.meetings.members_year import laid_by_meetings, laid_by_meetings_on_cell
        from soxa.party.beside import BESIDE_CELL, BESIDE_MEMBER
        from soxa.party.merging.flow import also_strikes
        from soxa.party.striking.models import StrikeOff
        from soxa.party.striking.sources import tell
        from soxa.tasks.sources import opened_by

        opened_by(KIND, page_of)
        for room in MEETING:
            BESIDE_MEETING.lay(import_string(f"{self.name}.{room}"))
        BESIDE_DOCUMENT.lay(beside_document)
        BESIDE_MEMBER.lay(laid_by_meetings)
        BESIDE_CELL.lay(laid_by_meetings_on_cell)
        tell(StrikeOff.ABSENT, months_missed)
        also_strikes(rows_to_strike)
