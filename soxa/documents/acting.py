"""In which office somebody acts on what belongs to a side: one of that side, over that unit."""

from typing import Any, Protocol

from soxa.documents.models import DOMAINS
from soxa.kernel.access import Actor, actor_for, may


class OfASide(Protocol):
    """A row, or a place for rows, of one side of one unit."""

    @property
    def unit_id(self) -> int:
        """The unit."""

    @property
    def side(self) -> str:
        """The side, a key of DOMAINS."""


def acting(reader: Any, act: str, row: OfASide) -> Actor:
    """The reader in the office of the row's side that the act needs; raises PermissionDenied in words when none fits."""
    return actor_for(reader, act, row.unit_id, domain=DOMAINS[row.side])


def may_act(reader: Any, act: str, row: OfASide) -> bool:
    """Whether `acting` would find an office; for greying a button with the same question."""
    return may(reader, act, row.unit_id, domain=DOMAINS[row.side])


def acting_if_any(reader: Any, act: str, row: OfASide) -> Actor | None:
    """The same actor; None where no office fits."""
    return acting(reader, act, row) if may_act(reader, act, row) else None
