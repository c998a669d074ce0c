"""Django's handle on the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Units, journal, settings and calendar rows."""

    name = "soxa.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forms speak as offices do."""
        from soxa.kernel.form_words import say_it_as_the_office_does

        say_it_as_the_office_does()
