"""Django's handle on the officials' pages."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """No models of its own."""

    name = "soxa.desk"
    label = "desk"
