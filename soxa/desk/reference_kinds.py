"""What a kind of record is to a soft reference: its word, its titles, its page, and who may read them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from soxa.kernel.units.tree import tree

Keys = Iterable[str]
Titles = dict[str, str]


@dataclass(frozen=True)
class Kind:
    """A kind of record: its word, the titles of many keys in one question, its page, and the domain that may read titles.

    Without sight in `domain` the word alone is shown; `seen` asks for titles inside the reader's own sight instead, where
    rows of one kind belong to several domains.
    """

    word: Any
    titles: Callable[[Keys], Titles]
    address: Callable[[str], str] | None = None
    domain: str = ""
    seen: Callable[[Keys, Any], Titles] | None = None

    def titles_for(self, keys: Keys, reader: Any) -> Titles:
        """Titles by key, as far as this kind lets the reader's sight choose among them."""
        return self.seen(keys, reader) if self.seen else self.titles(keys)


def numbers(keys: Keys) -> list[int]:
    """Keys of rows among what the journal holds as text."""
    return [int(key) for key in keys if key.isdecimal()]


def nothing(keys: Keys) -> Titles:
    """No title without a reader."""
    return {}


def in_sight(kind: Any, title: Callable[[Any], str]) -> Callable[[Keys, Any], Titles]:
    """The titles of rows of a kind that the reader may read."""
    return lambda keys, reader: {
        str(one.pk): title(one) for one in kind.objects.seen_by(reader).filter(pk__in=numbers(keys))
    }


def of_year(one: Any) -> str:
    """A record of a unit's year."""
    return _("năm {year}, {unit}").format(year=one.year, unit=tree().name(one.unit_id))
