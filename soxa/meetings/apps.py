"""Django's handle on meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings of cells and committees."""

    name = "soxa.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the figures and what rooms lay beside a meeting, and tell of months missed."""
        from soxa.meetings import figures  # noqa: F401
        from soxa.meetings.absences import months_missed
        from soxa.meetings.beside import BESIDE_MEETING
        from soxa.meetings.convening.beside import laid_by_replies
        from soxa.meetings.quality.beside import laid_by_quality
        from soxa.meetings.voting.beside import laid
        from soxa.party.striking.models import StrikeOff
        from soxa.party.striking.sources import tell

        BESIDE_MEETING.lay(laid)
        tell(StrikeOff.ABSENT, months_missed)
        BESIDE_MEETING.lay(laid_by_replies)
        BESIDE_MEETING.lay(laid_by_quality)
