"""How records are named in addresses: by a key the database can hold."""

import re

from django.urls import register_converter

KEY = re.compile("[0-9]{1,18}")


class Key:
    """The key of a record: at most 18 digits, so that every one fits the database's whole numbers."""

    regex = KEY.pattern

    def to_python(self, text: str) -> int:
        """The key as a number."""
        return int(text)

    def to_url(self, key: int) -> str:
        """The key as an address writes it."""
        return str(key)


register_converter(Key, "key")
