"""Django's handle on reported values."""

from django.apps import AppConfig


class ValuesConfig(AppConfig):
    """Measures and what was reported of them."""

    name = "soxa.values"
    label = "values"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let measures answer as figures."""
        from soxa.values import figures  # noqa: F401
