"""Django's handle on documents."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers and the documents in them."""

    name = "soxa.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
