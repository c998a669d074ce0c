"""Django's handle on people and offices."""

from django.apps import AppConfig


class OrgConfig(AppConfig):
    """People, offices, accounts."""

    name = "soxa.org"
    label = "org"
    default_auto_field = "django.db.models.BigAutoField"
