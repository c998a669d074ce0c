"""In which of his offices a reader does what is done for a whole unit: plans its meetings, changes its sheets and frameworks."""

from typing import Any

from soxa.kernel.access import Actor, actor_for, may
from soxa.kernel.units.tree import tree


def acting_in(reader: Any, act: str, unit_kind: str, domain: str) -> Actor | None:
    """The reader in his first office in a unit of this kind that may act there and sees the domain; None where he holds none."""
    for held in reader.held_offices():
        if tree().nodes[held.unit_id].kind == unit_kind and may(reader, act, held.unit_id, domain=domain):
            return actor_for(reader, act, held.unit_id, domain=domain)
    return None
