"""Django's handle on the kernel."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Units, journal, settings and calendar rows."""

    name = "soxa.kernel"
    label = "kernel"
    default_auto_field = "django.db.models.BigAutoField"
