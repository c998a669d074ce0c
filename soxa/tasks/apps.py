"""Django's handle on tasks."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Tasks given and reported on."""

    name = "soxa.tasks"
    label = "tasks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Declare the figures and the settings."""
        from soxa.tasks import clocks, figures  # noqa: F401
