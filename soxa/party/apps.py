"""Django's handle on the Party side."""

from django.apps import AppConfig


class PartyConfig(AppConfig):
    """Members, memberships, cells."""

    name = "soxa.party"
    label = "party"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the figures."""
        from soxa.party import figures  # noqa: F401
