"""What of an entry a reader is told: of Party work its words are for who sees the Party's rows there, not for who keeps the system."""

from functools import cache
from typing import Any

from django.apps import apps

from soxa.kernel.access import sight_of
from soxa.kernel.models import Entry
from soxa.org.roles import PARTY

# entries on these are Party work whatever they are about
_FLOWS = frozenset({"party", "person", "sealed", "post", "export"})


@cache
def _kinds() -> frozenset[str]:
    """The kinds of record that Party work is about, as entries name them."""
    of_party = {model._meta.model_name or "" for model in apps.get_app_config("party").get_models()}
    return frozenset(of_party | {"person"})


def tells(entry: Entry, reader: Any) -> bool:
    """Whether the reader is told what the entry says, beyond that there is one, by whom and when."""
    if entry.flow not in _FLOWS and entry.subject_kind not in _kinds():
        return True
    sight = sight_of(reader, PARTY)
    return bool(sight.everything or sight.units) if entry.unit_id is None else entry.unit_id in sight
