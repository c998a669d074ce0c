"""Django's handle on meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """Meetings of cells and committees."""

    name = "soxa.meetings"
    label = "meetings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the figures."""
        from soxa.meetings import figures  # noqa: F401
