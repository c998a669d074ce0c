"""Django's handle on the exchange of documents."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Mailboxes, the offices they write to, packages in and out."""

    name = "soxa.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Lay what was sent and received beside the document on its page."""
        from soxa.documents.beside import BESIDE_DOCUMENT
        from soxa.exchange.beside import exchanged

        BESIDE_DOCUMENT.lay(exchanged)
