"""`migrate`, which makes the tables of an empty database at once."""

from typing import Any

from django.core.management.commands import migrate

from soxa.desk.new_tables import make_new_tables, nothing_stands


class Command(migrate.Command):
    """Django's command; only a whole migration of an empty database goes the short way."""

    def handle(self, *args: Any, **options: Any) -> None:
        """As Django's, see there."""
        partly = options["app_label"] or options["plan"] or options["check_unapplied"] or options["fake"]
        if not partly and options["database"] == "default" and nothing_stands():
            make_new_tables()
        else:
            super().handle(*args, **options)
