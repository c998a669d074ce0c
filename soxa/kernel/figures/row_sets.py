"""Rows as they were when something was counted: key, own unit, digest of the facts; canonical JSON, so that the same rows are the same bytes."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from soxa.kernel.fields import day_number
from soxa.law.partial import PartialDate

KIND = "soxa.rows"
LATER = "later"

Rows = dict[int, tuple[int, str]]
_UNDATED = frozenset((str, int, bool, type(None)))
_as_json = json.JSONEncoder(ensure_ascii=False, default=str, separators=(",", ":")).encode


@dataclass(frozen=True)
class RowSet:
    """Rows as they were: key → (own unit, digest of the facts)."""

    source: str
    rows: Rows

    def as_bytes(self) -> bytes:
        """Canonical JSON: the same rows are always the same bytes."""
        listed = [[key, *self.rows[key]] for key in sorted(self.rows)]
        record = {"kind": KIND, "source": self.source, "rows": listed}
        return json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def read(cls, content: bytes) -> "RowSet":
        """The rows of a kept file; ValueError when it is none."""
        record = json.loads(content)
        if not isinstance(record, dict) or record.get("kind") != KIND:
            raise ValueError("not a file of rows")
        return cls(record["source"], {key: (unit, facts) for key, unit, facts in record["rows"]})

    def of_units(self, units: Iterable[int]) -> "RowSet":
        """Only the rows that belong to these units."""
        wanted = set(units)
        return RowSet(self.source, {key: row for key, row in self.rows.items() if row[0] in wanted})


def fingerprint(facts: Iterable[Any], on: date) -> str:
    """Digest of a row's facts as they stood at the end of `on`, 32 hexadecimal digits.

    What is dated later had not happened: a death in August changes nothing in what was counted in June.
    """
    known = [fact if type(fact) in _UNDATED or not _is_later(fact, on) else LATER for fact in facts]
    return hashlib.sha256(_as_json(known).encode()).hexdigest()[:32]


def _is_later(fact: Any, on: date) -> bool:
    if isinstance(fact, PartialDate):
        return fact.number > day_number(on)
    return isinstance(fact, date) and fact > on
