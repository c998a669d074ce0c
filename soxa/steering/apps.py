"""Django's handle on steering."""

from importlib import import_module

from django.apps import AppConfig

FIGURES = ("targets.figures",)


class SteeringConfig(AppConfig):
    """Resolutions, targets and how they stand."""

    name = "soxa.steering"
    label = "steering"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the figures, and what is laid beside a meeting."""
        for name in FIGURES:
            import_module(f"{self.name}.{name}")
        from soxa.meetings.beside import BESIDE_MEETING
        from soxa.steering.resolutions.adopting import laid_by_resolutions

        BESIDE_MEETING.lay(laid_by_resolutions)
