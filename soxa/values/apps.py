"""Django's handle on reported values."""

from django.apps import AppConfig


class ValuesConfig(AppConfig):
    """Measures and what was reported of them."""

    name = "soxa.values"
    label = "values"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let measures and recognitions answer as figures and for measures, as sets of criteria do; and tell what a setting moves."""
        from soxa.values import figures  # noqa: F401
        from soxa.values.counted import counts_by
        from soxa.values.criteria import moved  # noqa: F401
        from soxa.values.criteria.answers import by_criteria
        from soxa.values.recognition import figures as recognised  # noqa: F401
        from soxa.values.recognition.answers import by_recognition

        counts_by(by_criteria, by_recognition)
