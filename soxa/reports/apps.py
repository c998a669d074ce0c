"""Django's handle on reports."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports written around figures."""

    name = "soxa.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
