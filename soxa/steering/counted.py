"""The tables from which reports and reviews are counted: they are held still while their numbers are read and frozen."""

from django.apps import apps
from django.db.models import Model

from soxa.documents.models import Document
from soxa.kernel.models import Unit, Within
from soxa.org.models import Person


def counted_tables() -> list[type[Model]]:
    """What a report or a review counts: nobody writes there between the reading of a figure and the freezing of its rows.

    Tasks stand before documents, because an instruction on a document writes its task first; and before meetings, whose
    conclusion is marked once its task is written.
    """
    domains = ("party", "values", "steering", "tasks", "meetings")
    counted = [model for label in domains for model in apps.get_app_config(label).get_models()]
    return [Unit, Within, Person, *counted, Document]
